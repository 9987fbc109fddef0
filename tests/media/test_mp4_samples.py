"""Where the samples of a track lie."""

import struct
from io import BytesIO

import pytest

from crossposter.media.mp4_boxes import BadBoxes, Box
from crossposter.media.mp4_samples import sample_spans
from tests.media.test_mp4_boxes import box


def table(kind: bytes, *numbers: int, width: str = "I") -> bytes:
    return box(kind, bytes(4) + struct.pack(f">{len(numbers)}{width}", *numbers))


def spans(*tables: bytes) -> list[tuple[int, int]]:
    data = b"".join(tables)
    whole = Box(kind=b"stbl", start=0, body=0, end=len(data))
    return list(sample_spans(BytesIO(data), whole))


OFFSETS = table(b"stco", 3, 100, 200, 300)
RUNS = table(
    b"stsc", 2, 1, 2, 1, 3, 1, 1
)  # two samples a chunk, and one from the third


def test_samples_of_one_size_are_counted() -> None:
    assert spans(OFFSETS, RUNS, table(b"stsz", 10, 5)) == [
        (100, 120),
        (200, 220),
        (300, 310),
    ]


def test_samples_of_their_own_sizes_are_added_up() -> None:
    assert spans(OFFSETS, RUNS, table(b"stsz", 0, 5, 1, 2, 3, 4, 5)) == [
        (100, 103),
        (200, 207),
        (300, 305),
    ]


def test_places_beyond_four_gigabytes_are_read() -> None:
    far = box(b"co64", bytes(4) + struct.pack(">IQ", 1, 2**33))

    assert spans(far, RUNS, table(b"stsz", 10, 2)) == [(2**33, 2**33 + 20)]


def test_a_track_without_places_has_none() -> None:
    assert spans(RUNS, table(b"stsz", 10, 5)) == []


@pytest.mark.parametrize(
    "tables",
    [
        (OFFSETS, RUNS),
        (OFFSETS, table(b"stsz", 10, 5)),
        (OFFSETS, table(b"stsc", 1, 2, 2, 1), table(b"stsz", 10, 5)),
    ],
    ids=["no sizes", "no runs", "a late run"],
)
def test_a_table_that_is_missing_is_told(tables: tuple[bytes, ...]) -> None:
    with pytest.raises(BadBoxes):
        spans(*tables)
