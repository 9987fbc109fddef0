"""Image conversion to platform limits: resized, padded, never cropped."""

import math
from dataclasses import replace
from hashlib import sha256
from io import BytesIO
from pathlib import PurePosixPath

from PIL import Image, ImageFilter, ImageOps, ImageStat

from crossposter.channels import ImageRules
from crossposter.media.color_profiles import in_srgb, shows_srgb
from crossposter.media.image import (
    MAX_PIXELS,
    DecodedImage,
    MediaError,
    decoder,
    orientation,
)
from crossposter.media.image_metadata import without_metadata

Size = tuple[int, int]
Colour = tuple[int, int, int]

_QUALITIES = (  # best first
    *((quality, "4:4:4") for quality in (95, 92, 88, 84)),
    *((quality, "4:2:0") for quality in (88, 84, 78, 72, 66, 60)),
)
_PLAIN = 6.0  # standard deviation of an edge that looks like one color
_LONGEST = 65_500  # pixels of a JPEG
_ANIMATED = {"image/gif"}  # formats that platforms animate
_UPRIGHT = {  # EXIF orientation -> how to turn it upright
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


def fit(picture: DecodedImage, rules: ImageRules) -> DecodedImage:
    """Image with its own pixels if *rules* accept it, else a JPEG that they accept.

    Only the visible content leaves the office: no place, camera or profile. Raises
    MediaError if neither the image nor a conversion of it is acceptable.
    """
    with decoder(picture.data) as image:
        image.load()
        if _is_taken(picture, image, rules) and shows_srgb(image):
            stripped = without_metadata(picture.data, picture.mime)
            if stripped == picture.data:
                return picture
            if stripped is not None:
                return _with_data(picture, stripped)
        if picture.animated and picture.mime in _ANIMATED & rules.mimes:
            raise MediaError(
                f"{picture.name} would lose its animation: save it at most"
                f" {_megabytes(rules.max_bytes)} large and {rules.max_width} pixels"
                " wide"
            )
        return _converted(picture, image, rules)


def _is_taken(picture: DecodedImage, image: Image.Image, rules: ImageRules) -> bool:
    still = not picture.animated or picture.mime in _ANIMATED
    ratio = picture.width / picture.height
    return (
        still
        and picture.mime in rules.mimes
        and len(picture.data) <= rules.max_bytes
        and rules.min_ratio <= ratio <= rules.max_ratio
        and rules.min_width <= picture.width <= rules.max_width
        and image.mode != "CMYK"
        and orientation(image) == 1
    )


def _converted(
    picture: DecodedImage, image: Image.Image, rules: ImageRules
) -> DecodedImage:
    size, canvas = layout(picture, rules)
    turned = image
    turn = _UPRIGHT.get(orientation(image))
    if turn is not None:  # the first of the ways is 0
        turned = image.transpose(turn)
    upright = _on_white(in_srgb(turned, image.info.get("icc_profile")))
    padded = _padded(upright.resize(size, Image.Resampling.LANCZOS), canvas)
    return replace(
        _with_data(picture, _jpeg(picture.name, padded, rules.max_bytes)),
        name=str(PurePosixPath(picture.name).with_suffix(".jpg")),
        mime="image/jpeg",
        width=padded.width,
        height=padded.height,
        animated=False,
    )


def _with_data(picture: DecodedImage, data: bytes) -> DecodedImage:
    return replace(picture, data=data, sha256=sha256(data).hexdigest())


def layout(picture: DecodedImage, rules: ImageRules) -> tuple[Size, Size]:
    """Size of the image after scaling, and of the canvas around it.

    Raises MediaError if the canvas would be too large.
    """
    width, height = picture.width, picture.height
    wide = max(width, height * rules.min_ratio)
    if wide > rules.max_width:
        scale = rules.max_width / wide
        width, height = max(1, int(width * scale)), max(1, int(height * scale))
    elif wide < rules.min_width:
        scale = rules.min_width / wide
        width, height = math.ceil(width * scale), math.ceil(height * scale)
    canvas = _canvas(width, height, rules)
    if canvas[0] * canvas[1] > MAX_PIXELS or max(canvas) > _LONGEST:
        raise MediaError(
            f"{picture.name} is too long and narrow ({picture.width} × "
            f"{picture.height} pixels): choose another one or cut it yourself"
        )
    return (width, height), canvas


def _canvas(width: int, height: int, rules: ImageRules) -> Size:
    """Smallest canvas of an allowed ratio around an image."""
    if width / height < rules.min_ratio:
        wide = math.ceil(height * rules.min_ratio)
        return min(wide, rules.max_width), height  # the product may exceed it slightly
    return width, max(height, math.ceil(width / rules.max_ratio))


def _on_white(image: Image.Image) -> Image.Image:
    """Image without transparency and without metadata."""
    canvas = Image.new("RGB", image.size, "white")
    canvas.paste(image, mask=image if image.mode == "RGBA" else None)
    return canvas


def _padded(picture: Image.Image, canvas: Size) -> Image.Image:
    """Image in the middle of a canvas that continues its edges."""
    if picture.size == canvas:
        return picture
    left, top = (canvas[0] - picture.width) // 2, (canvas[1] - picture.height) // 2
    padded = _blurred(picture, canvas)
    first, last = _edge_colours(picture, sideways=picture.width < canvas[0])
    if first and last:
        padded.paste(first, (0, 0, *canvas))
        padded.paste(last, (left, top, *canvas))
    padded.paste(picture, (left, top))
    return padded


def _blurred(picture: Image.Image, canvas: Size) -> Image.Image:
    """Image out of focus and darker, filling the canvas."""
    small = max(1, canvas[0] // 16), max(1, canvas[1] // 16)
    blurred = ImageOps.fit(picture, small).filter(ImageFilter.GaussianBlur(3))
    darker = blurred.point(lambda value: value * 0.8)
    return darker.resize(canvas, Image.Resampling.BICUBIC)


def _edge_colours(picture: Image.Image, *, sideways: bool) -> list[Colour | None]:
    """Colors of the two edges that get padding; None for an edge of many colors."""
    width, height = picture.size
    boxes = [(0, 0, width, 1), (0, height - 1, width, height)]
    if sideways:
        boxes = [(0, 0, 1, height), (width - 1, 0, width, height)]
    edges = [ImageStat.Stat(picture.crop(box)) for box in boxes]
    return [
        (edge.median[0], edge.median[1], edge.median[2])
        if max(edge.stddev) < _PLAIN
        else None
        for edge in edges
    ]


def _jpeg(name: str, picture: Image.Image, max_bytes: int) -> bytes:
    """Best JPEG of at most *max_bytes*."""
    for quality, subsampling in _QUALITIES:
        file = BytesIO()
        picture.save(file, "JPEG", quality=quality, subsampling=subsampling)
        if file.tell() <= max_bytes:
            return file.getvalue()
    raise MediaError(
        f"{name} is larger than {_megabytes(max_bytes)} even as a JPEG of low quality: "
        "make it smaller, 2000 pixels wide for example"
    )


def _megabytes(size: int) -> str:
    return f"{size / 1024**2:.3g} MB"
