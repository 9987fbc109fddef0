"""The sandbox counts as X does, by its own reading of the rules."""

import pytest

from crossposter.channels.twitter_text import library
from crossposter.sandbox.x.weighted_length import links, weighted_length

CASES = {
    "": 0,
    "Pelayanan KTP keliling": 22,
    "e\u0301": 1,
    "日本": 4,
    "…": 2,
    "– “kutip” ’": 11,
    "👍": 2,
    "👍🏽": 2,
    "👨‍👩‍👧‍👦": 2,
    "🇮🇩🇲🇾": 4,
    "1️⃣": 2,
    "☀️": 2,
    "©": 2,
    "https://kab.go.id": 23,
    "https://kab.go.id/" + "a" * 300: 23,
    "kab.go.id": 23,
    "WWW.KAB.GO.ID.": 24,
    "Baca (https://kab.go.id/a_(b)).": 31,
    "humas@kab.go.id": 15,
    "@kab.go.id": 10,
    "#kab.go.id": 10,
    "Rp1.000.000 pukul 08.00": 23,
    "Drs. H. Ahmad, M.Si": 38,
    "S.Pd., M.M.": 11,
    "kab.id?x=1": 27,
    "kab.id/?x=1": 23,
    "selesai.Info lanjut": 30,
    "https://kab": 11,
}


@pytest.mark.parametrize(("text", "length"), CASES.items())
def test_a_text_has_its_weighted_length(text: str, length: int) -> None:
    assert weighted_length(text) == length


@pytest.mark.parametrize("text", CASES)
def test_the_two_ways_of_counting_agree(text: str) -> None:
    assert weighted_length(text) == library().parse_tweet(text).weightedLength


def test_links_are_found_where_they_stand() -> None:
    text = "Lihat kab.go.id/berita, https://www.kab.go.id/a?b=c#d dan a@b.id."

    first, second = links(text)

    assert (first.text, first.expanded) == (
        "kab.go.id/berita",
        "http://kab.go.id/berita",
    )
    assert text[second.start : second.end] == "https://www.kab.go.id/a?b=c#d"
    assert second.displayed == "kab.go.id/a?b=c#d"


@pytest.mark.parametrize(
    "text",
    ["a" * 60_000, "a." * 30_000, "a-" * 30_000, "https://a.id/" + "(a" * 20_000],
    ids=["letters", "dots", "hyphens", "brackets"],
)
@pytest.mark.timeout(30)  # a pattern that goes back and forth would take hours
def test_no_text_keeps_the_counting_busy(text: str) -> None:
    assert weighted_length(text) > 0
