"""Each kind of file goes to who can read it, or back with a word of advice."""

import pytest

from crossposter.announcements.documents.reader import is_zip, read
from crossposter.errors import BadInput
from tests.support.letters import letter


@pytest.mark.parametrize(
    ("data", "advice"),
    [
        (b"%PDF-1.7\n", "a PDF"),
        (b"\n  %PDF-1.4", "a PDF"),
        (b"{\\rtf1\\ansi Pasar}", "an RTF file"),
        (b"\xef\xbb\xbf{\\rtf1 Pasar}", "an RTF file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1lama", "an old Word"),
    ],
)
def test_what_nobody_can_read_is_refused_by_name(data: bytes, advice: str) -> None:
    with pytest.raises(BadInput, match="surat") as refused:
        read(data, "surat")

    assert advice in str(refused.value)


def test_a_pdf_that_is_only_spoken_of_is_a_text() -> None:
    text = "Formulir ada di berkas %PDF-1.7 pada situs."

    assert read(text.encode(), "a.txt").text == text


def test_a_document_is_known_by_its_bytes_and_not_by_its_name() -> None:
    document = letter("Pasar murah di Satui.")

    assert is_zip(document)
    assert read(document, "a.txt").text == "Pasar murah di Satui."


def test_a_text_named_docx_is_a_text_all_the_same() -> None:
    assert not is_zip(b"Pasar")
    assert read(b"Pasar", "a.docx").text == "Pasar"
