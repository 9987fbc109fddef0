"""Tables of a screen, and the blocks of lines that replace them on a narrow one."""

from collections.abc import Iterator, Sequence

from rich.table import Table
from rich.text import Text

from crossposter.cli.screen_lines import broken

Row = Sequence[Text]

_GAP = 2
_LEAST = 24  #: columns in which a title can be read
_NOTHING = "–"


def fits(
    headings: Sequence[str], rows: Sequence[Row], width: int, flexible: str
) -> bool:
    """True if a table in so many columns cuts no word."""
    needed = _GAP * (len(headings) - 1)
    for heading, column in zip(headings, _columns(headings, rows), strict=True):
        widest = max(each.cell_len for each in column)
        if heading == flexible:
            words = (Text(word) for each in column for word in each.plain.split())
            widest = max(min(widest, _LEAST), *(word.cell_len for word in words))
        needed += widest
    return needed <= width


def _columns(headings: Sequence[str], rows: Sequence[Row]) -> list[list[Text]]:
    return [
        [Text(heading), *(row[number] for row in rows)]
        for number, heading in enumerate(headings)
    ]


def table(headings: Sequence[str], rows: Sequence[Row], flexible: str) -> Table:
    """Table of all rows, for a screen wide enough."""
    drawn = Table(box=None, header_style="bold", pad_edge=False)
    for heading in headings:
        drawn.add_column(heading, no_wrap=heading != flexible, overflow="fold")
    for row in rows:
        drawn.add_row(*row)
    return drawn


def blocks(
    headings: Sequence[str], rows: Sequence[Row], width: int, lead: int
) -> Iterator[Text]:
    """Blocks: the first *lead* cells of a row in a line, the others named below it."""
    for row in rows:
        margin = _margin(row[0]) if lead else _GAP
        if lead:
            line = Text(" " * _GAP).join(row[:lead])
            yield from broken(line, width, stand_in=margin, marked=True)
        named = [
            Text.assemble((f"{heading.lower()}: ", "dim"), cell)
            for heading, cell in zip(headings[lead:], row[lead:], strict=True)
            if cell.plain != _NOTHING
        ]
        start = margin if lead else 0
        for number, packed in enumerate(_packed(named, width - margin)):
            packed.pad_left(margin if number else start)
            yield from broken(packed, width, stand_in=margin + _GAP, marked=True)


def _margin(first: Text) -> int:
    """Indent below the text after a number, else a little more than a name."""
    return first.cell_len + _GAP if first.plain.isdecimal() else _GAP


def _packed(pieces: Sequence[Text], room: int) -> Iterator[Text]:
    """Lines with as many pieces as fit in each; none if there are no pieces."""
    if not pieces:
        return
    line = pieces[0]
    for piece in pieces[1:]:
        if line.cell_len + _GAP + piece.cell_len <= room:
            line = Text(" " * _GAP).join([line, piece])
        else:
            yield line
            line = piece
    yield line
