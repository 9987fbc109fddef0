"""A table as plain values, and how its cells are read."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from unicodedata import category

from crossposter.reporting.notation import UNKNOWN, Notation

_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")


@dataclass(frozen=True, kw_only=True)
class Share:
    """A part of a whole, 0 to 1; not to be mistaken for a number."""

    value: float


@dataclass(frozen=True, kw_only=True)
class Link:
    """An address with what is to be known about it."""

    address: str
    note: str = ""


Cell = str | int | Share | Decimal | datetime | date | timedelta | Link | None


@dataclass(frozen=True, kw_only=True)
class Table:
    """Rows under a head; *total* is the last row where there is one to add up."""

    key: str
    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    total: tuple[Cell, ...] | None = None


def written(cell: Cell, notation: Notation) -> str:
    """A cell as people read it."""
    match cell:
        case None:
            text = UNKNOWN
        case Share(value=value):
            text = notation.share(value)
        case Link():
            text = " ".join(part for part in (cell.address, cell.note) if part)
        case Decimal():
            text = notation.money(cell)
        case int():
            text = notation.number(cell)
        case timedelta():
            text = notation.duration(cell)
        case datetime():
            text = notation.short_moment(cell)
        case date():
            text = notation.day(cell)
        case _:
            text = plain(cell)
    return text


def plain(text: str) -> str:
    """*text* in one line, without characters that steer a screen or turn its words."""
    seen = (letter for letter in text if letter.isspace() or not _steers(letter))
    return " ".join("".join(seen).split())


def _steers(letter: str) -> bool:
    # The joiners (U+200C, U+200D) stay: emoji and Arabic letters need them.
    return category(letter) in {"Cc", "Cs"} or letter in _TURNING
