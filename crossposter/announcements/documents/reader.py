"""Reader of document files: chooses the parser by the kind of file."""

from crossposter.announcements.documents.plain_text import Document, cleaned, decoded
from crossposter.errors import BadInput

LARGEST_TEXT = 400_000  #: bytes; the longest body has a quarter as many characters
LARGEST_DOCX = 25_000_000  #: bytes; most of it are images

_ZIP = b"PK\x03\x04"
_AS_DOCX = "save it as .docx or as text"
_RTF = b"{\\rtf"
_AN_RTF = f"an RTF file: open it in a word processor and {_AS_DOCX}"
_LONGEST_BEGINNING = 64
_REFUSED = (
    (_RTF, _AN_RTF),
    (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        "a document of an old Word, or has a password: save it as .docx without one",
    ),
    (b"%PDF-", "a PDF: copy its text, or take the document that it was made of"),
)


def is_zip(data: bytes) -> bool:
    """True if it begins as a .docx does."""
    return data.startswith(_ZIP)


def read(data: bytes, name: str) -> Document:
    """Text of a file; *name* is for messages. Raises BadInput."""
    for beginning, what in _REFUSED:
        if data[:_LONGEST_BEGINNING].lstrip().startswith(beginning):
            raise BadInput(f"{name} is {what}")
    if not is_zip(data):
        document = decoded(data, name)
        if document.text.lstrip().startswith(_RTF.decode()):
            raise BadInput(f"{name} is {_AN_RTF}")
        return cleaned(document)
    # Importing lxml takes longer than the rest of a command.
    from crossposter.announcements.documents.word import text_of  # noqa: PLC0415

    return cleaned(text_of(data, name))
