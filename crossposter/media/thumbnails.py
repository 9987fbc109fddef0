"""Thumbnails of images, and poster frames of videos."""

from io import BytesIO
from pathlib import Path

from PIL import Image

from crossposter.media.image import decoder
from crossposter.media.video import first_picture

_QUALITY = 80


def thumbnail(data: bytes, width: int) -> bytes:
    """JPEG of at most *width* pixels across, its colors as in *data*.

    For an animation it is the first frame. *data* has passed `examine` before.
    """
    with decoder(data) as image:
        image.draft(None, (width, width))  # a JPEG is decoded smaller, and faster
        # A gray profile does not fit the copy, which is in color.
        profile = None if "L" in image.mode else image.info.get("icc_profile")
        small = _opaque(image)
    small.info.clear()  # comments and the like would be copied
    return _jpeg(small, width, profile)


def poster(film: Path, width: int) -> bytes:
    """First frame of a video, as a JPEG of at most *width* pixels across."""
    return _jpeg(first_picture(film), width, None)


def _jpeg(image: Image.Image, width: int, profile: bytes | None) -> bytes:
    if image.width > width:
        height = max(1, round(image.height * width / image.width))
        image = image.resize((width, height), Image.Resampling.LANCZOS)
    file = BytesIO()
    image.save(file, "JPEG", quality=_QUALITY, icc_profile=profile, optimize=True)
    return file.getvalue()


def _opaque(image: Image.Image) -> Image.Image:
    """Image on white, as platforms show transparency."""
    if not image.has_transparency_data:
        return image.convert("RGB")
    clear = image.convert("RGBA")
    canvas = Image.new("RGB", clear.size, "white")
    canvas.paste(clear, mask=clear)
    return canvas
