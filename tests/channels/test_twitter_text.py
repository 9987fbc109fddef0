"""X's way of counting, case by case from its rules.

https://docs.x.com/fundamentals/counting-characters, configuration version 3: a text is
put into NFC first, an address is 23, an emoji 2, most scripts 2, Latin and its
neighbours with common quotes and dashes 1.
"""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossposter.channels.twitter_text import library, weighted_length

LINK = 23


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("", 0),
        (" ", 1),
        ("\n", 1),
        ("\t", 1),
        ("Batulicin", 9),
        ("café", 4),
        ("cafe\u0301", 4),  # put together first
        ("Ångström", 8),
        ("A\u030angstro\u0308m", 8),
        ("e\u0323\u0302", 2),  # one letter with two marks, beyond the light ones
        ("q\u0323", 2),  # there is no such letter in one
        ("Ж", 1),
        ("ש", 1),
        ("سلام", 4),
        ("ไทย", 3),
        ("ꦧꦱ", 4),  # Javanese script lies beyond the light ranges
        ("ᮞᮥ", 4),
        ("\u10ff", 1),  # the last light one
        ("\u1100", 2),
        ("가", 2),
        ("\u1100\u1161", 2),  # of two jamo
        ("日本語", 6),
        ("ｶﾅ", 4),
        ("！", 2),
        ("\u3000", 2),
        ("𠀋", 2),  # outside of the first plane, one character all the same
        ("𝐀", 2),
    ],
)
def test_letters_and_scripts(text: str, length: int) -> None:
    assert weighted_length(text) == length


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("“Siap,” katanya…", 17),
        ("‘a’ – b — c", 11),
        ("\u2000", 1),
        ("\u200d", 1),
        ("\u200e\u200f", 4),  # marks of direction are outside of the light ranges
        ("\u200e", 2),
        ("\u2010\u201f", 2),
        ("\u2020\u2026", 4),
        ("\u2032\u2037", 2),
        ("\u2031", 2),
        ("\u2038", 2),
        ("•", 2),
        ("€", 2),
        ("№", 2),
        ("→", 2),
        ("½ m² 30°", 8),
        ("Rp1.500.000,00", 14),
    ],
)
def test_signs(text: str, length: int) -> None:
    assert weighted_length(text) == length


@pytest.mark.parametrize(
    "emoji",
    [
        "😀",
        "❤️",
        "❤",
        "☎️",
        "⚠️",
        "👍🏽",
        "👩🏽‍🚒",
        "👨‍👩‍👧‍👦",
        "👩‍❤️‍💋‍👨",
        "🏳️‍🌈",
        "🏴‍☠️",
        "🇮🇩",
        "🏴󠁧󠁢󠁥󠁮󠁧󠁿",
        "1️⃣",
        "*️⃣",
        "#⃣",
        "🅿️",
        "㊗️",
        "©️",
        "™️",
        "👁️‍🗨️",
    ],
)
def test_an_emoji_is_two_however_it_is_put_together(emoji: str) -> None:
    assert weighted_length(emoji) == 2
    assert weighted_length(f"a{emoji}b{emoji}") == 6


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("🇮🇩🇲🇾", 4),
        ("👍👍🏽", 4),
        ("👨‍", 3),  # a joiner that joins nothing
        ("\u200d👨", 3),
        ("🇮", 2),
        ("🏽", 2),
        ("a\ufe0f", 3),  # asks for an emoji where there is none
        ("1️", 3),
    ],
)
def test_pieces_of_emoji(text: str, length: int) -> None:
    assert weighted_length(text) == length


@pytest.mark.parametrize(
    "address",
    [
        "https://a.go.id",
        "http://a.go.id",
        "HTTPS://Media.Tanahbumbukab.GO.ID/Berita",
        "tanahbumbukab.go.id",
        "www.tanahbumbukab.go.id/a",
        "https://a.go.id/",
        "https://a.go.id:8443/masuk",
        "https://a.go.id/a/b?c=d&e=f#g",
        "https://a.go.id/a_(b)",
        "https://a.go.id/a%20b",
        "https://a.go.id/~camat/+kantor",
        "https://a.go.id/" + "panjang/" * 60,
        "https://münchen.de/straße",
        "https://例え.jp",
        "t.co/abcdef",
        "https://t.co/abcdef",
        "https://maps.app.goo.gl/AbC123",
        "https://a.b.c.d.e.go.id",
        "https://192-168.go.id",
    ],
)
def test_an_address_is_23_however_long(address: str) -> None:
    assert weighted_length(address) == LINK
    assert weighted_length(f"Lihat {address} ya") == 6 + LINK + 3


@pytest.mark.parametrize("sign", [".", ",", "!", "?", ")", ":", ";", '"', "”", "…"])
def test_a_sign_behind_an_address_counts_beside_it(sign: str) -> None:
    beside = weighted_length(sign)

    assert weighted_length(f"https://a.go.id/berita{sign}") == LINK + beside
    assert weighted_length(f"(https://a.go.id{sign} ya") == 1 + LINK + beside + 3


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("日本語https://a.go.id", 6 + LINK),
        ("日本語a.com", 6 + LINK),
        ("https://a.go.id日本語", LINK + 6),
        ("https://a.go.id https://b.go.id", 2 * LINK + 1),
        ("a.id\nb.id", 2 * LINK + 1),
        ("“https://a.go.id”", LINK + 2),
        ("(a.go.id)", LINK + 2),
        ("Info:a.go.id", 5 + LINK),
        ("a.go.id/b.Warga", LINK),  # without a blank it belongs to the path
    ],
)
def test_addresses_among_words(text: str, length: int) -> None:
    assert weighted_length(text) == length


@pytest.mark.parametrize(
    "text",
    [
        "bpbd@a.go.id",
        "surat ke ppid.tanahbumbu@a.go.id ya",
        "@a.com",
        "#a.com",
        "$a.com",
        "$BBRI",
        "a.contohpalsu",
        "https://a.contohpalsu",
        "https://localhost",
        "https://10.0.0.1/a",
        "ftp://a",
        "pukul 08.30 WITA",
        "v1.2.3",
        "dr. Siti, S.Pd., M.Kes",
        "_a.com",
        "-a.com",
    ],
)
def test_what_is_no_address_counts_letter_by_letter(text: str) -> None:
    assert weighted_length(text) == len(text)


@pytest.mark.parametrize("odd", ["\ufffe", "\ufeff", "\uffff"])
def test_characters_that_belong_to_no_text_make_it_invalid(odd: str) -> None:
    assert not library().parse_tweet(f"Siaga {odd}banjir").valid


@pytest.mark.parametrize("mark", ["\u202a", "\u202b", "\u202c", "\u2066", "\u2069"])
def test_marks_of_direction_are_counted_and_hide_no_address(mark: str) -> None:
    assert weighted_length(f"{mark}a") == 3
    assert weighted_length(f"{mark} https://a.go.id") == 3 + LINK


@pytest.mark.parametrize(
    ("text", "fits"),
    [
        ("a" * 280, True),
        ("a" * 281, False),
        ("あ" * 140, True),
        ("あ" * 140 + "a", False),
        ("😀" * 140, True),
        ("😀" * 141, False),
        ("👨‍👩‍👧‍👦" * 140, True),
        ("e\u0301" * 280, True),
        ("e\u0301" * 281, False),
        ("a" * 256 + " https://a.go.id/" + "b" * 400, True),
        ("a" * 257 + " https://a.go.id", False),
        ("“" + "a" * 277 + "”\n", True),
    ],
)
def test_280_is_the_edge(text: str, fits: bool) -> None:
    assert (weighted_length(text) <= 280) == fits
    assert bool(library().parse_tweet(text).valid) == fits


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_how_letters_are_put_together_makes_no_difference(form: str) -> None:
    text = "Café “Bánh” – é, ñ, ü, https://a.go.id/é"

    changed = unicodedata.normalize(form, text)  # type: ignore[arg-type]

    assert weighted_length(changed) == weighted_length(text)


@given(
    st.text(
        st.sampled_from("aé A.,:/-–’“…\n©®#@1\u0301Жอ日😀\u200d\ufe0f"), max_size=60
    ),
    st.sampled_from(["", "tanahbumbukab.go.id", "https://a.id/x?y=1.", "http://é.com"]),
    st.integers(0, 60),
)
def test_it_counts_what_the_library_counts(text: str, link: str, at: int) -> None:
    whole = text[:at] + link + text[at:]

    assert weighted_length(whole) == library().parse_tweet(whole).weightedLength
