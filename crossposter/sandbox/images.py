"""Received images by content, and the renditions the platforms serve."""

import hashlib
from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageOps, UnidentifiedImageError

from crossposter.sandbox.state import State

MOST_PIXELS = 80_000_000


class NotAnImage(Exception):
    """Bytes that are no image that can be opened."""


@dataclass(frozen=True, kw_only=True)
class StoredImage:
    """Image kept under the hash of its bytes, sizes in pixels."""

    sha256: str
    data: bytes
    format: str
    width: int
    height: int

    @property
    def media_type(self) -> str:
        """Media type of the content, whatever its name claimed."""
        return f"image/{self.format.lower()}"


def opened(data: bytes) -> StoredImage:
    """Image recognized by its content.

    Raises NotAPicture.
    """
    image = _image(data)
    return StoredImage(
        sha256=hashlib.sha256(data).hexdigest(),
        data=data,
        format=image.format or "",
        width=image.width,
        height=image.height,
    )


def reencoded(picture: StoredImage, longest: int, widest: int = 0) -> StoredImage:
    """JPEG as a platform serves it: upright, no metadata, no larger than asked."""
    image = ImageOps.exif_transpose(_image(picture.data))
    image.thumbnail((widest or longest, longest), Image.Resampling.BICUBIC)
    target = BytesIO()
    _flattened(image).save(target, "JPEG", quality=85)
    return opened(target.getvalue())


def save(state: State, picture: StoredImage) -> StoredImage:
    """Image, kept and handed on."""
    state.write(
        "INSERT OR IGNORE INTO picture VALUES (?, ?, ?, ?, ?)",
        picture.sha256,
        picture.data,
        picture.media_type,
        picture.width,
        picture.height,
    )
    return picture


def load(state: State, sha256: str) -> StoredImage | None:
    """Image as it was kept."""
    row = state.row("SELECT * FROM picture WHERE sha256 = ?", sha256)
    if not row:
        return None
    return StoredImage(
        sha256=row["sha256"],
        data=row["data"],
        format=row["media_type"].removeprefix("image/").upper(),
        width=row["width"],
        height=row["height"],
    )


def size(state: State, sha256: str) -> tuple[int, int]:
    """Width and height of a kept image in pixels."""
    row = state.row("SELECT width, height FROM picture WHERE sha256 = ?", sha256)
    return (row["width"], row["height"]) if row else (0, 0)


def url(base: str, sha256: str, width: int, expires: float | None = None) -> str:
    """Address of an image; `oe` is the expiry in hex, as on the real CDN."""
    address = f"{base}/_cdn/{sha256}/{width}.jpg"
    return f"{address}?oe={int(expires):X}" if expires else address


def _image(data: bytes) -> Image.Image:
    try:
        image = Image.open(BytesIO(data))
        if image.width * image.height > MOST_PIXELS:
            raise NotAnImage
        image.load()
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as error:
        raise NotAnImage from error
    except Image.DecompressionBombError as error:
        raise NotAnImage from error
    return image


def _flattened(image: Image.Image) -> Image.Image:
    if not image.has_transparency_data:
        return image.convert("RGB")
    layer = image.convert("RGBA")
    ground = Image.new("RGBA", layer.size, "white")
    return Image.alpha_composite(ground, layer).convert("RGB")
