"""What verbs print: JSON for programs, tables and sentences for people."""

import json
import sys
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import regex
from rich.cells import cell_len
from rich.console import Console
from rich.containers import Lines
from rich.table import Table
from rich.text import Text

from crossposter.characters import BAR, escaped_as_json, shown, shown_in_line
from crossposter.moments import show_moment

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
_GOES_ON = "┊ "
_WORD = regex.compile(r"[\s\p{Zs}\u2800]|[^\s\p{Zs}\u2800]+")  # or a single blank
_UNBOUNDED = 100_000  #: columns; a file or another program has no edge to wrap at


def say(*parts: str | tuple[str, str]) -> None:
    """Print one line of *parts*, each a text or a text with its style.

    It is never wrapped or cut, so that links and commands can be copied as they are.
    """
    console().print(_line(parts), soft_wrap=True)


def tell(*parts: str | tuple[str, str]) -> None:
    """The same with words of others among them: no row on the screen is all theirs.

    A terminal goes on below in its first column. So what is too long is broken before
    that, at blanks only, and the rows that go on are marked.
    """
    screen = console()
    for number, row in enumerate(_rows(_line(parts), screen.width)):
        begun = Text(_GOES_ON, "dim") if number else Text()
        screen.print(begun + row, soft_wrap=True)


def quote(text: str) -> None:
    """Print what somebody wrote behind a bar, so that it is taken for nothing else."""
    for line in shown(text).split("\n"):
        tell((BAR, "dim"), line)


def _line(parts: Sequence[str | tuple[str, str]]) -> Text:
    styled = [(part, "") if isinstance(part, str) else part for part in parts]
    line = Text.assemble(*((shown_in_line(text), style) for text, style in styled))
    line.rstrip()
    return line


def _rows(line: Text, width: int) -> Lines:
    """*line*, broken where another word or blank would not fit any more."""
    breaks, used = [], 0
    for word in _WORD.finditer(line.plain):
        taken = cell_len(word.group())
        if used and used + taken > width:
            breaks.append(word.start())
            used = len(_GOES_ON)
        used += taken
    return line.divide(breaks)


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


def console() -> Console:
    """Respects NO_COLOR, and knows whether somebody looks."""
    width = None if sys.stdout.isatty() else _UNBOUNDED
    return Console(highlight=False, width=width)
