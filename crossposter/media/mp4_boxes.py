"""MP4 box parser, for QuickTime files as well.

ISO/IEC 14496-12, https://developer.apple.com/documentation/quicktime-file-format
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

_HEADER = 8
_CLOSE = bytes(4)
_TO_THE_END = 0
_SIZE_FOLLOWS = 1
LARGEST_TABLE = 8 * 1024 * 1024  #: bytes; lists two million samples
_MOST = 100_000  #: boxes side by side; a fragmented video of hours has fewer


class BadBoxes(ValueError):
    """File with invalid boxes: truncated, or another kind of file."""


@dataclass(frozen=True, kw_only=True)
class Box:
    """Place of a box in its file; *body* is the start of its content."""

    kind: bytes
    start: int
    body: int
    end: int


def boxes(file: BinaryIO, start: int, end: int) -> Iterator[Box]:
    """Boxes side by side from *start* to *end*; raises BadBoxes for any gap."""
    for _ in range(_MOST):
        if _is_closed(file, start, end):
            return
        box = _box(file, start, end)
        yield box
        start = box.end
    raise BadBoxes("too many boxes")


def children(file: BinaryIO, parent: Box) -> Iterator[Box]:
    """Boxes directly inside a box that contains only boxes."""
    return boxes(file, parent.body, parent.end)


def _is_closed(file: BinaryIO, start: int, end: int) -> bool:
    """True for four zero bytes, with which QuickTime may end a list."""
    file.seek(start)
    return start == end or (end - start == len(_CLOSE) and file.read(4) == _CLOSE)


def read(file: BinaryIO, box: Box) -> bytes:
    """Content of a small box; raises BadBoxes if it is too large."""
    if box.end - box.body > LARGEST_TABLE:
        raise BadBoxes(f"a table of {box.end - box.body} bytes")
    file.seek(box.body)
    return file.read(box.end - box.body)


def _box(file: BinaryIO, start: int, end: int) -> Box:
    file.seek(start)
    header = file.read(16)
    size, kind, body = int.from_bytes(header[:4]), header[4:8], start + _HEADER
    if size == _SIZE_FOLLOWS:
        size, body = int.from_bytes(header[8:16]), start + 16
    elif size == _TO_THE_END:
        size = end - start
    if len(header) < _HEADER or start + size > end or start + size < body:
        raise BadBoxes(f"no box at {start}")
    return Box(kind=kind, start=start, body=body, end=start + size)
