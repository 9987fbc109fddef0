"""Documents made to harm: each is refused in a sentence, before it costs anything."""

import contextlib
import struct
import tracemalloc
import zipfile
from functools import cache
from io import BytesIO
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossposter.announcements.documents import read
from crossposter.errors import BadInput
from tests.support.letters import letter, tampered, with_main

LARGE = 300_000_000  #: bytes of nothing, which pack to a thousandth
MOST_MEMORY = 60_000_000
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
DOCUMENT = f"<w:document {W}><w:body><w:p><w:r><w:t>{{}}</w:t></w:r></w:p></w:body>"
DOCUMENT += "</w:document>"


def refusal(data: bytes) -> str:
    with pytest.raises(BadInput) as refused:
        read(data, "surat.docx")
    sentence = str(refused.value)
    assert sentence.startswith("surat.docx ")
    assert "\n" not in sentence
    return sentence


@cache
def bomb(member: str) -> bytes:
    """A .docx in which *member* unpacks to more than a machine likes."""
    file = BytesIO()
    with zipfile.ZipFile(BytesIO(letter(""))) as old:
        others = {name: old.read(name) for name in old.namelist() if name != member}
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for name, content in others.items():
            new.writestr(name, content)
        with new.open(member, "w") as entry:
            for _ in range(LARGE // 1_000_000):
                entry.write(b" " * 1_000_000)
    return file.getvalue()


@pytest.mark.parametrize("member", ["word/document.xml", "docProps/app.xml"])
def test_a_bomb_is_refused_before_it_is_unpacked(member: str) -> None:
    data = bomb(member)

    tracemalloc.start()
    try:
        sentence = refusal(data)
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()

    assert "unpacks to more than any announcement needs" in sentence
    assert most < MOST_MEMORY


def test_a_bomb_among_the_pictures_is_never_unpacked() -> None:
    data = bomb("word/media/image1.png")

    tracemalloc.start()
    try:
        assert read(data, "surat.docx").text == ""
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()

    assert most < MOST_MEMORY


def test_a_bomb_that_lies_about_its_size_is_refused() -> None:
    data = bytearray(bomb("word/document.xml"))
    at = 0
    while (at := data.find(b"PK\x01\x02", at)) >= 0:
        data[at + 24 : at + 28] = struct.pack("<I", 1000)
        at += 4

    refusal(bytes(data))


@pytest.mark.parametrize(
    "declared",
    [
        f'<!DOCTYPE x [<!ENTITY l0 "ha">{LAUGHS}]>',
        '<!DOCTYPE x [<!ENTITY l9 SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE x [<!ENTITY l9 SYSTEM "http://127.0.0.1:1/">]>',
        '<!DOCTYPE x SYSTEM "http://127.0.0.1:1/x.dtd">',
        "<!DOCTYPE x>",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_refused_in_any_encoding(declared: str, encoding: str) -> None:
    body = DOCUMENT.format("&l9;" if "l9" in declared else "x")
    main = f'<?xml version="1.0" encoding="{encoding}"?>{declared}{body}'

    assert "declares entities" in refusal(with_main(main.encode(encoding)))


def test_entities_are_refused_in_any_part() -> None:
    styles = b'<!DOCTYPE x [<!ENTITY a "b">]><x/>'

    assert "declares entities" in refusal(
        tampered(letter(""), {"word/styles.xml": styles})
    )


@pytest.mark.parametrize(
    ("main", "words"),
    [
        (DOCUMENT.format("<w:t/>" * 200_000), "more than any announcement needs"),
        (DOCUMENT.format("<w:r>" * 500 + "</w:r>" * 500), "more than any"),
        (DOCUMENT.format("x")[:-9], "is damaged"),
        ("", "cannot be read"),
        ("<html><body>x</body></html>", "cannot be read"),
        (DOCUMENT.format("&unknown;"), "is damaged"),
    ],
)
def test_what_is_no_document_inside_is_refused(main: str, words: str) -> None:
    assert words in refusal(with_main(main.encode()))


def test_thousands_of_files_are_refused() -> None:
    files = {f"word/media/{number}.png": b"" for number in range(600)}

    assert "more than any announcement" in refusal(tampered(letter(""), files))


@pytest.mark.parametrize("packing", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_packings_without_bounds_are_refused(packing: int) -> None:
    data = with_main(DOCUMENT.format("x").encode(), packing=packing)

    assert "packed in another way" in refusal(data)


def test_other_zips_are_no_documents() -> None:
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        package.writestr("content.xml", "<x/>")

    assert "no document of Word: save it as .docx" in refusal(file.getvalue())


def test_a_file_that_ends_too_early_is_damaged() -> None:
    data = letter("Pasar murah")

    assert "save it again" in refusal(data[: len(data) // 2])


@given(st.integers(0, 10_000))
def test_a_damaged_document_is_a_text_or_a_refusal(seed: int) -> None:
    chance = Random(seed)  # noqa: S311  # where damage is done is no secret
    data = bytearray(_ordinary())
    for _ in range(chance.randrange(1, 8)):
        data[chance.randrange(4, len(data))] = chance.randrange(256)

    with contextlib.suppress(BadInput):
        assert isinstance(read(bytes(data), "surat.docx").text, str)


@cache
def _ordinary() -> bytes:
    """One that is packed without compression, so that damage reaches the XML."""
    return tampered(letter("Pasar murah"), {}, packing=zipfile.ZIP_STORED)
