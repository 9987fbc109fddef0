"""Colours as they were meant: in sRGB, which every screen shows without a profile."""

import contextlib
from io import BytesIO
from itertools import product

from PIL import Image, ImageChops, ImageCms

_LEVELS = range(0, 256, 51)
_UNSEEN = 4  #: of 255; no eye tells such colours apart


def shows_srgb(image: Image.Image) -> bool:
    """Whether the picture looks the same without its profile."""
    profile = image.info.get("icc_profile")
    if not profile:
        return True
    mode = "L" if image.mode in {"1", "L", "LA"} else "RGB"
    plain = _palette().convert(mode)
    try:
        meant = _translated(plain, profile, "RGB")
    except (OSError, ImageCms.PyCMSError):
        return True  # a profile that is broken, or of another mode, says nothing
    difference = ImageChops.difference(meant, plain.convert("RGB"))
    return max(difference.tobytes()) <= _UNSEEN


def _palette() -> Image.Image:
    """Colours from everywhere, one pixel of each."""
    colours = bytes(level for colour in product(_LEVELS, repeat=3) for level in colour)
    return Image.frombytes("RGB", (len(colours) // 3, 1), colours)


def in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """The picture in RGB or RGBA, its colours as they were meant."""
    if image.mode.startswith("I"):  # 16 bits of grey
        image = image.convert("I").point(lambda grey: grey / 256).convert("L")
    elif image.has_transparency_data:
        image = image.convert("RGBA")
    elif image.mode not in {"L", "CMYK"}:
        image = image.convert("RGB")
    mode = "RGBA" if image.mode == "RGBA" else "RGB"
    if profile:
        # A profile that is broken, or of another mode, says nothing.
        with contextlib.suppress(OSError, ImageCms.PyCMSError):
            return _translated(image, profile, mode)
    return image.convert(mode)


def _translated(image: Image.Image, profile: bytes, mode: str) -> Image.Image:
    translated = ImageCms.profileToProfile(
        image,
        ImageCms.ImageCmsProfile(BytesIO(profile)),
        ImageCms.createProfile("sRGB"),
        outputMode=mode,
    )
    return translated or image.convert(mode)  # None: only when done in place
