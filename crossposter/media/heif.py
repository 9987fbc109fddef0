"""The picture formats of telephones, HEIC and AVIF; their container is that of films."""

import functools


def is_heif(data: bytes) -> bool:
    """Whether a file begins as HEIC and AVIF do."""
    return data[4:8] == b"ftyp"


@functools.cache
def register() -> None:
    """Let Pillow read HEIC; AVIF it reads by itself.

    Its decoder turns the picture upright, reads the main picture of several, and leaves
    gain maps and depth alone. https://pillow-heif.readthedocs.io
    """
    import pillow_heif  # noqa: PLC0415  # most commands never see such a picture

    pillow_heif.register_heif_opener(thumbnails=False)
