"""Color profiles: converts ICC profiles to sRGB, which every screen shows."""

import contextlib
from io import BytesIO
from itertools import product

from PIL import Image, ImageChops, ImageCms

_LEVELS = range(0, 256, 51)
_UNSEEN = 4  #: of 255; no eye can tell such colors apart


def shows_srgb(image: Image.Image) -> bool:
    """True if the image looks the same without its profile."""
    profile = image.info.get("icc_profile")
    if not profile:
        return True
    mode = "L" if image.mode in {"1", "L", "LA"} else "RGB"
    plain = _palette().convert(mode)
    try:
        meant = _translated(plain, profile, "RGB")
    except (OSError, ImageCms.PyCMSError):
        return True  # a broken profile, or one of another mode, says nothing
    difference = ImageChops.difference(meant, plain.convert("RGB"))
    return max(difference.tobytes()) <= _UNSEEN


def _palette() -> Image.Image:
    """Palette of colors from the whole range, one pixel of each."""
    colours = bytes(level for colour in product(_LEVELS, repeat=3) for level in colour)
    return Image.frombytes("RGB", (len(colours) // 3, 1), colours)


def in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """Image in RGB or RGBA, with its intended colors in sRGB."""
    if image.mode.startswith("I"):  # 16-bit gray
        image = image.convert("I").point(lambda grey: grey / 256).convert("L")
    elif image.has_transparency_data:
        image = image.convert("RGBA")
    elif image.mode not in {"L", "CMYK"}:
        image = image.convert("RGB")
    mode = "RGBA" if image.mode == "RGBA" else "RGB"
    if profile:
        # A broken profile, or one of another mode, says nothing.
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
    return translated or image.convert(mode)  # None only if done in place
