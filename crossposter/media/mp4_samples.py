"""MP4 sample tables: positions of the samples of one track."""

import sys
from array import array
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import BinaryIO

from crossposter.media.mp4_boxes import BadBoxes, Box, children, read

_MOST_CHUNKS = 200_000  #: offsets and times: two per second for a day
_OFFSETS = {b"stco": "I", b"co64": "Q"}


def sample_spans(file: BinaryIO, table: Box) -> Iterator[tuple[int, int]]:
    """Start and end of every chunk of samples that *table* (``stbl``) lists."""
    boxes = {box.kind: read(file, box) for box in children(file, table)}
    places = _places(boxes)
    if len(places) > _MOST_CHUNKS:
        raise BadBoxes("more chunks than any camera writes")
    uniform, sizes = _sizes(boxes)
    runs = _numbers(boxes.get(b"stsc", b"")[8:], "I")
    firsts, counts = runs[0::3], runs[1::3]
    sample = 0
    for chunk, place in enumerate(places, start=1):
        run = bisect_right(firsts, chunk) - 1
        if run < 0:
            raise BadBoxes("a chunk of no known length")
        count = counts[run]
        length = count * uniform or sum(sizes[sample : sample + count])
        yield place, place + length
        sample += count


def _places(boxes: dict[bytes, bytes]) -> Sequence[int]:
    for kind, width in _OFFSETS.items():
        if kind in boxes:
            return _numbers(boxes[kind][8:], width)
    return ()


def _sizes(boxes: dict[bytes, bytes]) -> tuple[int, Sequence[int]]:
    """Size of all samples and none, or 0 and the size of each."""
    if b"stsz" not in boxes:  # the compact form, which no camera writes
        raise BadBoxes("samples of no known size")
    body = boxes[b"stsz"]
    return int.from_bytes(body[4:8]), _numbers(body[12:], "I")


def _numbers(data: bytes, width: str) -> Sequence[int]:
    numbers = array(width)
    numbers.frombytes(data[: len(data) // numbers.itemsize * numbers.itemsize])
    if sys.byteorder == "little":
        numbers.byteswap()
    return numbers
