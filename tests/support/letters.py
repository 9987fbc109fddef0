"""Documents of Word for tests: ordinary ones, and their insides to be tampered with."""

import zipfile
from collections.abc import Callable, Mapping
from io import BytesIO

import docx
from docx.document import Document

_MAIN = "word/document.xml"
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"


def letter(write: Callable[[Document], object] | str) -> bytes:
    """A .docx; *write* is its only paragraph, or fills it."""
    document = docx.Document()
    if isinstance(write, str):
        document.add_paragraph(write)
    else:
        write(document)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def raw_letter(body: str) -> bytes:
    """A .docx with the very XML of its body."""
    return tampered(
        letter(""),
        {
            _MAIN: f'<w:document xmlns:w="{_W}" xmlns:r="{_R}" xmlns:mc="{_MC}"'
            f' xmlns:a="{_A}">'
            f"<w:body>{body}</w:body></w:document>".encode()
        },
    )


def tampered(
    package: bytes,
    parts: Mapping[str, bytes],
    *,
    packing: int = zipfile.ZIP_DEFLATED,
) -> bytes:
    """The same with other *parts*; all others stay."""
    file = BytesIO()
    with zipfile.ZipFile(BytesIO(package)) as old, zipfile.ZipFile(file, "w") as new:
        for name in dict.fromkeys([*old.namelist(), *parts]):
            content = parts[name] if name in parts else old.read(name)
            new.writestr(name, content, compress_type=packing)
    return file.getvalue()


def with_main(content: bytes, *, packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A .docx whose main part is *content*, be that what it may."""
    return tampered(letter(""), {_MAIN: content}, packing=packing)
