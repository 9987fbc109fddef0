"""Package of a .docx, made safe to read: only its XML, of limited size."""

import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from xml.parsers import expat

from crossposter.errors import BadInput

_MOST_FILES = 500
_MOST_XML = 5_000_000  #: bytes of all XML in it; a long announcement has a tenth
_MOST_ELEMENTS = 120_000
_DEEPEST = 200  #: nested elements
_ENTRY = b"PK\x01\x02"
_PLAIN = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}  # as Word writes, and limited
_ENCRYPTED = 0x1
_AGAIN = "open it in a word processor and save it again as .docx"


@dataclass
class _Count:
    elements: int = 0
    depth: int = 0


def xml_only(data: bytes, name: str) -> bytes:
    """Package of the same parts, where everything but XML is empty.

    Raises BadInput if it is no package, damaged or too large, or declares entities.
    """
    if data.count(_ENTRY) > _MOST_FILES:
        raise _too_large(name)
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            parts = dict(_parts(package, name))
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        OSError,
        ValueError,
        struct.error,
    ) as error:
        raise BadInput(f"{name} is damaged: {_AGAIN}") from error
    if not any(part.startswith("word/") for part in parts):
        raise BadInput(f"{name} is no document of Word: save it as .docx or as text")
    _require_harmless(parts, name)
    return _packed(parts)


def _parts(package: zipfile.ZipFile, name: str) -> Iterator[tuple[str, bytes]]:
    left = _MOST_XML
    for entry in package.infolist():
        content = b""
        if entry.filename.lower().endswith((".xml", ".rels")):
            if entry.compress_type not in _PLAIN or entry.flag_bits & _ENCRYPTED:
                raise BadInput(
                    f"{name} is packed in another way than Word does: {_AGAIN}"
                )
            with package.open(entry) as part:
                content = part.read(left + 1)
            left -= len(content)
            if left < 0:
                raise _too_large(name)
        yield entry.filename, content


def _require_harmless(parts: dict[str, bytes], name: str) -> None:
    count = _Count()

    def began(*_: object) -> None:
        count.elements += 1
        count.depth += 1
        if count.elements > _MOST_ELEMENTS or count.depth > _DEEPEST:
            raise _too_large(name)

    def ended(_: object) -> None:
        count.depth -= 1

    def declared(*_: object) -> None:
        raise BadInput(f"{name} declares entities, which no document of Word does")

    for content in filter(None, parts.values()):
        count.depth = 0
        parser = expat.ParserCreate()
        parser.StartElementHandler, parser.EndElementHandler = began, ended
        parser.StartDoctypeDeclHandler = declared
        try:
            parser.Parse(content, True)  # the parser takes no keyword arguments
        except (expat.ExpatError, ValueError, LookupError) as error:
            raise BadInput(f"{name} is damaged: {_AGAIN}") from error


def _packed(parts: dict[str, bytes]) -> bytes:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as package:
        for part, content in parts.items():
            package.writestr(part, content)
    return packed.getvalue()


def _too_large(name: str) -> BadInput:
    return BadInput(
        f"{name} unpacks to more than any announcement needs: copy its text into a new"
        " document, or save it as text"
    )
