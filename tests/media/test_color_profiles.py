from io import BytesIO
from typing import Any

import pytest
from PIL import Image, ImageCms

from crossposter.channels import ImageRules
from crossposter.media import examine, fit

JPEG_ONLY = ImageRules(mimes=frozenset({"image/jpeg"}), max_bytes=1024**2)
PLACE = (20, 20)


def fitted(image: Image.Image, kind: str, **options: Any) -> Image.Image:
    file = BytesIO()
    image.save(file, kind, **options)
    picture = fit(examine("foto", file.getvalue()), JPEG_ONLY)
    with Image.open(BytesIO(picture.data)) as result:
        result.load()
    return result


def is_about(image: Image.Image, colour: tuple[int, int, int], by: int = 6) -> bool:
    pixel: Any = image.getpixel(PLACE)
    return all(abs(one - other) <= by for one, other in zip(pixel, colour, strict=True))


def swapped_profile() -> bytes:
    """An sRGB profile in which what is called red looks green, and the reverse."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    swapped = profile.replace(b"rXYZ", b"?XYZ", 1).replace(b"gXYZ", b"rXYZ", 1)
    return swapped.replace(b"?XYZ", b"gXYZ", 1)


def test_cmyk_is_converted_even_where_jpeg_is_taken() -> None:
    result = fitted(Image.new("CMYK", (40, 40), (0, 255, 255, 0)), "JPEG")

    assert result.mode == "RGB"
    assert is_about(result, (255, 0, 0))


@pytest.mark.parametrize(("grey", "expected"), [(0, 0), (32_768, 128), (65_535, 255)])
def test_sixteen_bits_of_grey_keep_their_brightness(grey: int, expected: int) -> None:
    result = fitted(Image.new("I;16", (40, 40), grey), "PNG")

    assert is_about(result, (expected, expected, expected))


@pytest.mark.parametrize(
    ("image", "options"),
    [
        pytest.param(Image.new("RGBA", (40, 40), (0, 0, 0, 0)), {}, id="rgba"),
        pytest.param(Image.new("LA", (40, 40), (0, 0)), {}, id="grey with alpha"),
        pytest.param(Image.new("P", (40, 40), 0), {"transparency": 0}, id="palette"),
        pytest.param(
            Image.new("RGB", (40, 40)), {"transparency": (0, 0, 0)}, id="key colour"
        ),
    ],
)
def test_what_is_transparent_becomes_white(
    image: Image.Image, options: dict[str, Any]
) -> None:
    assert is_about(fitted(image, "PNG", **options), (255, 255, 255))


def test_what_is_half_transparent_is_mixed_with_white() -> None:
    result = fitted(Image.new("RGBA", (40, 40), (0, 0, 0, 128)), "PNG")

    assert is_about(result, (127, 127, 127))


def test_a_transparent_gif_becomes_white() -> None:
    result = fitted(Image.new("P", (40, 40), 3), "GIF", transparency=3)

    assert is_about(result, (255, 255, 255))


def test_a_palette_keeps_its_colours() -> None:
    image = Image.new("RGB", (40, 40), (10, 120, 200)).quantize(8)

    assert is_about(fitted(image, "PNG"), (10, 120, 200))


def test_black_and_white_stays_so() -> None:
    assert is_about(fitted(Image.new("1", (40, 40), 1), "PNG"), (255, 255, 255))


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "P"])
def test_colours_are_translated_from_their_profile_to_srgb(mode: str) -> None:
    image = Image.new("RGB", (40, 40), (255, 0, 0)).convert(mode)

    result = fitted(image, "PNG", icc_profile=swapped_profile())

    assert is_about(result, (0, 255, 0))


@pytest.mark.parametrize(
    ("mode", "profile"),
    [
        pytest.param("RGB", b"no profile at all", id="broken"),
        pytest.param("L", swapped_profile(), id="of another mode"),
    ],
)
def test_a_profile_that_says_nothing_is_ignored(mode: str, profile: bytes) -> None:
    image = Image.new(mode, (40, 40), "white")

    assert is_about(fitted(image, "PNG", icc_profile=profile), (255, 255, 255))


def test_a_conversion_carries_neither_profile_nor_metadata() -> None:
    exif = Image.Exif()
    exif[0x010F] = "camera"

    result = fitted(
        Image.new("RGB", (40, 40)), "WEBP", exif=exif, icc_profile=swapped_profile()
    )

    assert set(result.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
    assert not result.getexif()
