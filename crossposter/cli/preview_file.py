"""Preview file: the HTML preview, written and opened in the browser."""

import webbrowser
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from crossposter.cli.files import write_files
from crossposter.cli.output import say

if TYPE_CHECKING:
    from crossposter.announcements.seen import Shown
    from crossposter.app import App


def require_alone(as_json: bool) -> None:
    """Page without --json; raises the usage error for both together."""
    if as_json:
        raise typer.BadParameter(
            "--json prints values and writes no page: leave it out"
        )


def show_page(app: "App", key: int, output: Path | None, *, open_it: bool) -> "Shown":
    """Posts on the written page of announcement *key*; opened if asked to."""
    path = output or Path(f"preview-{key}.html")
    sheet = app.viewing.sheet(key)
    page = app.preview_page.draw(sheet)
    write_files({path: page.encode()})
    say(f"Wrote {path}")
    if open_it and not _opened(path):
        say("There is no browser here that could be opened: open the file yourself")
    return sheet.shown


def _opened(path: Path) -> bool:
    try:
        return webbrowser.open(path.resolve().as_uri())
    except (webbrowser.Error, OSError):
        return False
