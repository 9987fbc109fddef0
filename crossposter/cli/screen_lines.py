"""Lines of a screen: broken between words, with commands, links and times left whole."""

import os
import re
import shutil
from collections.abc import Iterator
from typing import TYPE_CHECKING, TextIO

from crossposter.cli.commands import VERBS

if TYPE_CHECKING:
    from rich.text import Text

UNBOUNDED = 100_000  #: columns; a file or another program has no edge to break at
GOES_ON = "┊ "  #: at the beginning of a row that may hold nothing but words of others
_NARROWEST = 20  #: columns; where less are claimed, the terminal does the breaking
_USUAL = 80  #: columns
_DEEPER = 2  #: columns
_TAB = 8  #: columns
#: With Braille's empty pattern, which looks like a space and is none to Python.
_BLANK = r"\s\u2800"
_WORD = re.compile(
    r"(?:`[^`]{1,200}`"  # a command, or whatever else is to be typed
    rf"|\bcrossposter (?:{'|'.join(VERBS)})(?: (?:--[a-z-]+|[A-Z]{{2,}}|[0-9]+)\b)*"
    r"|\bchmod [0-7]{3} .+$"
    r"|[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}(?: [A-Z]{3,4}\b)?"
    rf"|[^{_BLANK}])+[{_BLANK}]*"
)
_PLAIN = re.compile(rf"[^{_BLANK}]+[{_BLANK}]*")
_TYPED = re.compile(r"[/@`=\\]|[0-9]-")  #: nobody could type it again from two rows
_PART = re.compile(rf"[^-]+-*[{_BLANK}]*|-+[{_BLANK}]*")
_LEAD = re.compile(r"\s*(?:[-!] )?")


def columns(stream: TextIO) -> int:
    """How wide the screen behind *stream* is, or the one that $COLUMNS asks for.

    Without a screen only a narrow one is asked for: libraries of terminals give their
    programs' children a COLUMNS of 80 that nobody wanted.
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
    """The rows of *line*; those after the first *stand_in* by so many columns.

    Only in a line of *ours* are there commands to be kept whole. Where words of others
    may begin a row, it is *marked*.

    What is wider than the screen and one word has a row of its own: the terminal breaks
    it, and joins it again for whoever copies it.
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
    """Blanks in front may not push the words behind them to where our rows begin."""
    blank = _PLAIN.search(line.plain)
    lead = blank.start() if blank else 0
    return line[lead - most :] if lead > most else line


def _end(text: str) -> int:
    """Where the blanks at the end begin."""
    end = len(text)
    while end and (text[end - 1].isspace() or text[end - 1] == "\u2800"):
        end -= 1
    return end


def _breaks(text: str, width: int, margin: int, word: re.Pattern[str]) -> Iterator[int]:
    """Where rows begin, but for the first."""
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
    """Where each begins; of a compound that has no room, each of its parts."""
    for word in words:
        if _end(word[0]) <= most or _TYPED.search(word[0]):
            yield word.start(), word[0]
        else:
            for part in _PART.finditer(word[0]):
                yield word.start() + part.start(), part[0]


def _margin(text: str, width: int) -> int:
    """As far in as the text behind a dash; else a little, to tell rows from lines."""
    match = _LEAD.match(text)
    lead = match.end() if match else 0
    return lead if 0 < lead < width // 2 else _DEEPER


def broken_text(text: str, stream: TextIO) -> str:
    """A plain line in rows, for what is printed without colours."""
    width = columns(stream)
    if 2 * len(text) <= width:  # no character is wider than two columns
        return text
    from rich.text import Text

    return "\n".join(row.plain for row in broken(Text(text), width))
