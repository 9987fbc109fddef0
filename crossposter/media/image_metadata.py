"""Image metadata: strips EXIF, GPS and other metadata, pixels untouched."""

import re
from collections.abc import Callable, Iterator

_JPEG_MARKER = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
_JPEG_END = 0xD9
_JPEG_SCAN = 0xDA
_JPEG_COMMENT = 0xFE
_JPEG_APPLICATION = range(0xE0, 0xF0)
_JFIF = b"JFIF\0"
_JFIF_LENGTH = 12  #: without the size of the thumbnail, and without the thumbnail
_ADOBE = 0xEE, b"Adobe"  #: how the colors are stored

_PNG_PICTURE = {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"acTL", b"fcTL", b"fdAT"}
_PNG_COLOURS = {b"gAMA", b"cHRM", b"sRGB", b"sBIT", b"cICP"}

_GIF_EXTENSION = 0x21
_GIF_IMAGE = 0x2C
_GIF_END = 0x3B
_GIF_CONTROL = 0xF9
_GIF_APPLICATION = 0xFF
_GIF_LOOPS = (b"NETSCAPE2.0", b"ANIMEXTS1.0")

_WEBP_PICTURE = {b"VP8 ", b"VP8L", b"ALPH", b"ANIM", b"ANMF"}
_WEBP_HEADER = b"VP8X"
_WEBP_FLAGS = 0x12  #: alpha and animation; the others announce metadata


def without_metadata(data: bytes, mime: str) -> bytes | None:
    """Image with the same pixels and without place, time and author.

    Its color profile is removed as well. None for files with an unusual structure,
    and for formats other than JPEG, PNG, GIF and WebP.
    """
    parts = _PARTS.get(mime)
    try:
        return b"".join(parts(data)) if parts else None
    except (IndexError, ValueError):
        return None


def _jpeg(data: bytes) -> Iterator[bytes]:
    """Segments to keep; everything after the end of the image is removed."""
    yield data[:2]
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
        yield _jpeg_segment(kind, data[at:end])
        at = end


def _next_marker(data: bytes, at: int) -> int:
    marker = _JPEG_MARKER.search(data, at)
    if marker is None:
        raise ValueError("the picture has no end")
    return marker.start()


def _jpeg_segment(kind: int, segment: bytes) -> bytes:
    payload = segment[4:]
    if kind in _JPEG_APPLICATION and payload.startswith(_JFIF):
        header = payload[:_JFIF_LENGTH] + bytes(2)
        return segment[:2] + (len(header) + 2).to_bytes(2) + header
    if kind in _JPEG_APPLICATION and (kind, payload[:5]) != _ADOBE:
        return b""
    return b"" if kind == _JPEG_COMMENT else segment


def _png(data: bytes) -> Iterator[bytes]:
    yield data[:8]
    at, kind = 8, b""
    while kind != b"IEND":
        kind = data[at + 4 : at + 8]
        if not kind:
            raise ValueError("the picture has no end")
        end = at + 12 + int.from_bytes(data[at : at + 4])
        if kind in _PNG_PICTURE | _PNG_COLOURS:
            yield data[at:end]
        at = end


def _gif(data: bytes) -> Iterator[bytes]:
    at = 13 + _gif_palette(data[10])
    yield data[:at]
    while data[at] != _GIF_END:
        kind = data[at]
        if kind == _GIF_IMAGE:
            begin = at + 10 + _gif_palette(data[at + 9]) + 1  # the size of its codes
        elif kind == _GIF_EXTENSION:
            begin = at + 2
        else:
            raise ValueError("no block of a GIF")
        end = _gif_blocks_end(data, begin)
        if kind == _GIF_IMAGE or _moves_gif(data[at + 1], data[begin + 1 :]):
            yield data[at:end]
        at = end
    yield data[at : at + 1]


def _gif_palette(flags: int) -> int:
    return 3 * 2 ** ((flags & 7) + 1) if flags & 0x80 else 0


def _gif_blocks_end(data: bytes, at: int) -> int:
    while data[at]:
        at += 1 + data[at]
    return at + 1


def _moves_gif(label: int, content: bytes) -> bool:
    if label == _GIF_APPLICATION:
        return content.startswith(_GIF_LOOPS)
    return label == _GIF_CONTROL


def _webp(data: bytes) -> Iterator[bytes]:
    chunks = b"".join(_webp_chunks(data))
    yield b"RIFF" + (4 + len(chunks)).to_bytes(4, "little") + b"WEBP" + chunks


def _webp_chunks(data: bytes) -> Iterator[bytes]:
    at, last = 12, 8 + int.from_bytes(data[4:8], "little")
    if last > len(data):
        raise ValueError("the picture has no end")
    while at < last:
        kind = data[at : at + 4]
        size = int.from_bytes(data[at + 4 : at + 8], "little")
        end = at + 8 + size + size % 2
        if kind == _WEBP_HEADER:
            flags = data[at + 8] & _WEBP_FLAGS
            yield data[at : at + 8] + bytes([flags]) + data[at + 9 : end]
        elif kind in _WEBP_PICTURE:
            yield data[at:end]
        at = end


_PARTS: dict[str, Callable[[bytes], Iterator[bytes]]] = {
    "image/jpeg": _jpeg,
    "image/png": _png,
    "image/gif": _gif,
    "image/webp": _webp,
}
