"""What verbs print: JSON for programs, tables and sentences for people."""

import json
import sys
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from rich.console import Console
from rich.table import Table
from rich.text import Text

from crossposter.characters import escaped_as_json, shown, shown_in_line
from crossposter.moments import show_moment

if TYPE_CHECKING:
    from crossposter.models import Delivery

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
_BAR = "│ "
_UNBOUNDED = 100_000  #: columns; a file or another program has no edge to wrap at


def say(*parts: str | tuple[str, str]) -> None:
    """Print one line of *parts*, each a text or a text with its style.

    It is never wrapped or cut, so that links can be copied as they are.
    """
    styled = [(part, "") if isinstance(part, str) else part for part in parts]
    line = Text.assemble(*((shown_in_line(text), style) for text, style in styled))
    line.rstrip()
    console().print(line, soft_wrap=True)


def quote(text: str) -> None:
    """Print what somebody wrote behind a bar, so that it is taken for nothing else."""
    for line in shown(text).split("\n"):
        say((_BAR, "dim"), line)


def status_word(word: str) -> tuple[str, str]:
    """A part of a line with the colour of a status."""
    return word, _COLOURS.get(word, "bold")


def show_table(
    headings: Sequence[str], rows: Iterable[Sequence[str | None]], *, flexible: str = ""
) -> None:
    """Print a plain table; only the column *flexible* wraps on a narrow terminal."""
    table = Table(box=None, header_style="bold", pad_edge=False)
    for heading in headings:
        table.add_column(heading, no_wrap=heading != flexible, overflow="fold")
    for row in rows:
        cells = (
            (shown_in_line(cell or "–"), _COLOURS.get(cell or "", "")) for cell in row
        )
        table.add_row(*(Text(text, style) for text, style in cells))
    screen = console()
    with screen.capture() as drawn:
        screen.print(table)
    for line in drawn.get().splitlines():
        sys.stdout.write(line.rstrip() + "\n")


def print_json(values: Any) -> None:
    """Nothing else may stand on standard output beside it."""
    escaped = (sys.stdout.encoding or "").lower().replace("-", "") != "utf8"
    written = json.dumps(values, ensure_ascii=escaped, indent=2)
    sys.stdout.write(escaped_as_json(written) + "\n")


def when(iso: str | None, zone: ZoneInfo) -> str | None:
    """An ISO time of an overview in the office's zone, with the zone's name."""
    return None if iso is None else show_moment(datetime.fromisoformat(iso), zone)


def say_cancelled(cancelled: "Sequence[Delivery]", zone: ZoneInfo) -> None:
    """What was to go out, and does not any more."""
    posts = [f"{each.channel} ({show_moment(each.due_at, zone)})" for each in cancelled]
    if posts:
        verb = "is" if len(posts) == 1 else "are"
        say(
            (
                f"The approval has ended, and {', '.join(posts)} {verb} cancelled",
                "yellow",
            )
        )


def console() -> Console:
    """Respects NO_COLOR, and knows whether somebody looks."""
    width = None if sys.stdout.isatty() else _UNBOUNDED
    return Console(highlight=False, width=width)
