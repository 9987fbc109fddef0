"""Decoding cost of an image, known from its file before anything is decoded."""

import struct

MAX_SCANS = 100  #: of a JPEG; a camera makes 1, a progressive one has about 10
MAX_WORK = 1_000_000_000  #: pixels times scans
MAX_FRAMES = 5_000  #: of an animation; a minute has 3,600
MAX_PARTS = 100_000  #: of a file; an encoder writes one for 4 KB, or for a comment
MAX_PROFILE = 8 * 1024**2  #: bytes; printing-press profiles have 3 MB
_SCAN = b"\xff\xda"
_PNG = b"\x89PNG\r\n\x1a\n"
_BEGINS = {_PNG: len(_PNG), b"\xff\xd8": 2}
_GIF, _REMARK = b"GIF8", b"!\xfe"  #: occurs by chance in one of 65,536 places
_PROFILE_HEADER = 128
_STEPS = b"mpet"  #: color transforms, step by step
_MOST_STEPS = 1_000


def scans(data: bytes) -> int:
    """Number of scans of a JPEG and of the images inside it.

    Between scans a byte of 255 is never followed by this one, so counting is enough.
    https://www.w3.org/Graphics/JPEG/itu-t81.pdf, B.1.1.5
    """
    return data.count(_SCAN)


def too_many_scans(data: bytes, pixels: int) -> int | None:
    """Number of scans of a JPEG, if they take too long to decode."""
    count = scans(data)
    return count if count > MAX_SCANS or count * pixels > MAX_WORK else None


def has_many_parts(data: bytes) -> bool:
    """True if a PNG, JPEG or GIF has more parts than an image needs."""
    if data.startswith(_GIF):
        return data.count(_REMARK) > MAX_PARTS
    at = next((at for head, at in _BEGINS.items() if data.startswith(head)), None)
    if at is None:
        return False
    step = _png_step if data.startswith(_PNG) else _jpeg_step
    for _ in range(MAX_PARTS):
        if at >= len(data) or data.startswith(_SCAN, at):
            return False
        at += step(data, at)
    return True


def _png_step(data: bytes, at: int) -> int:
    return 12 + int.from_bytes(data[at : at + 4])


def _jpeg_step(data: bytes, at: int) -> int:
    """Length of a segment; other bytes are skipped one by one, as decoders do."""
    is_marker = data[at] == 0xFF and data[at + 1 : at + 2] not in {b"", b"\0", b"\xff"}
    return 2 + int.from_bytes(data[at + 2 : at + 4]) if is_marker else 1


def is_heavy(profile: bytes) -> bool:
    """True if a color profile is larger than any real one, or expands to be.

    Its steps are read one by one, even if all of them are the same megabyte.
    https://www.color.org/specification/ICC.1-2022-05.pdf, 7.3 and 10.16
    """
    if len(profile) > MAX_PROFILE:
        return True
    return any(_unfolds(profile, at) for at in _tags(profile))


def _tags(profile: bytes) -> list[int]:
    """Positions of the contents of the tags."""
    table = profile[_PROFILE_HEADER + 4 :]
    count = min(int.from_bytes(profile[_PROFILE_HEADER:][:4]), len(table) // 12)
    return [at for _, at, _ in struct.iter_unpack(">4sII", table[: 12 * count])]


def _unfolds(profile: bytes, at: int) -> bool:
    if profile[at : at + 4] != _STEPS:
        return False
    count = int.from_bytes(profile[at + 12 : at + 16])
    if count > _MOST_STEPS:
        return True
    table = profile[at + 16 :][: 8 * count]
    steps = struct.iter_unpack(">II", table[: len(table) // 8 * 8])
    return sum(int(size) for _, size in steps) > len(profile)
