"""Plain-text tables and paragraphs: 78 columns in an e-mail, fewer on a screen."""

import textwrap
import unicodedata
from collections.abc import Iterator, Sequence

from crossposter.reports.output.locale_format import LocaleFormat
from crossposter.reports.output.tables import Cell, Table, written

WIDTH = 78
_GAP = 2
_NARROWEST = 16  #: columns of the first cell at least, however wide the others are


def columns(table: Table, notation: LocaleFormat, room: int = WIDTH) -> str:
    """Table in columns: the first takes what the others leave, and wraps.

    If they leave too little, each row becomes a few lines.
    """
    rows = [*table.rows, *([table.total] if table.total else [])]
    texts = [[written(cell, notation) for cell in row] for row in rows]
    widths = _widths([list(table.heads), *texts], room)
    whole = sum(widths) + _GAP * (len(widths) - 1)
    if room < WIDTH and whole > room:
        return "\n".join(_stacked(table.heads, row, room) for row in texts)
    right = [_is_counted(table, place) for place in range(len(table.heads))]
    rule = "-" * min(room, whole)
    body = [_row(text, widths, right) for text in texts]
    if table.total:
        body.insert(-1, rule)
    return "\n".join([_row(table.heads, widths, right), rule, *body])


def _stacked(heads: Sequence[str], row: Sequence[str], room: int) -> str:
    named = (f"{head}: {cell}" for head, cell in zip(heads[1:], row[1:], strict=True))
    lines = [hanging(row[0], 2, room), *(indented(it, 2, room) for it in named)]
    return "\n".join(lines)


def hanging(text: str, indent: int = 4, room: int = WIDTH) -> str:
    """Paragraph whose lines after the first are indented by *indent* columns."""
    return _paragraph(text, "", " " * indent, room)


def indented(text: str, indent: int = 4, room: int = WIDTH) -> str:
    """Paragraph indented by *indent* columns."""
    return _paragraph(text, " " * indent, " " * indent, room)


def centred(text: str, room: int = WIDTH) -> str:
    """Heading, centered, in as many lines as it takes."""
    lines = _paragraph(text, "", "", room).splitlines()
    return "\n".join(line.center(room).rstrip() for line in lines)


def _paragraph(text: str, first: str, others: str, room: int) -> str:
    lines = textwrap.wrap(
        text,
        room,
        initial_indent=first,
        subsequent_indent=others,
        break_long_words=False,  # a link that is broken leads nowhere
        break_on_hyphens=False,
    )
    return "\n".join(lines)


def _widths(rows: Sequence[Sequence[str]], room: int) -> list[int]:
    widest = [max(map(width, column)) for column in zip(*rows, strict=True)]
    left = room - sum(widest[1:]) - _GAP * (len(widest) - 1)
    return [min(widest[0], max(_NARROWEST, left)), *widest[1:]]


def _is_counted(table: Table, place: int) -> bool:
    cells: list[Cell] = [row[place] for row in table.rows]
    return place > 0 and not any(isinstance(cell, str) for cell in cells)


def _row(cells: Sequence[str], widths: Sequence[int], right: Sequence[bool]) -> str:
    first, *others = cells
    lines = list(_wrapped(first, widths[0]))
    rest = [
        _padded(cell, width_, at_right=at_right)
        for cell, width_, at_right in zip(others, widths[1:], right[1:], strict=True)
    ]
    gap = " " * _GAP
    top = gap.join([_padded(lines[0], widths[0], at_right=False), *rest])
    return "\n".join(line.rstrip() for line in (top, *lines[1:]))


def _wrapped(text: str, room: int) -> Iterator[str]:
    first, *others = textwrap.wrap(text, room) or [""]
    yield first
    yield from (
        line
        for line in textwrap.wrap(
            " ".join(others), room - 2, initial_indent="  ", subsequent_indent="  "
        )
    )


def _padded(text: str, room: int, *, at_right: bool) -> str:
    space = " " * max(0, room - width(text))
    return space + text if at_right else text + space


def width(text: str) -> int:
    """Columns *text* takes on a screen: wide characters take two, marks none."""
    return sum(map(_columns, text))


def _columns(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) == "Cf":
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
