"""Metadata, taken out of a file without touching its pixels."""

import re
from collections.abc import Iterator

_JPEG_MARKER = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
_JPEG_END = 0xD9
_JPEG_SCAN = 0xDA
_JPEG_COMMENT = 0xFE
_JPEG_APPLICATION = range(0xE0, 0xF0)
_JPEG_NEEDED = (b"JFIF\0", b"ICC_PROFILE\0", b"Adobe")  # what colours depend on
_PNG_METADATA = {b"eXIf", b"iTXt", b"tEXt", b"zTXt", b"tIME"}


def without_metadata(data: bytes, mime: str) -> bytes | None:
    """A JPEG or PNG with the same pixels and nothing about where and when.

    None for other kinds and for files laid out in an unusual way.
    """
    try:
        match mime:
            case "image/jpeg":
                return data[:2] + b"".join(_jpeg_segments(data))
            case "image/png":
                return data[:8] + b"".join(_png_chunks(data))
    except (IndexError, ValueError):
        pass
    return None


def _jpeg_segments(data: bytes) -> Iterator[bytes]:
    """The segments to keep; whatever follows the end of the picture is left out."""
    at = 2
    while True:
        at = _next_marker(data, at)
        kind = data[at + 1]
        if kind == _JPEG_END:
            yield data[at : at + 2]
            return
        end = at + 2 + int.from_bytes(data[at + 2 : at + 4])
        if kind == _JPEG_SCAN:
            end = _next_marker(data, end)
        if not _is_jpeg_metadata(kind, data[at + 4 : end]):
            yield data[at:end]
        at = end


def _next_marker(data: bytes, at: int) -> int:
    marker = _JPEG_MARKER.search(data, at)
    if marker is None:
        raise ValueError("the picture has no end")
    return marker.start()


def _is_jpeg_metadata(kind: int, payload: bytes) -> bool:
    if kind in _JPEG_APPLICATION:
        return not payload.startswith(_JPEG_NEEDED)
    return kind == _JPEG_COMMENT


def _png_chunks(data: bytes) -> Iterator[bytes]:
    at, kind = 8, b""
    while kind != b"IEND":
        kind = data[at + 4 : at + 8]
        if not kind:
            raise ValueError("the picture has no end")
        end = at + 12 + int.from_bytes(data[at : at + 4])
        if kind not in _PNG_METADATA:
            yield data[at:end]
        at = end
