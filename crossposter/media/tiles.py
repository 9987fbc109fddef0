"""Tiles that a HEIC or AVIF is composed of, known before any is decoded.

ISO/IEC 23008-12, 6.6.2.3; the boxes are those of ISO/IEC 14496-12, 8.11.
"""

import struct
from collections.abc import Iterator
from io import BytesIO

from crossposter.media.mp4_boxes import BadBoxes, Box, boxes, children

_FULL = 4  #: bytes of version and flags, before the content of a box


def pixels_of_pieces(data: bytes) -> int:
    """Pixels of all tiles, each as often as it is used; 0 if that cannot be told."""
    file = BytesIO(data)
    try:
        meta = _within(boxes(file, 0, len(data)))[b"meta"]
        inside = _within(boxes(file, meta.body + _FULL, meta.end))
        kept = _within(children(file, inside[b"iprp"]))
        sizes = [_area(data, box) for box in children(file, kept[b"ipco"])]
        uses = dict(_uses(data, kept[b"ipma"]))
        pieces = _pieces(data, inside[b"iref"], file)
        return sum(_largest(sizes, uses.get(piece, ())) for piece in pieces)
    except (BadBoxes, IndexError, KeyError, struct.error):
        return 0


def _within(found: Iterator[Box]) -> dict[bytes, Box]:
    return {box.kind: box for box in found}


def _area(data: bytes, box: Box) -> int:
    if box.kind != b"ispe":
        return 0
    width, height = struct.unpack_from(">II", data, box.body + _FULL)
    return int(width) * int(height)


def _largest(sizes: list[int], numbers: tuple[int, ...]) -> int:
    known = (sizes[number - 1] for number in numbers if 0 < number <= len(sizes))
    return max(known, default=0)


def _uses(data: bytes, box: Box) -> Iterator[tuple[int, tuple[int, ...]]]:
    """Items with the numbers of their properties."""
    version, wide = data[box.body], data[box.body + 3] & 1
    (count,) = struct.unpack_from(">I", data, box.body + _FULL)
    name, number = (">IB" if version else ">HB"), ("H" if wide else "B")
    at = box.body + _FULL + 4
    for _ in range(count):
        picture, said = struct.unpack_from(name, data, at)
        at += struct.calcsize(name)
        found = struct.unpack_from(f">{said}{number}", data, at)
        at += struct.calcsize(f">{said}{number}")
        yield picture, tuple(each & (0x7FFF if wide else 0x7F) for each in found)


def _pieces(data: bytes, box: Box, file: BytesIO) -> Iterator[int]:
    wide = "I" if data[box.body] else "H"
    for refers in boxes(file, box.body + _FULL, box.end):
        if refers.kind == b"dimg":
            head = f">{wide}H"
            _, count = struct.unpack_from(head, data, refers.body)
            begin = refers.body + struct.calcsize(head)
            yield from struct.unpack_from(f">{count}{wide}", data, begin)
