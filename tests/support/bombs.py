"""Small files that cost whoever reads them minutes or gigabytes."""

import functools
import struct
import zlib
from io import BytesIO

import pillow_heif
from PIL import Image

from tests.support.films import box

_HEADER = 128  #: bytes of a colour profile


def png(*chunks: bytes) -> bytes:
    """One white pixel, and more chunks before it."""
    header = _chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    pixel = _chunk(b"IDAT", zlib.compress(b"\0\xff"))
    signature = b"\x89PNG\r\n\x1a\n"
    return signature + header + b"".join(chunks) + pixel + _chunk(b"IEND", b"")


def _chunk(kind: bytes, body: bytes) -> bytes:
    check = zlib.crc32(kind + body)
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", check)


@functools.cache
def _zeros() -> bytes:
    """200 MB in 200 KB."""
    squeeze = zlib.compressobj(9)
    return b"".join(squeeze.compress(bytes(1 << 20)) for _ in range(200)) + (
        squeeze.flush()
    )


def texts() -> dict[str, bytes]:
    """PNGs whose texts or profile are 200 MB when they are unpacked."""
    return {
        "zTXt": png(_chunk(b"zTXt", b"k\0\0" + _zeros())),
        "iTXt": png(_chunk(b"iTXt", b"k\0\1\0\0\0" + _zeros())),
        "iCCP": png(_chunk(b"iCCP", b"k\0\0" + _zeros())),
        "many": png(*many_texts()),
    }


def remarks(kind: str, count: int) -> bytes:
    """A picture with so many empty ones."""
    if kind == "PNG":
        return png(_chunk(b"tEXt", b"k\0") * count)
    file = BytesIO()
    Image.new("L", (16, 16), "white").save(file, kind)
    data = file.getvalue()
    if kind == "GIF":
        at = data.index(b"\x2c")
        return data[:at] + b"!\xfe\1a\0" * count + data[at:]
    return data[:2] + b"\xff\xfe\0\2" * count + data[2:]


def many_texts() -> list[bytes]:
    """Each of them is no larger than one may be."""
    text = zlib.compress(bytes(1_000_000), 9)
    return [_chunk(b"zTXt", b"k%d\0\0" % number + text) for number in range(200)]


def profile(*tags: tuple[bytes, bytes]) -> bytes:
    """A colour profile with this content."""
    table, body = struct.pack(">I", len(tags)), b""
    begin = _HEADER + 4 + 12 * len(tags)
    for name, content in tags:
        table += name + struct.pack(">II", begin + len(body), len(content))
        body += content
    size = struct.pack(">I", begin + len(body))
    head = size + b"lcms\4\x30\0\0mntrRGB XYZ " + bytes(12) + b"acsp" + bytes(28)
    head += struct.pack(">3I", 0xF6D6, 0x10000, 0xD32D)
    return head.ljust(_HEADER, b"\0") + table + body


def unfolding_profile(steps: int = 500, grid: int = 33) -> bytes:
    """A way through colours in many steps, all of them the same 430 KB."""
    lookup = b"clut" + struct.pack(">IHH16B4x", 0, 3, 3, *[grid] * 3, *[0] * 13)
    lookup += bytes(4 * 3 * grid**3)
    place = struct.pack(">II", 16 + 8 * steps, len(lookup))
    head = b"mpet" + struct.pack(">IHHI", 0, 3, 3, steps)
    return profile((b"D2B0", head + place * steps + lookup))


def with_profile(kind: str, icc: bytes) -> bytes:
    """A small picture with it."""
    pillow_heif.register_heif_opener()
    file = BytesIO()
    Image.new("RGB", (16, 16), "red").save(file, kind, icc_profile=icc)
    return file.getvalue()


def endless_exif() -> bytes:
    """60,000 entries, and the value of each is the same megabyte."""
    count, size = 60_000, 1_000_000
    begin = 8 + 2 + 12 * count + 4
    entries = (struct.pack("<HHII", tag, 7, size, begin) for tag in range(count))
    head = b"II*\0" + struct.pack("<IH", 8, count)
    exif = head + b"".join(entries) + bytes(4) + bytes(size)
    file = BytesIO()
    Image.new("RGB", (16, 16), "red").save(file, "WEBP", exif=exif)
    return file.getvalue()


def animation(frames: int) -> bytes:
    """A WebP of so many frames, one pixel each."""
    file = BytesIO()
    Image.new("RGB", (1, 1)).save(file, "WEBP", lossless=True)
    still = file.getvalue()[12:]
    frame = b"ANMF" + struct.pack("<I", 16 + len(still)) + bytes(12) + b"\1\0\0\0"
    head = b"VP8X" + struct.pack("<IB9x", 10, 2)
    head += b"ANIM" + struct.pack("<I6x", 6)
    body = head + (frame + still) * frames
    return b"RIFF" + struct.pack("<I", 4 + len(body)) + b"WEBP" + body


def tiles(rows: int, size: int, shown: int) -> bytes:
    """A HEIC put together of one tile again and again, each decoded anew."""
    pillow_heif.register_heif_opener()
    file = BytesIO()
    Image.new("RGB", (size, size), "red").save(file, "HEIF", quality=10)
    one = file.getvalue()
    setting, payload = _inside(one, b"hvcC"), _inside(one, b"mdat")[8:]
    plan = struct.pack(">BBBBII", 0, 1, rows - 1, rows - 1, shown, shown)
    empty = _tiled(rows, size, shown, setting, (0, len(plan), len(payload)))
    spans = len(empty) + 8, len(plan), len(payload)
    return _tiled(rows, size, shown, setting, spans) + box(b"mdat", plan, payload)


def _inside(data: bytes, kind: bytes) -> bytes:
    at = data.rindex(kind) - 4
    return data[at : at + int.from_bytes(data[at : at + 4])]


def _tiled(
    rows: int, size: int, shown: int, setting: bytes, spans: tuple[int, int, int]
) -> bytes:
    begin, plan, tile = spans
    count = rows * rows
    places = (
        struct.pack(">HHHII", 1, 0, 1, begin, plan),
        struct.pack(">HHHII", 2, 0, 1, begin + plan, tile),
    )
    names = ((1, b"grid"), (2, b"hvc1"))
    entries = (
        _full(b"infe", struct.pack(">HH", each, 0), kind, b"\0", version=2)
        for each, kind in names
    )
    refers = box(b"dimg", struct.pack(">HH", 1, count), struct.pack(">H", 2) * count)
    sizes = (_full(b"ispe", struct.pack(">II", it, it)) for it in (size, shown))
    uses = struct.pack(">IHBB", 2, 1, 1, 3) + struct.pack(">HBBB", 2, 2, 0x81, 2)
    return box(b"ftyp", b"heic\0\0\0\0heicmif1") + _full(
        b"meta",
        _full(b"hdlr", bytes(4), b"pict", bytes(13)),
        _full(b"pitm", struct.pack(">H", 1)),
        _full(b"iloc", b"\x44\0\0\2", *places),
        _full(b"iinf", struct.pack(">H", 2), *entries),
        _full(b"iref", refers),
        box(b"iprp", box(b"ipco", setting, *sizes), _full(b"ipma", uses)),
    )


def _full(kind: bytes, *content: bytes, version: int = 0) -> bytes:
    return box(kind, struct.pack(">I", version << 24), *content)


def nested(depth: int) -> bytes:
    """A film with a box in a box in a box."""
    inner = b""
    for _ in range(depth):
        inner = box(b"minf", inner)
    media = box(b"mdia", box(b"hdlr", bytes(8), b"vide", bytes(13)), inner)
    movie = box(b"moov", box(b"trak", media))
    return box(b"ftyp", b"isom\0\0\0\0isom") + movie
