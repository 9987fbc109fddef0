"""Table model as plain values, and the text of its cells."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal

from crossposter.reports.output.locale_format import UNKNOWN, LocaleFormat


@dataclass(frozen=True, kw_only=True)
class Share:
    """Share of a whole, 0 to 1; not to be mistaken for a number."""

    value: float


@dataclass(frozen=True, kw_only=True)
class Link:
    """Link with the text for it."""

    address: str
    note: str = ""


Cell = str | int | Share | Decimal | datetime | date | timedelta | Link | None


@dataclass(frozen=True, kw_only=True)
class Table:
    """Table of rows under a head; *total* is the last row if there is a sum."""

    key: str
    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    total: tuple[Cell, ...] | None = None


def numbered(table: Table, head: str) -> Table:
    """Table with its rows numbered in a first column."""
    return replace(
        table,
        heads=(head, *table.heads),
        rows=tuple((place, *row) for place, row in enumerate(table.rows, start=1)),
        total=("", *table.total) if table.total else None,
    )


def written(cell: Cell, notation: LocaleFormat) -> str:
    """Text of a cell."""
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
            text = cell
    return text
