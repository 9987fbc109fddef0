"""Films that consist of a header: enough for a sandbox, which plays none."""

import hashlib
import struct
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from crossposter.channels import Media


def header(
    *, width: int, height: int, seconds: float, codec: str = "", **coding: Any
) -> bytes:
    """The boxes of an MP4 that say what kind of film it is."""
    movie = struct.pack(">IIIII", 0, 0, 0, 1000, int(seconds * 1000)) + bytes(80)
    track = bytes(76) + struct.pack(">II", width << 16, height << 16)
    more = coded(b"vide", codec, seconds, coding.get("rate", 30)) if codec else b""
    tracks = _box(b"mvhd", movie) + _box(b"trak", _box(b"tkhd", track) + more)
    if coding.get("sound"):
        heard = _box(b"tkhd", bytes(84)) + coded(b"soun", coding["sound"], seconds, 43)
        tracks += _box(b"trak", heard)
    return _box(b"ftyp", b"isom\0\0\2\0isomiso2avc1mp41") + _box(b"moov", tracks)


def coded(kind: bytes, codec: str, seconds: float, rate: float) -> bytes:
    """What a track says of its coding, and of the times of its samples."""
    table = _box(
        b"stsd", bytes(4) + struct.pack(">I", 1) + _box(codec.encode(), bytes(8))
    )
    table += _box(b"stts", struct.pack(">IIII", 0, 1, round(seconds * rate), 1))
    lasts = struct.pack(">IIIII", 0, 0, 0, 1000, int(seconds * 1000)) + bytes(4)
    handler = _box(b"hdlr", bytes(8) + kind + bytes(13))
    information = _box(b"minf", _box(b"stbl", table))
    return _box(b"mdia", _box(b"mdhd", lasts) + handler + information)


def _box(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I4s", len(content) + 8, name) + content


def film(
    folder: Path,
    *,
    width: int = 1280,
    height: int = 720,
    seconds: float = 12.0,
    size: int = 10_000,
    coding: Mapping[str, Any] | None = None,
    **parts: Any,
) -> Media:
    """A film of that many bytes, in a file."""
    head = header(width=width, height=height, seconds=seconds, **(coding or {}))
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
