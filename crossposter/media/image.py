"""Image, decoded and validated by its content."""

import contextlib
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from io import BytesIO

import PIL.ImageFile
from PIL import ExifTags, Image, UnidentifiedImageError
from PIL.ImageFile import ImageFile

from crossposter.errors import BadInput
from crossposter.media import color_primaries, heif
from crossposter.media.decoding_cost import (
    MAX_FRAMES,
    has_many_parts,
    is_heavy,
    too_many_scans,
)
from crossposter.media.tiles import pixels_of_pieces

MAX_PIXELS = 50_000_000
MAX_ANIMATION = 300_000_000  #: pixels of all frames together

MAX_PIECES = 4 * MAX_PIXELS  #: pixels of all tiles of an image, including alpha
MAX_FRAME = 10_000_000  #: pixels of one frame of an animation

_KINDS: tuple[str, ...] = ("JPEG", "PNG", "WEBP", "GIF", "BMP")
_OF_PHONES = ("HEIF", "AVIF")
_ANIMATED = {"GIF", "WEBP", "PNG"}
_IN_SCANS = {"JPEG", "MPO"}


class MediaError(BadInput):
    """Image or video that cannot be used; the message says what to do with it."""


@dataclass(frozen=True, kw_only=True)
class DecodedImage:
    """Validated image; its size is the visible one, with the EXIF rotation applied."""

    name: str
    mime: str
    sha256: str
    data: bytes = field(repr=False)
    width: int
    height: int
    animated: bool = False


def examine(name: str, data: bytes) -> DecodedImage:
    """Image in *data*, identified by its content and decoded once completely.

    Raises MediaError if it is no image, damaged, or too large to decode.
    """
    try:
        _check_parts(name, data)
        with decoder(data) as image:
            _check_costs(name, data, image)
            animated = _decode(name, image)
            width, height = image.size
            if orientation(image) >= 5:  # lies on its side
                width, height = height, width
            return DecodedImage(
                name=name,
                mime=Image.MIME[image.format or ""],
                sha256=sha256(data).hexdigest(),
                data=data,
                width=width,
                height=height,
                animated=animated,
            )
    except (MediaError, MemoryError):
        raise
    except Image.DecompressionBombError as error:
        raise _too_many_pixels(name) from error
    except UnidentifiedImageError as error:
        raise MediaError(
            f"{name} is not a picture of a known kind (JPEG, PNG, WebP, GIF, BMP, "
            "HEIC or AVIF): open it in a picture program and save it as JPEG"
        ) from error
    except Exception as error:  # decoders raise anything on damaged data
        raise MediaError(
            f"{name} is damaged or incomplete: copy the original again, or open it in "
            "a picture program and save it as JPEG"
        ) from error


@contextlib.contextmanager
def decoder(data: bytes) -> Iterator[ImageFile]:
    """Image whose header has been read, and nothing more."""
    # Libraries switch this on for the whole process; half an image is none.
    PIL.ImageFile.LOAD_TRUNCATED_IMAGES = False
    kinds = _KINDS
    if heif.is_heif(data):
        heif.register()
        kinds = _OF_PHONES
    with warnings.catch_warnings():
        # Harmless oddities of metadata, and sizes we check ourselves, are not reported.
        warnings.simplefilter("ignore")
        with Image.open(BytesIO(data), formats=kinds) as image:
            _name_colours(data, image)
            yield image


def _name_colours(data: bytes, image: Image.Image) -> None:
    """Give an image that names its color space by number the matching profile."""
    if not image.info.get("icc_profile"):
        profile = color_primaries.profile(data, image)
        if profile is not None:
            image.info["icc_profile"] = profile


def orientation(image: Image.Image) -> int:
    """EXIF orientation of the image: 1 (upright) to 8."""
    return int(image.getexif().get(ExifTags.Base.Orientation, 1))


def _decode(name: str, image: ImageFile) -> bool:
    """True if there are several frames; each is decoded."""
    frames = 1
    _check_pixels(name, image)
    if image.format in _ANIMATED:
        frames = getattr(image, "n_frames", 1)
    if frames > MAX_FRAMES or image.width * image.height * frames > MAX_ANIMATION:
        raise MediaError(
            f"{name} is an animation of {frames} frames, more than this program takes: "
            "shorten it or make it smaller"
        )
    if frames > 1 and image.width * image.height > MAX_FRAME:
        raise MediaError(
            f"{name} is an animation of more than {MAX_FRAME // 1_000_000} megapixels:"
            " make it smaller"
        )
    for frame in range(frames):
        image.seek(frame)
        _check_pixels(name, image)  # a GIF may grow from frame to frame
        image.load()
    return frames > 1


def _check_parts(name: str, data: bytes) -> None:
    """Check the number of parts before the header is read, which visits all of them."""
    if has_many_parts(data):
        raise MediaError(
            f"{name} has more remarks in it than any camera writes: open it in a"
            " picture program and save it anew"
        )


def _check_costs(name: str, data: bytes, image: Image.Image) -> None:
    _check_scans(name, data, image)
    _check_profile(name, image)
    if image.format in _OF_PHONES and pixels_of_pieces(data) > MAX_PIECES:
        raise MediaError(
            f"{name} is put together of more pieces than its size needs: open it in a"
            " picture program and save it as JPEG"
        )


def _check_scans(name: str, data: bytes, image: Image.Image) -> None:
    if image.format not in _IN_SCANS:
        return
    _check_pixels(name, image)
    count = too_many_scans(data, image.width * image.height)
    if count is not None:
        raise MediaError(
            f"{name} is a JPEG in {count} scans, which takes too long to read: open it"
            " in a picture program and save it anew"
        )


def _check_profile(name: str, image: Image.Image) -> None:
    if is_heavy(image.info.get("icc_profile") or b""):
        raise MediaError(
            f"{name} has a colour profile larger than any screen or press needs: open it"
            " in a picture program and save it in sRGB"
        )


def _check_pixels(name: str, image: Image.Image) -> None:
    if image.width * image.height > MAX_PIXELS:
        raise _too_many_pixels(name)


def _too_many_pixels(name: str) -> MediaError:
    return MediaError(
        f"{name} has more than {MAX_PIXELS // 1_000_000} megapixels: make it smaller"
    )
