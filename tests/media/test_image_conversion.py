from dataclasses import replace
from io import BytesIO
from random import Random
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from PIL import Image, ImageOps

from crossposter.channels import ImageRules
from crossposter.media import DecodedImage, MediaError, examine, fit
from crossposter.media.image_conversion import layout

# https://developers.facebook.com/docs/instagram-platform/instagram-graph-api/reference/ig-user/media
INSTAGRAM = ImageRules(
    mimes=frozenset({"image/jpeg"}),
    max_bytes=8 * 1024**2,
    min_ratio=0.8,
    max_ratio=1.91,
    min_width=320,
    max_width=1440,
)
ANY_KIND = ImageRules(
    mimes=frozenset({"image/jpeg", "image/png", "image/gif", "image/webp"}),
    max_bytes=5 * 1024**2,
)
CORNERS = ["#c00000", "#00a000", "#0000c0", "#c0a000"]


def encoded(image: Image.Image, kind: str, **options: Any) -> bytes:
    file = BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


def given_picture(
    image: Image.Image, kind: str = "PNG", **options: Any
) -> DecodedImage:
    return examine("berita/foto.asli", encoded(image, kind, **options))


def opened(picture: DecodedImage) -> Image.Image:
    with Image.open(BytesIO(picture.data)) as image:
        image.load()
    return image


def four_corners(width: int, height: int) -> Image.Image:
    """Every corner has a colour of its own, so cropping or turning it would show."""
    image = Image.new("RGB", (2, 2))
    for index, colour in enumerate(CORNERS):
        image.paste(colour, (index % 2, index // 2, index % 2 + 1, index // 2 + 1))
    return image.resize((width, height), Image.Resampling.NEAREST)


def noise(width: int, height: int) -> Image.Image:
    pixels = Random(7).randbytes(width * height * 3)  # noqa: S311 - the same each time
    return Image.frombytes("RGB", (width, height), pixels)


def close(colour: Any, expected: tuple[int, int, int], by: int = 12) -> bool:
    return all(
        abs(one - other) <= by for one, other in zip(colour, expected, strict=True)
    )


def has_corners(image: Image.Image, box: tuple[int, int, int, int]) -> bool:
    inner = image.crop(box)
    places = [
        (x, y) for y in (2, inner.height - 3) for x in (2, inner.width - 3)
    ]  # a little inside, where JPEG has not mixed the colours
    wanted = [Image.new("RGB", (1, 1), c).getpixel((0, 0)) for c in CORNERS]
    return all(
        close(inner.getpixel(place), colour)  # type: ignore[arg-type]
        for place, colour in zip(places, wanted, strict=True)
    )


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF"])
def test_a_picture_the_platform_takes_is_left_as_it_is(kind: str) -> None:
    picture = given_picture(four_corners(800, 600), kind)

    assert fit(picture, ANY_KIND) is picture


def test_a_picture_of_the_exact_limits_is_left_as_it_is() -> None:
    picture = given_picture(noise(400, 500), "JPEG")
    rules = replace(
        INSTAGRAM, max_bytes=len(picture.data), min_width=400, max_width=400
    )

    assert fit(picture, rules) is picture


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "GIF", "BMP", "MPO"])
def test_other_kinds_become_a_jpeg_of_the_same_size(kind: str) -> None:
    image = four_corners(800, 600)
    several = {"save_all": True, "append_images": [image]} if kind == "MPO" else {}
    picture = given_picture(image, kind, **several)

    fitted = fit(picture, INSTAGRAM)

    assert (fitted.name, fitted.mime) == ("berita/foto.jpg", "image/jpeg")
    assert (fitted.width, fitted.height) == (800, 600)
    assert examine(fitted.name, fitted.data) == fitted
    assert has_corners(opened(fitted), (0, 0, 800, 600))


@pytest.mark.parametrize(
    ("size", "canvas", "box"),
    [
        ((400, 1000), (800, 1000), (200, 0, 600, 1000)),
        ((1000, 200), (1000, 524), (0, 162, 1000, 362)),
        ((600, 3000), (1440, 1800), (540, 0, 900, 1800)),
        ((4320, 600), (1440, 754), (0, 277, 1440, 477)),
    ],
)
def test_a_wrong_ratio_is_padded_and_nothing_is_cropped(
    size: tuple[int, int], canvas: tuple[int, int], box: tuple[int, int, int, int]
) -> None:
    fitted = fit(given_picture(four_corners(*size), "JPEG"), INSTAGRAM)

    assert (fitted.width, fitted.height) == canvas
    assert has_corners(opened(fitted), box)


@pytest.mark.parametrize(
    ("size", "expected"),
    [((10, 10), (320, 320)), ((3000, 2000), (1440, 960)), ((1, 1), (320, 320))],
)
def test_the_width_is_brought_into_the_limits(
    size: tuple[int, int], expected: tuple[int, int]
) -> None:
    fitted = fit(given_picture(four_corners(*size), "JPEG"), INSTAGRAM)

    assert (fitted.width, fitted.height) == expected


SIDES = st.one_of(st.integers(1, 60), st.integers(1, 50_000))


@given(SIDES, SIDES)
@example(7, 9)
def test_every_size_ends_within_the_limits_with_its_shape(
    width: int, height: int
) -> None:
    picture = DecodedImage(
        name="", mime="", sha256="", data=b"", width=width, height=height
    )

    size, canvas = layout(picture, INSTAGRAM)

    assert INSTAGRAM.min_ratio <= canvas[0] / canvas[1] <= INSTAGRAM.max_ratio
    assert INSTAGRAM.min_width <= canvas[0] <= INSTAGRAM.max_width
    assert size[0] <= canvas[0]
    assert size[1] <= canvas[1]
    assert size[0] == canvas[0] or size[1] == canvas[1]
    # the same shape, but for the rounding to whole pixels
    assert abs(size[0] * height - size[1] * width) <= max(width, height)


def test_a_canvas_beyond_all_bounds_is_refused() -> None:
    rules = replace(ANY_KIND, mimes=frozenset({"image/jpeg"}), min_width=2000)

    with pytest.raises(MediaError, match=r"too long and narrow \(1 × 900 pixels\)"):
        fit(given_picture(Image.new("RGB", (1, 900))), rules)


def test_plain_edges_go_on_in_their_own_colours() -> None:
    poster = Image.new("RGB", (1000, 300), "#103060")
    poster.paste("#ffffff", (0, 200, 1000, 300))

    image = opened(fit(given_picture(poster), INSTAGRAM))

    assert close(image.getpixel((500, 3)), (0x10, 0x30, 0x60))
    assert close(image.getpixel((500, image.height - 3)), (255, 255, 255))


def test_edges_of_many_colours_go_on_out_of_focus() -> None:
    image = opened(fit(given_picture(four_corners(400, 1600)), INSTAGRAM))

    band = image.crop((0, 0, 400, image.height))
    colours = band.quantize(16).convert("RGB").getcolors() or []
    assert len(colours) > 4
    assert not close(image.getpixel((5, 5)), (255, 255, 255))


@pytest.mark.parametrize("orientation", range(2, 9))
@pytest.mark.parametrize("rules", [INSTAGRAM, ANY_KIND])
def test_a_turned_photo_is_set_upright(orientation: int, rules: ImageRules) -> None:
    exif = Image.Exif()
    exif[0x0112] = orientation
    picture = given_picture(four_corners(480, 400), "JPEG", exif=exif)

    fitted = fit(picture, rules)

    upright = ImageOps.exif_transpose(opened(picture))
    assert opened(fitted).size == upright.size
    assert 0x0112 not in opened(fitted).getexif()
    for place in [(9, 9), (9, upright.height - 9), (upright.width - 9, 9)]:
        pixel = upright.getpixel(place)
        assert close(opened(fitted).getpixel(place), pixel)  # type: ignore[arg-type]


def test_the_best_quality_that_is_small_enough_is_taken() -> None:
    picture = given_picture(noise(600, 600))

    best = len(fit(picture, INSTAGRAM).data)
    next_best = len(fit(picture, replace(INSTAGRAM, max_bytes=best - 1)).data)
    least = len(fit(picture, replace(INSTAGRAM, max_bytes=best // 2)).data)

    assert best > next_best > best * 0.8
    assert least <= best // 2


def test_a_picture_that_stays_too_large_is_refused() -> None:
    rules = replace(INSTAGRAM, max_bytes=20_000)

    with pytest.raises(MediaError, match=r"foto\.asli is larger than .* MB even as"):
        fit(given_picture(noise(600, 600)), rules)


def test_an_original_that_is_too_large_is_converted() -> None:
    picture = given_picture(noise(600, 600))
    rules = replace(ANY_KIND, max_bytes=len(picture.data) - 1)

    assert fit(picture, rules).mime == "image/jpeg"


def animation(kind: str) -> DecodedImage:
    frames = [Image.new("RGB", (400, 400), colour) for colour in ("red", "blue")]
    return given_picture(frames[0], kind, save_all=True, append_images=frames[1:])


def test_a_gif_keeps_moving_where_gifs_are_taken() -> None:
    picture = animation("GIF")

    assert picture.animated
    assert fit(picture, ANY_KIND) is picture


@pytest.mark.parametrize("kind", ["GIF", "WEBP", "PNG"])
def test_the_first_frame_stands_where_animations_are_not_taken(kind: str) -> None:
    fitted = fit(animation(kind), INSTAGRAM)

    assert not fitted.animated
    assert close(opened(fitted).getpixel((200, 200)), (255, 0, 0))


def test_an_animation_never_stops_without_a_word() -> None:
    picture = animation("GIF")
    rules = replace(ANY_KIND, max_bytes=len(picture.data) - 1)

    with pytest.raises(MediaError, match="would lose its animation"):
        fit(picture, rules)


@pytest.mark.parametrize("size", [(400, 400), (300, 1000), (5000, 1000)])
def test_the_same_picture_gives_the_same_bytes(size: tuple[int, int]) -> None:
    picture = given_picture(four_corners(*size))

    assert fit(picture, INSTAGRAM) == fit(picture, INSTAGRAM)


@pytest.mark.parametrize("size", [(400, 400), (300, 1000), (5000, 1000), (7, 9)])
def test_what_fits_is_not_converted_again(size: tuple[int, int]) -> None:
    fitted = fit(given_picture(four_corners(*size)), INSTAGRAM)

    assert fit(fitted, INSTAGRAM) is fitted
