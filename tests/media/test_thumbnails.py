"""Small copies of pictures look like what they are copies of."""

from io import BytesIO

import pytest
from PIL import Image, ImageCms

from crossposter.media import thumbnail


def encoded(image: Image.Image, kind: str, **options: object) -> bytes:
    file = BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


def opened(data: bytes) -> Image.Image:
    image = Image.open(BytesIO(data))
    image.load()
    return image


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF", "BMP"])
@pytest.mark.parametrize("size", [(1600, 900), (500, 3000)], ids=str)
def test_it_is_as_wide_as_asked_and_keeps_its_proportions(
    kind: str, size: tuple[int, int]
) -> None:
    small = opened(thumbnail(encoded(Image.new("RGB", size), kind), width=400))

    assert small.format == "JPEG"
    assert small.size == (400, round(size[1] * 400 / size[0]))


def test_a_small_picture_is_not_blown_up() -> None:
    data = encoded(Image.new("RGB", (90, 60)), "PNG")

    assert opened(thumbnail(data, width=400)).size == (90, 60)


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P"])
def test_what_is_transparent_is_white_and_not_black(mode: str) -> None:
    clear = Image.new("RGBA", (64, 64), (0, 0, 0, 0)).convert(mode)
    options = {"transparency": 0} if mode == "P" else {}

    small = opened(thumbnail(encoded(clear, "PNG", **options), width=32))

    assert small.getpixel((16, 16)) == (255, 255, 255)


def test_of_an_animation_the_first_frame_is_shown() -> None:
    red, blue = (Image.new("RGB", (64, 64), name) for name in ("red", "blue"))
    data = encoded(red, "GIF", save_all=True, append_images=[blue])

    pixel = opened(thumbnail(data, width=32)).getpixel((16, 16))

    assert isinstance(pixel, tuple)
    assert pixel[0] > 200
    assert pixel[2] < 50


def test_the_colour_profile_travels_along() -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    data = encoded(Image.new("RGB", (64, 64)), "JPEG", icc_profile=profile)

    assert opened(thumbnail(data, width=32)).info["icc_profile"] == profile


def test_nothing_else_of_the_file_travels_along() -> None:
    exif = Image.Exif()
    exif[0x010F] = "A camera"
    data = encoded(Image.new("RGB", (640, 480)), "JPEG", exif=exif)

    assert not opened(thumbnail(data, width=320)).getexif()


def test_the_same_picture_gives_the_same_bytes() -> None:
    data = encoded(Image.linear_gradient("L"), "PNG")

    assert thumbnail(data, width=100) == thumbnail(data, width=100)
