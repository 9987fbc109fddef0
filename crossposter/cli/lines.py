"""Lines of a screen: broken between words, with commands, links and times left whole."""

import os
import re
import shutil
from collections.abc import Iterator
from typing import TYPE_CHECKING, TextIO

from crossposter.cli.verbs import VERBS

if TYPE_CHECKING:
    from rich.text import Text

UNBOUNDED = 100_000  #: columns; a file or another program has no edge to break at
_NARROWEST = 20  #: columns; where less are claimed, the terminal does the breaking
_USUAL = 80  #: columns
_DEEPER = 2  #: columns
_TAB = 8  #: columns
_WORD = re.compile(
    r"(?:`[^`]{1,200}`"  # a command, or whatever else is to be typed
    rf"|\bcrossposter (?:{'|'.join(VERBS)})(?: (?:--[a-z-]+|[A-Z]{{2,}}|[0-9]+)\b)*"
    r"|\bchmod [0-7]{3} .+$"
    r"|[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}(?: [A-Z]{3,4}\b)?"
    r"|\S)+\s*"
)
_PLAIN = re.compile(r"\S+\s*")
_TYPED = re.compile(r"[/@`=\\]|[0-9]-")  #: nobody could type it again from two rows
_PART = re.compile(r"[^-]+-*\s*|-+\s*")
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
    line: "Text", width: int, *, stand_in: int | None = None, ours: bool = True
) -> "list[Text]":
    """The rows of *line*; those after the first *stand_in* by so many columns.

    Only in a line of *ours* are there commands to be kept whole.

    What is wider than the screen and one word has a row of its own: the terminal breaks
    it, and joins it again for whoever copies it.
    """
    if "\t" in line.plain and width < UNBOUNDED:
        line = line.copy()
        line.expand_tabs(_TAB)
    if line.cell_len <= width:
        return [line]
    word = _WORD if ours else _PLAIN
    margin = _margin(line.plain, width) if stand_in is None else stand_in
    first, *others = line.divide([*_breaks(line.plain, width, margin, word)])
    for row in others:
        row.pad_left(margin)
    for row in (first, *others):
        row.rstrip()
    return [first, *others]


def _breaks(text: str, width: int, margin: int, word: re.Pattern[str]) -> Iterator[int]:
    """Where rows begin, but for the first."""
    from rich.cells import cell_len

    used = len(text) - len(text.lstrip())
    started = False
    for start, piece in _pieces(word.finditer(text), width - margin):
        if started and used + cell_len(piece.rstrip()) > width:
            yield start
            used = margin
        used += cell_len(piece)
        started = True


def _pieces(words: Iterator[re.Match[str]], most: int) -> Iterator[tuple[int, str]]:
    """Where each begins; of a compound that has no room, each of its parts."""
    for word in words:
        if len(word[0].rstrip()) <= most or _TYPED.search(word[0]):
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
