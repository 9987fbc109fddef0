"""Boxes of a film: side by side without a gap, or not at all."""

import struct
from io import BytesIO

import pytest

from crossposter.media.mp4_boxes import (
    LARGEST_TABLE,
    BadBoxes,
    Box,
    boxes,
    children,
    read,
)


def box(kind: bytes, body: bytes = b"", size: int | None = None) -> bytes:
    return struct.pack(">I", 8 + len(body) if size is None else size) + kind + body


def found(data: bytes) -> list[tuple[bytes, bytes]]:
    file = BytesIO(data)
    return [(it.kind, read(file, it)) for it in boxes(file, 0, len(data))]


def test_they_are_read_one_after_another() -> None:
    assert found(box(b"ftyp", b"isom") + box(b"free")) == [
        (b"ftyp", b"isom"),
        (b"free", b""),
    ]


def test_a_size_may_follow_or_reach_to_the_end() -> None:
    large = struct.pack(">I4sQ", 1, b"mdat", 20) + b"film"

    assert found(large + box(b"free", b"xy", size=0)) == [
        (b"mdat", b"film"),
        (b"free", b"xy"),
    ]


def test_four_zeros_close_a_list_as_quicktime_does() -> None:
    assert found(box(b"free") + bytes(4)) == [(b"free", b"")]


@pytest.mark.parametrize(
    "data",
    [
        box(b"free", b"abc", size=12),
        box(b"free", size=7),
        struct.pack(">I4sQ", 1, b"mdat", 8),
        box(b"free") + b"abc",
        box(b"free") + b"\0\0\0\1",
    ],
    ids=["beyond", "short", "shorter", "rest", "no zeros"],
)
def test_a_gap_is_told(data: bytes) -> None:
    with pytest.raises(BadBoxes):
        found(data)


def test_children_are_those_inside() -> None:
    data = box(b"moov", box(b"trak", b"1") + box(b"trak", b"2")) + box(b"free")
    file = BytesIO(data)
    movie = next(boxes(file, 0, len(data)))

    assert [read(file, it) for it in children(file, movie)] == [b"1", b"2"]


def test_a_table_without_end_is_not_read() -> None:
    much = Box(kind=b"stco", start=0, body=8, end=9 + LARGEST_TABLE)

    with pytest.raises(BadBoxes, match="table"):
        read(BytesIO(), much)


def test_boxes_without_number_have_an_end() -> None:
    with pytest.raises(BadBoxes, match="too many"):
        list(boxes(BytesIO(box(b"free") * 100_001), 0, 8 * 100_001))
