"""Command preview."""

import contextlib
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.filesize import decimal

from crossposter.cli.context import AnnouncementNumber, JsonOption, actor, opened
from crossposter.cli.output import print_json, quote, say, tell

if TYPE_CHECKING:
    from crossposter.announcements.seen import Shown
    from crossposter.app import App
    from crossposter.posts.composer import Composed

app = typer.Typer()


@app.command()
def preview(
    ctx: typer.Context,
    key: AnnouncementNumber,
    html: Annotated[
        bool,
        typer.Option(
            "--html",
            help="Write a page that shows each post as its platform will; of an"
            " approved one, the very posts that were approved.",
        ),
    ] = False,
    output: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            dir_okay=False,
            readable=False,
            help="The page; else preview-ID.html in this folder.",
        ),
    ] = None,
    open_: Annotated[
        bool, typer.Option("--open", help="Write the page and show it in a browser.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Show the exact post of every channel: as approved, else as approval now makes it.

    \b
    Examples:
      crossposter preview 12
      crossposter preview 12 --html --open
    """
    from crossposter.announcements.serializers import previews
    from crossposter.cli.preview_file import require_alone, show_page

    if html or open_ or output:
        require_alone(as_json)
        opened_app = opened(ctx)
        them = show_page(opened_app, key, output, open_it=open_)
        _keep_shown(ctx, opened_app, key, them)
        return
    opened_app = opened(ctx)
    composed, them = opened_app.approval.look(key)
    if as_json:
        found = opened_app.reviewer.check(key)
        print_json(previews(composed, found, code=them.code))
    else:
        _draw_posts(composed)
        _say_code(key, them)
    _keep_shown(ctx, opened_app, key, them)


def _draw_posts(composed: Sequence["Composed"]) -> None:
    from crossposter.announcements.serializers import previews

    for number, each in enumerate(composed):
        if number:
            say()
        [values] = previews([each])
        _draw_post(values, frozen=each.frozen)


def _say_code(key: int, them: "Shown") -> None:
    if them.channels:
        say()
        say(f"Code of these posts: {them.code}")
        say((f"To approve them: crossposter approve {key} --seen {them.code}", "dim"))


def _keep_shown(ctx: typer.Context, app: "App", key: int, them: "Shown") -> None:
    """Note of the posts this person was shown; looking needs no right to write."""
    from crossposter.errors import Unavailable

    with contextlib.suppress(Unavailable):
        app.approval.note_shown(actor(ctx, app), key, them)


def _draw_post(values: dict[str, Any], *, frozen: bool) -> None:
    parts = values["parts"]
    size = f"{values['length']:,} of {values['limit']:,} characters"
    if len(parts) > 1:
        size = f"{len(parts)} posts, the longest {size}"
    price = f", {values['price']} USD" if values["price"] else ""
    since = ", as it was approved" if frozen else ""
    say((values["channel"], "bold"), (f"  {size}{price}{since}", "dim"))
    for number, part in enumerate(parts, 1):
        if len(parts) > 1:
            say((f"post {number}: {part['length']:,} characters", "dim"))
        if part["text"]:
            quote(part["text"])
    for medium in values["media"]:
        tell(*_described(medium))
    for problem in values["problems"]:
        tell((f"! {problem}", "yellow"))


def _described(medium: dict[str, Any]) -> tuple[tuple[str, str], str]:
    size = f"{medium['width']}×{medium['height']}, {medium['mime']}"
    what = "film: " if "seconds" in medium else "picture: "
    if "seconds" in medium:
        size += f", {medium['seconds']:.1f} seconds, {decimal(medium['size'])}"
    return (what, "dim"), f"{medium['name']} ({size}) {medium['alt']}".strip()
