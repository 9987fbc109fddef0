"""Every emoji there is counts as two, and one is looked for only where it can be."""

import re
from collections.abc import Callable

import pytest
import regex
from emoji import EMOJI_DATA, STATUS
from hypothesis import given, settings
from hypothesis import strategies as st

from crossposter.channels.twitter_text import weighted_length
from crossposter.posts.text import DoesNotFit, Passage, fit, thread
from crossposter.sandbox.x import weighted_length as counting

RECOMMENDED = [
    each
    for each, facts in EMOJI_DATA.items()
    if facts["status"] == STATUS["fully_qualified"]
]
SCOTLAND = "🏴󠁧󠁢󠁳󠁣󠁴󠁿"
WORDS = ("Siaga", "banjir.", " ", "\n", "é", "日本", "1", "#", "©", "•", "بسم", "…")
PIECES = st.one_of(st.sampled_from(RECOMMENDED), st.sampled_from(WORDS))
TEXTS = st.lists(PIECES, max_size=40).map("".join)
RUNS = st.lists(st.sampled_from(RECOMMENDED), min_size=30, max_size=90).map("".join)


def test_the_list_is_not_older_than_unicode_17() -> None:
    assert max(facts["E"] for facts in EMOJI_DATA.values()) >= 17


def test_no_emoji_is_made_of_characters_that_are_not_looked_at() -> None:
    looked_at = re.compile("[0-9#*]?[\u00a9\u00ae\u200d\u203c-\U0010ffff]+")

    assert [each for each in EMOJI_DATA if not looked_at.fullmatch(each)] == []


@pytest.mark.parametrize(
    "count",
    [weighted_length, counting.weighted_length],
    ids=["publisher", "sandbox"],
)
def test_every_emoji_of_unicode_counts_as_two(count: Callable[[str], int]) -> None:
    assert {each: count(each) for each in EMOJI_DATA if count(each) != 2} == {}
    assert count("".join(RECOMMENDED)) == 2 * len(RECOMMENDED)


def test_every_emoji_of_unicode_is_one_cluster_which_no_cut_parts() -> None:
    assert [it for it in EMOJI_DATA if not regex.fullmatch(r"\X", it)] == []


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("©", 2),
        ("®", 2),
        ("#️⃣", 2),
        ("1⃣", 2),
        ("‼", 2),
        ("🧑‍🌾", 2),
        ("🫶🏽", 2),
        ("🫱🏻‍🫲🏿", 2),
        ("🐦‍⬛", 2),
        (SCOTLAND, 2),
        ("🇮🇩🇮🇩", 4),
        ("🇮🇩🇮", 4),
        ("👍🏽🏽", 4),
        ("😀🏽", 4),  # a face takes no tone: two emoji beside each other
        ("❤\ufe0e", 4),  # asks for a letter, so it is none
        ("😀\ufe0f", 4),  # a sign that it does not need
        ("🧑‍🧑", 5),  # Unicode knows no such pair
        ("🧑‍🌾‍🌾", 5),
        ("‍🌾", 3),
        ("“a” – b…", 9),
    ],
)
def test_emoji_count_as_two_and_pieces_beside_each_other(
    text: str, length: int
) -> None:
    assert weighted_length(text) == length


@settings(deadline=None)
@given(TEXTS)
def test_two_independent_ways_of_counting_agree(text: str) -> None:
    assert weighted_length(text) == counting.weighted_length(text)


@settings(max_examples=40, deadline=None)
@given(RUNS, st.integers(9, 59))
def test_a_text_of_nothing_but_emoji_is_cut_between_them(text: str, limit: int) -> None:
    kept = fit(
        Passage(text),
        compose=lambda excerpt: excerpt.text,
        length=weighted_length,
        limit=limit,
    ).post.removesuffix("…")

    clusters = regex.findall(r"\X", text)
    assert regex.findall(r"\X", kept) == clusters[: len(regex.findall(r"\X", kept))]
    assert text.startswith(kept)


@settings(max_examples=40, deadline=None)
@given(RUNS, st.integers(30, 90))
def test_a_thread_of_nothing_but_emoji_is_broken_between_them(
    text: str, limit: int
) -> None:
    try:
        parts = thread([text], length=weighted_length, limit=limit)
    except DoesNotFit:
        return
    bare = [re.sub(r"\n\n\d+/\d+\Z", "", part) for part in parts]

    assert "".join(bare) == text
    assert [c for part in bare for c in regex.findall(r"\X", part)] == regex.findall(
        r"\X", text
    )
    assert max(map(weighted_length, parts)) <= limit
