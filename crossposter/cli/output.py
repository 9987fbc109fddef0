"""Output of commands: JSON, tables and styled lines."""

import json
import sys
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from rich.console import Console
from rich.text import Text

from crossposter.cli.screen_lines import GOES_ON, broken, columns
from crossposter.cli.tables import blocks, fits, table
from crossposter.scheduling.times import show_moment
from crossposter.text.characters import BAR, escaped_as_json, shown, shown_in_line

if TYPE_CHECKING:
    from crossposter.database.models import Delivery

_COLOURS = {
    "published": "green",
    "approved": "green",
    "failed": "red",
    "held": "red",
    "rejected": "red",
    "unconfirmed": "yellow",
    "expired": "yellow",
    "paused": "yellow",
}
_EXCERPT = 400  #: characters by which people recognize their text
_WORTH_LEAVING_OUT = 200  #: characters


def say(*parts: str | tuple[str, str], whole: bool = False) -> None:
    """Print one line of *parts*, each a text or a text with its style.

    On a screen it is broken between words, *whole* lines never; links and commands can
    be copied as they are.
    """
    line = _line(parts)
    for row in [line] if whole else broken(line, columns(sys.stdout)):
        _print(row)


def tell(*parts: str | tuple[str, str]) -> None:
    """Print a line with words of others: no row on the screen is entirely theirs.

    Rows after the first are marked.
    """
    width = columns(sys.stdout)
    for row in broken(_line(parts), width, stand_in=len(GOES_ON), marked=True):
        _print(row)


def quote(text: str) -> None:
    """Print a text somebody wrote behind a bar, so that it is not mistaken for ours."""
    width = columns(sys.stdout) - len(BAR)
    for line in shown(text).split("\n"):
        for row in broken(Text(line), width, stand_in=2, ours=False):
            _print(Text.assemble((BAR, "dim"), row))


def excerpt(text: str) -> None:
    """Print the beginning of a long text, quoted."""
    beginning = text[:_EXCERPT].rsplit(maxsplit=1)[0]
    rest = len(text) - len(beginning)
    if rest < _WORTH_LEAVING_OUT:
        quote(text)
        return
    quote(f"{beginning} …")
    say((f"and {rest:,} more characters", "dim"))


def _line(parts: Sequence[str | tuple[str, str]]) -> Text:
    styled = [(part, "") if isinstance(part, str) else part for part in parts]
    return Text.assemble(*((shown_in_line(text), style) for text, style in styled))


def _print(row: Text) -> None:
    row.rstrip()
    console().print(row, soft_wrap=True)


def status_word(word: str) -> tuple[str, str]:
    """Part of a line: a status with its color."""
    return word, _COLOURS.get(word, "bold")


def show_table(
    headings: Sequence[str],
    rows: Iterable[Sequence[str | None]],
    *,
    flexible: str = "",
    lead: int = 2,
) -> None:
    """Print a table, or blocks of lines where the screen is too narrow for it.

    The column *flexible* may take several lines; a block begins with *lead* columns.
    """
    cells = [[_cell(each) for each in row] for row in rows]
    width = columns(sys.stdout)
    if not fits(headings, cells, width, flexible):
        for line in blocks(headings, cells, width, lead):
            _print(line)
        return
    screen = console(width)
    with screen.capture() as drawn:
        screen.print(table(headings, cells, flexible))
    for drawn_line in drawn.get().splitlines():
        sys.stdout.write(drawn_line.rstrip() + "\n")


def _cell(value: str | None) -> Text:
    return Text(shown_in_line(value or "–"), _COLOURS.get(value or "", ""))


def print_json(values: Any) -> None:
    """Print JSON; nothing else may be on standard output beside it."""
    escaped = (sys.stdout.encoding or "").lower().replace("-", "") != "utf8"
    written = json.dumps(values, ensure_ascii=escaped, indent=2)
    sys.stdout.write(escaped_as_json(written) + "\n")


def when(iso: str | None, zone: ZoneInfo) -> str | None:
    """Time in the office's zone, with the zone's name, from an ISO time."""
    return None if iso is None else show_moment(datetime.fromisoformat(iso), zone)


def day(iso: str, zone: ZoneInfo) -> str:
    """Date in the office's zone, from an ISO time."""
    return f"{datetime.fromisoformat(iso).astimezone(zone):%Y-%m-%d}"


def say_cancelled(cancelled: "Sequence[Delivery]", zone: ZoneInfo) -> None:
    """Print the deliveries that were cancelled."""
    posts = [f"{each.channel} ({show_moment(each.due_at, zone)})" for each in cancelled]
    if posts:
        verb = "is" if len(posts) == 1 else "are"
        say(
            (
                f"The approval has ended, and {', '.join(posts)} {verb} cancelled",
                "yellow",
            )
        )


def console(width: int | None = None) -> Console:
    """Console that respects NO_COLOR and detects a terminal."""
    return Console(highlight=False, width=width or columns(sys.stdout))
