"""HEIF: the image formats of phones, HEIC and AVIF, in the container of videos."""

import functools


def is_heif(data: bytes) -> bool:
    """True if a file begins as HEIC and AVIF do."""
    return data[4:8] == b"ftyp"


@functools.cache
def register() -> None:
    """Register the HEIC decoder with Pillow, which reads AVIF by itself.

    The decoder turns the image upright, reads the main image of several, and ignores
    gain maps and depth. https://pillow-heif.readthedocs.io
    """
    import pillow_heif  # noqa: PLC0415  # most commands never see such an image

    pillow_heif.register_heif_opener(thumbnails=False)
