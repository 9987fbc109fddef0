"""Text files as people save them, and what is none."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossposter.announcements.documents import Document, read
from crossposter.errors import BadInput

TEXT = "Pasar murah “Sembako” – Café, Rp5.000…\nSatui"


@pytest.mark.parametrize(
    ("encoding", "notes"),
    [
        ("utf-8", ()),
        ("utf-8-sig", ()),
        ("utf-16", ("read as UTF-16",)),
        ("utf-16-le", ("read as UTF-16",)),
        ("utf-16-be", ("read as UTF-16",)),
        ("utf-32", ("read as UTF-32",)),
        ("cp1252", ("read as Windows-1252",)),
    ],
)
def test_a_text_is_read_however_it_was_saved(
    encoding: str, notes: tuple[str, ...]
) -> None:
    assert read(TEXT.encode(encoding), "a.txt") == Document(text=TEXT, notes=notes)


@pytest.mark.parametrize("mark", ["\ufeff", ""])
@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_is_read_with_a_mark_and_without(mark: str, encoding: str) -> None:
    text = "السلام عليكم. Pasar murah dibuka di Satui 😀 mulai pukul 09.00 WITA."

    assert read((mark + text).encode(encoding), "a.txt").text == text


def test_bullets_and_ticks_of_word_become_those_of_everybody() -> None:
    text = "Syarat:\n\uf0b7\tKTP\n  \uf0d8 KK\n\uf0fc Gratis"

    document = read(text.encode(), "a.txt")

    assert document.text == "Syarat:\n•\tKTP\n  • KK\n✓ Gratis"
    assert document.notes == ("ticks of Word became ✓", "bullets of Word became •")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"{\\rtf1\\ansi Pasar murah}", ["surat is an RTF file", "save it as .docx"]),
        (b"\r\n {\\rtf1 Pasar}", ["surat is an RTF file"]),
        ("{\\rtf1 Pasar}".encode("utf-8-sig"), ["surat is an RTF file"]),
        ("{\\rtf1 Pasar}".encode("utf-16"), ["surat is an RTF file"]),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), ["old Word", "password"]),
        (b"%PDF-1.7\n%\xe2\xe3", ["a PDF", "copy its text"]),
        (b"Pasar \x81\x8d\x8f murah", ["surat is no text", "byte 7"]),
        (b"\xff\xfeP\x00a\x00s", ["surat is no text", "save it as UTF-8"]),
        (b"\xff\xfe\x00\xd8x\x00", ["surat is no text"]),
        (
            "Satu\nCafé “dua” – tiga".encode() + b"\xe9",
            ["partly UTF-8", "line 2", "save all of it as UTF-8"],
        ),
        ("Satu – dua ".encode() + b"\x93tiga\x94 \x95", ["partly UTF-8", "line 1"]),
        (b"PK\x03\x04 no zip", ["surat is damaged", "save it again as .docx"]),
    ],
)
def test_what_is_no_text_is_told_with_what_to_do(data: bytes, words: list[str]) -> None:
    with pytest.raises(BadInput) as refused:
        read(data, "surat")

    assert all(word in str(refused.value) for word in words), refused.value
    assert "\n" not in str(refused.value)


def test_a_zero_in_a_text_makes_no_utf16_of_it() -> None:
    assert read(b"Siaga\0banjir", "a.txt").text == "Siaga\0banjir"


@given(st.text(st.characters(codec="cp1252"), min_size=1))
def test_nothing_is_lost_of_windows_texts(text: str) -> None:
    data = f"Café {text}".encode("cp1252")

    try:
        document = read(data, "a.txt")
    except BadInput:  # it happens to be damaged UTF-8 as well
        return
    assert document.text in {f"Café {text}", data.decode("utf-8", errors="replace")}


@given(st.binary(max_size=300))
def test_any_bytes_are_a_text_or_a_refusal(data: bytes) -> None:
    with contextlib.suppress(BadInput):
        assert isinstance(read(data, "a.txt").text, str)
