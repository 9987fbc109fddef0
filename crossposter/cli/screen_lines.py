"""Lines of a screen: broken between words; commands, links and times stay whole."""

import os
import re
import shutil
from collections.abc import Iterator
from typing import TYPE_CHECKING, TextIO

from crossposter.cli.commands import COMMANDS

if TYPE_CHECKING:
    from rich.text import Text

UNBOUNDED = 100_000  #: columns; a file or another program has no edge to break at
GOES_ON = "┊ "  #: at the beginning of a row that may hold only words of others
_NARROWEST = 20  #: columns; on a narrower screen the terminal breaks lines
_USUAL = 80  #: columns
_DEEPER = 2  #: columns
_TAB = 8  #: columns
#: With the Braille pattern blank, which looks like a space but is none to Python.
_BLANK = r"\s\u2800"
_WORD = re.compile(
    r"(?:`[^`]{1,200}`"  # a command, or something else to be typed
    rf"|\bcrossposter (?:{'|'.join(COMMANDS)})(?: (?:--[a-z-]+|[A-Z]{{2,}}|[0-9]+)\b)*"
    r"|\bchmod [0-7]{3} .+$"
    r"|[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}(?: [A-Z]{3,4}\b)?"
    rf"|[^{_BLANK}])+[{_BLANK}]*"
)
_PLAIN = re.compile(rf"[^{_BLANK}]+[{_BLANK}]*")
_TYPED = re.compile(r"[/@`=\\]|[0-9]-")  #: nobody could type it again from two rows
_PART = re.compile(rf"[^-]+-*[{_BLANK}]*|-+[{_BLANK}]*")
_LEAD = re.compile(r"\s*(?:[-!] )?")


def columns(stream: TextIO) -> int:
    """Width of the screen behind *stream* in columns, or the one $COLUMNS asks for.

    Without a screen only a narrow one is respected: terminal libraries set a COLUMNS
    of 80 for child processes that nobody asked for.
    """
    wish = os.environ.get("COLUMNS", "")
    asked = int(wish) if wish.isdecimal() else 0
    if stream.isatty():
        return max(asked or shutil.get_terminal_size().columns, _NARROWEST)
    return max(asked, _NARROWEST) if 0 < asked < _USUAL else UNBOUNDED


def broken(
    line: "Text",
    width: int,
    *,
    stand_in: int | None = None,
    ours: bool = True,
    marked: bool = False,
) -> "list[Text]":
    """Rows of *line*; those after the first are indented by *stand_in* columns.

    Only a line of *ours* has commands to be kept whole. Where words of others may
    begin a row, it is *marked*.

    A word wider than the screen gets a row of its own: the terminal breaks it, and
    joins it again for copying.
    """
    if "\t" in line.plain and width < UNBOUNDED:
        line = line.copy()
        line.expand_tabs(_TAB)
    if line.cell_len <= width:
        return [line]
    line = _not_far_in(line, width // 2)
    word = _WORD if ours else _PLAIN
    margin = _margin(line.plain, width) if stand_in is None else stand_in
    first, *others = line.divide([*_breaks(line.plain, width, margin, word)])
    others = [_begun(margin, marked=marked) + row for row in others]
    return [row[: _end(row.plain)] for row in (first, *others)]


def _begun(margin: int, *, marked: bool) -> "Text":
    from rich.text import Text

    if not marked:
        return Text(" " * margin)
    return Text.assemble(" " * (margin - len(GOES_ON)), (GOES_ON, "dim"))


def _not_far_in(line: "Text", most: int) -> "Text":
    """Line with few leading blanks: words may not begin as far in as our rows."""
    blank = _PLAIN.search(line.plain)
    lead = blank.start() if blank else 0
    return line[lead - most :] if lead > most else line


def _end(text: str) -> int:
    """Position of the blanks at the end."""
    end = len(text)
    while end and (text[end - 1].isspace() or text[end - 1] == "\u2800"):
        end -= 1
    return end


def _breaks(text: str, width: int, margin: int, word: re.Pattern[str]) -> Iterator[int]:
    """Positions where rows begin, except the first."""
    from rich.cells import cell_len

    used = len(text) - len(text.lstrip())
    started = False
    for start, piece in _pieces(word.finditer(text), width - margin):
        if started and used + cell_len(piece[: _end(piece)]) > width:
            yield start
            used = margin
        used += cell_len(piece)
        started = True


def _pieces(words: Iterator[re.Match[str]], most: int) -> Iterator[tuple[int, str]]:
    """Start of each word; for a compound that does not fit, the start of each part."""
    for word in words:
        if _end(word[0]) <= most or _TYPED.search(word[0]):
            yield word.start(), word[0]
        else:
            for part in _PART.finditer(word[0]):
                yield word.start() + part.start(), part[0]


def _margin(text: str, width: int) -> int:
    """Indent up to the text behind a dash; else a little, to tell rows from lines."""
    match = _LEAD.match(text)
    lead = match.end() if match else 0
    return lead if 0 < lead < width // 2 else _DEEPER


def broken_text(text: str, stream: TextIO) -> str:
    """Plain line in rows, for output without colors."""
    width = columns(stream)
    if 2 * len(text) <= width:  # no character is wider than two columns
        return text
    from rich.text import Text

    return "\n".join(row.plain for row in broken(Text(text), width))
