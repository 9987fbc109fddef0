"""What verbs print: JSON for programs, tables and sentences for people."""

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
_EXCERPT = 400  #: characters by which people know a text of theirs
_WORTH_LEAVING_OUT = 200  #: characters


def say(*parts: str | tuple[str, str], whole: bool = False) -> None:
    """Print one line of *parts*, each a text or a text with its style.

    On a screen it is broken between words, *whole* ones never; links and commands can be
    copied as they are.
    """
    line = _line(parts)
    for row in [line] if whole else broken(line, columns(sys.stdout)):
        _print(row)


def tell(*parts: str | tuple[str, str]) -> None:
    """The same with words of others among them: no row on the screen is all theirs.

    Rows after the first are marked.
    """
    width = columns(sys.stdout)
    for row in broken(_line(parts), width, stand_in=len(GOES_ON), marked=True):
        _print(row)


def quote(text: str) -> None:
    """Print what somebody wrote behind a bar, so that it is taken for nothing else."""
    width = columns(sys.stdout) - len(BAR)
    for line in shown(text).split("\n"):
        for row in broken(Text(line), width, stand_in=2, ours=False):
            _print(Text.assemble((BAR, "dim"), row))


def excerpt(text: str) -> None:
    """The same, but of a long text its beginning."""
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
    """A part of a line with the colour of a status."""
    return word, _COLOURS.get(word, "bold")


def show_table(
    headings: Sequence[str],
    rows: Iterable[Sequence[str | None]],
    *,
    flexible: str = "",
    lead: int = 2,
) -> None:
    """Print a plain table, or blocks of lines where the screen is too narrow for it.

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
    """Nothing else may stand on standard output beside it."""
    escaped = (sys.stdout.encoding or "").lower().replace("-", "") != "utf8"
    written = json.dumps(values, ensure_ascii=escaped, indent=2)
    sys.stdout.write(escaped_as_json(written) + "\n")


def when(iso: str | None, zone: ZoneInfo) -> str | None:
    """An ISO time of an overview in the office's zone, with the zone's name."""
    return None if iso is None else show_moment(datetime.fromisoformat(iso), zone)


def day(iso: str, zone: ZoneInfo) -> str:
    """The date of such a time."""
    return f"{datetime.fromisoformat(iso).astimezone(zone):%Y-%m-%d}"


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


def console(width: int | None = None) -> Console:
    """Respects NO_COLOR, and knows whether somebody looks."""
    return Console(highlight=False, width=width or columns(sys.stdout))
