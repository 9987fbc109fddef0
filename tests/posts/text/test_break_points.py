"""Where a thread may go on: every place has a price, and bad ones serve in need."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossposter.posts.text.break_points import (
    CLAUSE,
    INSIDE,
    JOINT,
    LEADING,
    LINE,
    SENTENCE,
    TORN,
    WORD,
    Break,
    breaks,
)


def found(text: str, room: int = 1_000) -> list[Break]:
    return breaks(text, length=len, room=room)


def cost_before(text: str, word: str) -> int:
    start = text.index(word)
    return next(each.cost for each in found(text) if each.start == start)


@pytest.mark.parametrize(
    ("text", "cost"),
    [
        ("Jalan ditutup.\n\nLewat sini", 0),
        ("Jalan ditutup.\nLewat sini", LINE),
        ("Jalan ditutup. Lewat sini", SENTENCE),
        ("Jalan ditutup, Lewat sini", CLAUSE),
        ("jalan ditutup oleh petugas Lewat", WORD),
        ("Bawalah:\nLewat sini", LINE + LEADING),
    ],
)
def test_each_place_has_its_price(text: str, cost: int) -> None:
    assert cost_before(text, "Lewat") == cost


def test_a_word_that_joins_begins_a_part_more_gladly_than_another() -> None:
    assert cost_before("jalan ditutup yang panjang", "yang") == JOINT < WORD


def test_begin_and_end_are_breaks_and_blanks_belong_to_none() -> None:
    first, *_, last = found("  Jalan ditutup. Buka.  ")

    assert (first.end, first.start) == (0, 2)
    assert (last.end, last.start) == (22, 24)


def test_hashtags_at_the_end_stay_together_where_they_fit() -> None:
    text = "Jalan ditutup.\n#Satui #Batulicin #InfoWarga"

    assert not [each for each in found(text) if 15 < each.end < len(text)]
    assert [each for each in found(text, room=12) if 15 < each.end < len(text)]


def test_a_word_without_room_is_broken_inside_and_a_link_last_of_all() -> None:
    assert {each.cost for each in found("a" * 30, room=10)[1:-1]} == {INSIDE}
    link = f"https://contoh.go.id/{'a' * 30}"
    assert {each.cost for each in found(link, room=10)[1:-1]} == {TORN}


@given(st.text(max_size=80), st.integers(4, 40))
def test_breaks_are_in_order_and_cut_no_text_twice(text: str, room: int) -> None:
    every = found(text, room)

    for one, other in pairwise(every):
        assert one.end <= other.end
        assert one.end <= one.start
