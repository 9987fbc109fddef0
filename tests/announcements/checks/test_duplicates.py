"""The same news twice is found, however little of the month's news is read for it."""

import re
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from crossposter.announcements.checks import Earlier, Subject, review

WITA = ZoneInfo("Asia/Makassar")
WORDS = st.lists(st.sampled_from([f"kata{number}" for number in range(30)]), min_size=8)


def shingles(title: str, body: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", f"{title}\n{body}".casefold())
    return set(zip(words, words[1:], words[2:], strict=False))


def told(rule: str, body: str, other: str) -> bool:
    subject = Subject(
        title="Kabar",
        body=body,
        now=datetime(2026, 11, 23, tzinfo=UTC),
        zone=WITA,
        earlier=(Earlier(number=1, title="Kabar", body=other),),
    )
    return any(each.rule == rule for each in review(subject))


@given(words=WORDS, cut=st.integers(0, 8), at=st.integers(0, 20), added=WORDS)
def test_what_is_nearly_the_same_is_found_as_if_all_was_compared(
    words: list[str], cut: int, at: int, added: list[str]
) -> None:
    body = " ".join(words)
    other = " ".join([*words[:at], *added[: cut // 2], *words[at + cut :]]) or "-"
    one, two = shingles("Kabar", body), shingles("Kabar", other)
    is_near = len(one & two) / len(one | two) >= 0.8 and body != other
    is_long = 0.6 < len(other) / len(body) < 1 / 0.6

    assert told("similar", body, other) == (is_near and is_long)


def test_the_very_same_words_are_found_whatever_stands_between_them() -> None:
    assert told(
        "repeated", "Loket tutup, kembali Senin.", "Loket tutup - KEMBALI senin"
    )
    assert not told("repeated", "Loket tutup Senin.", "Loket tutup Selasa.")


def test_exactly_four_fifths_are_nearly_the_same() -> None:
    words = [f"kata{number}" for number in range(36)]
    body, other = " ".join(words), " ".join(words[:29])
    one, two = shingles("Kabar", body), shingles("Kabar", other)
    assert (len(one & two), len(one | two)) == (28, 35)

    assert told("similar", body, other)
