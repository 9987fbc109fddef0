"""Pixels that a picture of pieces is put together of, before any is decoded."""

import pytest

from crossposter.media.tiles import pixels_of_pieces
from tests.support import bombs


@pytest.mark.parametrize(("rows", "size"), [(1, 64), (2, 64), (3, 32)])
def test_each_piece_counts_as_often_as_it_is_used(rows: int, size: int) -> None:
    data = bombs.tiles(rows, size, rows * size)

    assert pixels_of_pieces(data) == rows * rows * size * size


@pytest.mark.parametrize("data", [b"", b"no picture", bytes(100)])
def test_what_cannot_be_told_is_none(data: bytes) -> None:
    assert pixels_of_pieces(data) == 0


def test_a_picture_that_is_cut_off_anywhere_is_left_to_the_decoder() -> None:
    data = bombs.tiles(2, 64, 128)

    for end in range(0, min(len(data), 600), 7):
        assert pixels_of_pieces(data[:end]) >= 0
