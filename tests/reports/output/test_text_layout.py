"""Plain text: columns that stay in the room, links that are never broken."""

from zoneinfo import ZoneInfo

import pytest

from crossposter.reports.output.locale_format import LocaleFormat
from crossposter.reports.output.tables import Table
from crossposter.reports.output.text_layout import (
    WIDTH,
    centred,
    columns,
    hanging,
    indented,
    width,
)

NOTATION = LocaleFormat("en", ZoneInfo("Asia/Makassar"))
LINK = f"https://contoh.go.id/{'a' * 90}"
TABLE = Table(
    key="sources",
    title="Sources",
    heads=("Source", "Kind", "Week"),
    rows=(("Dinas Perdagangan", "dinas", 12), ("Satui", "kecamatan", 3)),
    total=("All", "", 15),
)


def test_words_stand_at_the_left_and_numbers_at_the_right() -> None:
    head, rule, first, second, line, total = columns(TABLE, NOTATION).splitlines()

    assert head == "Source             Kind       Week"
    assert rule == line == "-" * len(head)
    assert first == "Dinas Perdagangan  dinas        12"
    assert second == "Satui              kecamatan     3"
    assert total == "All                             15"


@pytest.mark.parametrize("room", [20, 30, 40, 60])
def test_a_narrow_screen_is_never_left(room: int) -> None:
    assert all(
        len(line) <= room for line in columns(TABLE, NOTATION, room).splitlines()
    )


def test_a_long_first_cell_wraps_below_itself() -> None:
    long = Table(key="a", title="", heads=("A", "B"), rows=(("kata " * 30, 5),))

    _, _, first, *others = columns(long, NOTATION).splitlines()

    assert len(first) == WIDTH
    assert first.endswith("5")
    assert all(line.startswith("  kata") for line in others)


def test_a_link_is_not_broken_however_long() -> None:
    for shape in (hanging, indented, centred):
        assert LINK in shape(f"Lihat {LINK} ya").splitlines()[1].strip()


def test_paragraphs_hang_or_stand_in() -> None:
    text = "kata " * 30

    assert [line[:4] for line in hanging(text).splitlines()] == ["kata", "    "]
    assert {line[:4] for line in indented(text).splitlines()} == {"    "}
    assert centred("ab", 6) == "  ab"


@pytest.mark.parametrize(
    ("text", "takes"), [("a", 1), ("漢", 2), ("e\u0301", 1), ("a\u200bb", 2), ("", 0)]
)
def test_columns_of_a_screen_are_counted(text: str, takes: int) -> None:
    assert width(text) == takes
