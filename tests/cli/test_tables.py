"""Tables of a screen, and the blocks they become where it is narrow."""

import pytest
from rich.text import Text

from crossposter.cli.tables import blocks, fits

HEADINGS = ("ID", "Title", "Status")
ROWS = [
    [Text("7"), Text("Jalan Raya Batulicin ditutup sementara"), Text("approved")],
    [Text("12"), Text("Pasar"), Text("–")],
]


@pytest.mark.parametrize(("width", "fit"), [(38, True), (37, False), (80, True)])
def test_a_table_fits_as_long_as_a_title_can_be_read(width: int, *, fit: bool) -> None:
    assert fits(HEADINGS, ROWS, width, "Title") is fit  # 2 + 24 + 8, and two gaps


def test_a_word_longer_than_a_title_needs_its_room() -> None:
    long = [[Text("7"), Text("a" * 30), Text("x")]]

    assert not fits(HEADINGS, long, 41, "Title")
    assert fits(HEADINGS, long, 42, "Title")


def test_a_column_that_does_not_bend_needs_all_of_its_room() -> None:
    rows = [[Text("7"), Text("x"), Text("a" * 50)]]

    assert not fits(HEADINGS, rows, 58, "Title")
    assert fits(HEADINGS, rows, 61, "Title")


def test_blocks_name_what_stands_below_and_leave_out_what_is_unknown() -> None:
    lines = [line.plain.strip() for line in blocks(HEADINGS, ROWS, 80, 2)]

    assert lines == [
        "7  Jalan Raya Batulicin ditutup sementara",
        "status: approved",
        "12  Pasar",
    ]


@pytest.mark.parametrize("width", [20, 30, 40])
def test_no_block_leaves_the_screen(width: int) -> None:
    rows = ROWS[:1]

    assert all(line.cell_len <= width for line in blocks(HEADINGS, rows, width, 2))
