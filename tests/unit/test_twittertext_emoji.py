"""Emoji are looked for only where there can be any; nothing is counted differently."""

import sys

import pytest

from crossposter.twittertext import library, weighted_length


def test_no_emoji_is_made_of_characters_that_are_not_looked_at() -> None:
    library()  # imports the library's tables
    pattern = sys.modules["twitter_text.regexp.emoji"].emoji
    looked_at = {"©", "®", "\u200d"}
    passed_over = "".join(sorted(set(map(chr, range(0x203C))) - looked_at))

    assert pattern.findall(passed_over) == []


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("©", 2),
        ("®", 2),
        ("#️⃣", 2),
        ("1⃣", 2),
        ("‼", 2),
        ("👨‍👩‍👧‍👦", 2),
        ("“a” – b…", 9),
    ],
)
def test_emoji_count_as_two_and_quotes_as_one(text: str, length: int) -> None:
    assert weighted_length(text) == length
