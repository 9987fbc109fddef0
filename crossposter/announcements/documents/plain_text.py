"""Pure: the bytes of a text file as a text, whatever its encoding."""

import codecs
import re
from collections.abc import Iterable
from dataclasses import dataclass

from crossposter.errors import BadInput

_MARKS = {  # the longer ones first: UTF-32 begins like UTF-16
    codecs.BOM_UTF8: ("utf-8", None),
    codecs.BOM_UTF32_LE: ("utf-32-le", "UTF-32"),
    codecs.BOM_UTF32_BE: ("utf-32-be", "UTF-32"),
    codecs.BOM_UTF16_LE: ("utf-16-le", "UTF-16"),
    codecs.BOM_UTF16_BE: ("utf-16-be", "UTF-16"),
}
_ZEROS = 4  #: one byte in so many, or more, is zero where Latin letters have two bytes
_THREE_BYTES = "\u0800"  #: the first that no two letters of Windows-1252 look like
BULLETS = "bullets of Word became •"
_OF_WORD = (  # characters of its own fonts
    (re.compile("[\uf0fc\uf0fe]"), "✓", "ticks of Word became ✓"),
    (re.compile("(?m)^([^\\S\n]*)[\uf000-\uf0ff](?=\\s|\\w)"), r"\1•", BULLETS),
)


@dataclass(frozen=True, kw_only=True)
class Document:
    """Text of a document, with notes on what was changed to get it."""

    text: str
    notes: tuple[str, ...] = ()


def decoded(data: bytes, name: str) -> Document:
    """Text of a file in UTF-8, UTF-16, UTF-32 or Windows-1252; raises BadInput."""
    for mark, (encoding, called) in _MARKS.items():
        if data.startswith(mark):
            return _document(data.removeprefix(mark), encoding, called, name)
    unmarked = _unmarked_utf16(data)
    if unmarked is not None:
        return _document(data, unmarked, "UTF-16", name)
    try:
        return Document(text=data.decode("utf-8"))
    except UnicodeDecodeError as error:
        _require_no_utf8(data, error.start, name)
    return _document(data, "cp1252", "Windows-1252", name)


def cleaned(document: Document) -> Document:
    """Document with standard bullets in place of those of Word's fonts."""
    text, notes = document.text, list(document.notes)
    for pattern, plain, note in _OF_WORD:
        text, count = pattern.subn(plain, text)
        notes += [note] * (count > 0)
    return Document(text=text, notes=without_repeats(notes))


def _document(data: bytes, encoding: str, called: str | None, name: str) -> Document:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise BadInput(
            f"{name} is no text, or a damaged one (byte {error.start + 1}): save it as"
            " UTF-8, or as .docx"
        ) from error
    return Document(text=text, notes=(f"read as {called}",) if called else ())


def _unmarked_utf16(data: bytes) -> str | None:
    """Name of the UTF-16 variant, when every other byte is mostly zero."""
    if len(data) % 2 or not data:
        return None
    first, second = data[0::2].count(0), data[1::2].count(0)
    if max(first, second) * _ZEROS < len(data) or min(first, second) * 50 > len(data):
        return None
    return "utf-16-le" if second > first else "utf-16-be"


def _require_no_utf8(data: bytes, at: int, name: str) -> None:
    """Raises BadInput for damaged UTF-8: as Windows-1252 it would be gibberish."""
    others = [it for it in data.decode("utf-8", errors="ignore") if not it.isascii()]
    lost = data.decode("utf-8", errors="replace").count("\ufffd")
    if len(others) < lost and all(it < _THREE_BYTES for it in others):
        return
    line = data.count(b"\n", 0, at) + 1
    raise BadInput(
        f"{name} is partly UTF-8 and partly not (line {line}): save all of it as UTF-8,"
        " or as .docx"
    )


def without_repeats(notes: Iterable[str]) -> tuple[str, ...]:
    """Notes without repeats, in the order they came up."""
    return tuple(dict.fromkeys(notes))
