"""Compressed answers: read as far as they may be, and refused where they are none."""

import gzip
import zlib

import pytest

from crossposter.transport.decoding import Bomb, Undecodable, decoded

TEXT = b"Pasar murah " * 40


def raw(content: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(content) + packer.flush()


@pytest.mark.parametrize(
    ("packed", "encoding"),
    [
        (TEXT, ""),
        (TEXT, " Identity "),
        (gzip.compress(TEXT, mtime=0), "gzip"),
        (gzip.compress(TEXT, mtime=0), "X-GZIP"),
        (zlib.compress(TEXT), "deflate"),
        (raw(TEXT), "deflate"),
    ],
)
def test_it_is_read_however_it_was_packed(packed: bytes, encoding: str) -> None:
    assert decoded(packed, encoding, len(TEXT)) == TEXT


@pytest.mark.parametrize("encoding", ["gzip", "deflate"])
def test_one_byte_too_many_is_a_bomb(encoding: str) -> None:
    packed = gzip.compress(TEXT, mtime=0) if encoding == "gzip" else zlib.compress(TEXT)

    with pytest.raises(Bomb):
        decoded(packed, encoding, len(TEXT) - 1)


@pytest.mark.parametrize(
    ("packed", "encoding"),
    [
        (gzip.compress(TEXT, mtime=0)[:-9], "gzip"),
        (TEXT, "gzip"),
        (TEXT, "deflate"),
        (TEXT, "br"),
        (gzip.compress(TEXT, mtime=0), "gzip, gzip"),
    ],
)
def test_what_is_no_whole_answer_is_refused(packed: bytes, encoding: str) -> None:
    with pytest.raises(Undecodable):
        decoded(packed, encoding, 10_000)
