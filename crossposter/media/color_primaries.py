"""Color primaries: colors an image names by number, without a profile: ITU-T H.273.

Phones write Display P3 like this.
"""

import contextlib
import struct
from io import BytesIO

from PIL.Image import Image

from crossposter.media.mp4_boxes import BadBoxes, boxes

#: Red, green and blue as X, Y and Z under the light of profiles (D50):
#: https://skia.googlesource.com/skia/+/refs/heads/main/include/core/SkColorSpace.h
_PRIMARIES = {
    12: (  # Display P3
        (0.515102, 0.241182, -0.00104941),
        (0.291965, 0.692236, 0.0418818),
        (0.157153, 0.0665819, 0.784378),
    ),
    9: (  # BT.2020
        (0.673459, 0.279033, -0.00193139),
        (0.165661, 0.675338, 0.0299794),
        (0.1251, 0.0456288, 0.797162),
    ),
}
_LIGHT = (0.9642, 1.0, 0.8249)
_LIKE_SRGB = frozenset({1, 2, 6, 13, 14, 15})  #: BT.709, unnamed, BT.601, sRGB, BT.2020
#: Curve of sRGB as the parameters of a profile (ICC.1, 10.18).
_CURVE = (2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045)
_HEADER = 128
_NAMED = b"colrnclx"
_IN_PNG = b"\0\0\0\4cICP"

Numbers = tuple[int, int]  #: of the primaries, and of the curve


def profile(data: bytes, image: Image) -> bytes | None:
    """Profile with the same meaning; None for sRGB, and for color spaces beyond it."""
    numbers = _numbers(data, image)
    if numbers is None or numbers[0] not in _PRIMARIES or numbers[1] not in _LIKE_SRGB:
        return None
    return _profile(numbers[0])


def _numbers(data: bytes, image: Image) -> Numbers | None:
    match image.format:
        case "HEIF":
            named = image.info.get("nclx_profile") or {}
            found = named.get("color_primaries"), named.get("transfer_characteristics")
            return found if None not in found else None  # type: ignore[return-value]
        case "AVIF":
            return _in_box(data)
        case "PNG":
            at = data.find(_IN_PNG, 0, data.find(b"IDAT"))
            return None if at < 0 else (data[at + 8], data[at + 9])
    return None


def _in_box(data: bytes) -> Numbers | None:
    """Numbers of the first image that has any."""
    with contextlib.suppress(BadBoxes, struct.error):
        for box in boxes(BytesIO(data), 0, len(data)):
            at = data.find(_NAMED, box.body, box.end) if box.kind == b"meta" else -1
            if at >= 0:
                first, second = struct.unpack_from(">HH", data, at + len(_NAMED))
                return first, second
    return None


def _profile(number: int) -> bytes:
    """Profile: https://www.color.org/specification/ICC.1-2022-05.pdf, 7 and 8.3"""
    curve = b"para" + struct.pack(">IHH", 0, 3, 0) + _fixed(*_CURVE)
    points = zip((b"rXYZ", b"gXYZ", b"bXYZ"), _PRIMARIES[number], strict=True)
    tags = {name: b"XYZ \0\0\0\0" + _fixed(*point) for name, point in points}
    tags |= {b"wtpt": b"XYZ \0\0\0\0" + _fixed(*_LIGHT)}
    tags |= dict.fromkeys((b"rTRC", b"gTRC", b"bTRC"), curve)
    at = _HEADER + 4 + 12 * len(tags)
    table = struct.pack(">I", len(tags))
    for name, content in tags.items():
        table += name + struct.pack(">II", at, len(content))
        at += len(content)
    head = struct.pack(">I4sI", at, b"", 0x04300000) + b"mntrRGB XYZ " + bytes(12)
    head += b"acsp" + bytes(28) + _fixed(*_LIGHT)
    return head.ljust(_HEADER, b"\0") + table + b"".join(tags.values())


def _fixed(*numbers: float) -> bytes:
    """Fixed-point numbers with 16 bits before the point and 16 after it."""
    return b"".join(struct.pack(">i", round(number * 65_536)) for number in numbers)
