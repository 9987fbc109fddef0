"""Films that consist of a header: enough for a sandbox, which plays none."""

import hashlib
import struct
from pathlib import Path
from typing import Any

from crossposter.publisher import Media


def header(*, width: int, height: int, seconds: float) -> bytes:
    """The boxes of an MP4 that say what kind of film it is."""
    movie = struct.pack(">IIIII", 0, 0, 0, 1000, int(seconds * 1000)) + bytes(80)
    track = bytes(76) + struct.pack(">II", width << 16, height << 16)
    tracks = _box(b"mvhd", movie) + _box(b"trak", _box(b"tkhd", track))
    return _box(b"ftyp", b"isom\0\0\2\0isomiso2avc1mp41") + _box(b"moov", tracks)


def _box(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I4s", len(content) + 8, name) + content


def film(
    folder: Path,
    *,
    width: int = 1280,
    height: int = 720,
    seconds: float = 12.0,
    size: int = 10_000,
    **parts: Any,
) -> Media:
    """A film of that many bytes, in a file."""
    head = header(width=width, height=height, seconds=seconds)
    data = head + _box(b"mdat", bytes(max(size - len(head) - 8, 0)))
    file = folder / f"{width}x{height}-{seconds}-{size}.mp4"
    file.write_bytes(data)
    return Media(
        name=file.name,
        mime="video/mp4",
        sha256=hashlib.sha256(data).hexdigest(),
        file=file,
        size=len(data),
        width=width,
        height=height,
        seconds=seconds,
        **parts,
    )


def reel(folder: Path, **parts: Any) -> Media:
    """A film as telephones make it: upright, short."""
    return film(folder, **{"width": 1080, "height": 1920, **parts})
