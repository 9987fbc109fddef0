"""Decoding of compressed answers, up to a limit."""

import zlib

_GZIP, _ZLIB, _RAW = 31, 15, -15  #: https://docs.python.org/3/library/zlib.html


class Undecodable(ValueError):
    """Compression that nobody has asked for, or content not compressed at all."""


class Bomb(ValueError):
    """Decompressed content larger than it may be."""


def decoded(content: bytes, encoding: str, most: int) -> bytes:
    """Decompressed bytes, *most* of them; raises Undecodable and Bomb."""
    match encoding.strip().lower():
        case "" | "identity":
            return content
        case "gzip" | "x-gzip":
            return _inflated(content, _GZIP, most)
        case "deflate":
            # Some servers leave the wrapping out.
            # https://www.rfc-editor.org/rfc/rfc9110#name-deflate-coding
            try:
                return _inflated(content, _ZLIB, most)
            except Undecodable:
                return _inflated(content, _RAW, most)
    raise Undecodable("an encoding that was not asked for")


def _inflated(content: bytes, window: int, most: int) -> bytes:
    inflater = zlib.decompressobj(window)
    try:
        found = inflater.decompress(content, most + 1)
    except zlib.error as error:
        raise Undecodable(str(error)) from error
    if len(found) > most:
        raise Bomb("more comes out than may")
    if not inflater.eof:
        raise Undecodable("it ends too early")
    return found
