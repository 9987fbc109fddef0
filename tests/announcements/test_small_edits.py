"""Small edits: commas and capitals; never a word, number, link, date or name."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossposter.announcements.small_edits import is_small, is_small_in

SMALL = [
    ("Warga diminta waspada", "Warga diminta waspada."),
    ("Bagi warga Satui harap bersiap.", "Bagi warga Satui, harap bersiap."),
    ("warga diminta  waspada", "Warga diminta waspada"),
    ("Warga harap waspada Jangan lewat", "Warga harap waspada. Jangan lewat"),
    ("Siaga banjir", "Siaga Banjir"),
    ("Warga satui diminta waspada", "Warga Satui diminta waspada"),
    ("Satu.\nDua.", "Satu.\n\nDua."),
    ("pukul 09.00 WITA di kantor", "pukul 09.00 WITA, di kantor"),
    ("Lihat https://a.go.id/x", "Lihat https://a.go.id/x."),
    ("sore - malam", "sore – malam"),
    ("kata “kutip” ini", 'kata "kutip" ini'),
]
NOT_SMALL = {
    "a number": ("5.000 warga", "5,000 warga"),
    "a time": ("pukul 09.00", "pukul 09:00"),
    "between numbers": ("nomor 9 10", "nomor 9-10"),
    "a list of numbers": ("10, 20", "10. 20"),
    "two numbers into one": ("1 2", "12"),
    "a minus": ("naik 5 persen", "naik -5 persen"),
    "a percentage": ("100 orang", "100% orang"),
    "a year": ("4 Desember 2026", "4 Desember 2027"),
    "a month": ("Jumat, 4 Desember", "Jumat, 4 desember"),
    "a weekday": ("hari Senin", "hari senin"),
    "a link": ("Lihat https://a.go.id/x", "Lihat https://a.go.id/X"),
    "an address": ("surat@a.go.id", "surat@a.go.id,b"),
    "a hashtag": ("#siaga", "#Siaga"),
    "a mention": ("@dinkes", "dinkes"),
    "a name in small letters": ("di Satui", "di satui"),
    "one person into two": ("Budi Santoso", "Budi, Santoso"),
    "a title": ("H. Andi", "H Andi"),
    "an apostrophe in a name": ("Ma'ruf", "Maruf"),
    "a word": ("warga", "wargi"),
    "the order": ("satu dua", "dua satu"),
    "one more word": ("Satui", "Satui Hilir"),
    "a doubled word": ("anak-anak", "anak anak"),
    "the reach of a not": ("tidak boleh", "tidak, boleh"),
    "a question": ("Pasar dibuka.", "Pasar dibuka?"),
    "a quotation": ("kata dia", '"kata" dia'),
    "brackets": ("warga Satui", "warga (Satui)"),
    "an emoji": ("ombak 🌊 besar", "ombak besar"),
    "where a post begins": ("satu\n---\ndua", "satu --- dua"),
    "an acronym": ("bawa KTP asli", "bawa Ktp asli"),
}


@pytest.mark.parametrize(("before", "after"), SMALL)
def test_what_is_small(before: str, after: str) -> None:
    assert is_small_in(before, after)


@pytest.mark.parametrize(("before", "after"), NOT_SMALL.values(), ids=NOT_SMALL)
def test_what_is_not(before: str, after: str) -> None:
    assert not is_small_in(before, after)


@given(st.text(), st.text())
def test_the_words_and_digits_of_a_small_edit_are_the_same(
    one: str, other: str
) -> None:
    if is_small_in(one, other):
        assert bare(one) == bare(other)


@given(
    st.lists(st.sampled_from(["warga", "5.000", "Satui", "9"]), min_size=2), st.data()
)
def test_a_comma_between_two_words_never_touches_numbers_or_names(
    words: list[str], data: st.DataObject
) -> None:
    at = data.draw(st.integers(1, len(words) - 1))
    before = "warga " + " ".join(words)
    after = "warga " + " ".join(words[:at]) + ", " + " ".join(words[at:])

    plain = "warga" in {words[at - 1], words[at]} or (
        words[at - 1].isalpha() != words[at].isalpha()
    )
    assert is_small_in(before, after) is plain


def bare(text: str) -> str:
    return "".join(
        it for it in text.casefold() if it in string.ascii_letters + string.digits
    )


def test_an_edit_is_small_when_each_of_its_texts_is() -> None:
    before = {
        "title": "Siaga",
        "body": "Satu dua",
        "texts": {"x": "Siaga"},
        "link": None,
    }

    assert is_small(before, {"title": "Siaga.", "body": "Satu, dua", "link": None})
    assert is_small(before, {"texts": {"x": "Siaga!"}})
    assert not is_small(before, {"title": "Siaga.", "link": "https://a.go.id"})
    assert not is_small(before, {"texts": {"facebook": "Siaga"}})
    assert not is_small(before, {"texts": {"x": ""}})
