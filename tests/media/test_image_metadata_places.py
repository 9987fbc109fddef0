from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest
from PIL import Image, ImageChops, ImageCms
from PIL.PngImagePlugin import PngInfo

from crossposter.channels import ImageRules
from crossposter.media import DecodedImage, MediaError, examine, fit
from crossposter.media.image_metadata import without_metadata

RULES = ImageRules(
    mimes=frozenset({"image/jpeg", "image/png", "image/gif", "image/webp"}),
    max_bytes=1024**2,
)
XMP = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><a exif:GPSLatitude="3,27.1S"/></x:xmpmeta>'
SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def exif(*, place: bool = True, orientation: int = 1) -> Image.Exif:
    found = Image.Exif()
    found[0x0112] = orientation
    found[0x010F] = "camera"
    if place:
        found.get_ifd(0x8825).update({1: "S", 2: (3.0, 27.0, 1.0), 3: "E"})
    return found


def drawing() -> Image.Image:
    return Image.linear_gradient("L").resize((64, 48)).convert("RGB")


def picture(
    kind: str, image: Image.Image | None = None, **options: Any
) -> DecodedImage:
    file = BytesIO()
    (image or drawing()).save(file, kind, **options)
    return examine("foto", file.getvalue())


def opened(picture: DecodedImage) -> Image.Image:
    with Image.open(BytesIO(picture.data)) as image:
        image.load()
    return image


def same_pixels(one: DecodedImage, other: DecodedImage) -> bool:
    difference = ImageChops.difference(opened(one), opened(other))
    return difference.getbbox() is None


def tells_place(picture: DecodedImage) -> bool:
    image = opened(picture)
    return bool(image.getexif().get_ifd(0x8825)) or b"GPS" in picture.data


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_picture_without_metadata_passes_byte_for_byte(kind: str) -> None:
    original = picture(kind)

    assert fit(original, RULES) is original


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_place_is_taken_out_and_the_pixels_stay(kind: str) -> None:
    original = picture(kind, exif=exif(), icc_profile=SRGB)

    fitted = fit(original, RULES)

    assert tells_place(original)
    assert not tells_place(fitted)
    assert not opened(fitted).getexif()
    assert "icc_profile" not in opened(fitted).info
    assert same_pixels(fitted, original)
    assert examine("foto", fitted.data) == fitted


@pytest.mark.parametrize(
    ("image", "options"),
    [
        pytest.param(drawing(), {"progressive": True}, id="progressive"),
        pytest.param(drawing(), {"restart_marker_rows": 1}, id="restart markers"),
        pytest.param(drawing().convert("L"), {}, id="grey"),
        pytest.param(drawing(), {"comment": "secret", "dpi": (72, 72)}, id="comment"),
    ],
)
def test_jpegs_of_every_layout_keep_their_pixels(
    image: Image.Image, options: dict[str, Any]
) -> None:
    original = picture("JPEG", image, exif=exif(), **options)

    fitted = fit(original, RULES)

    assert not tells_place(fitted)
    assert b"secret" not in fitted.data
    assert same_pixels(fitted, original)


def test_a_film_behind_the_photo_does_not_go_out_with_the_place() -> None:
    photo = picture("JPEG", exif=exif())
    original = examine("foto", photo.data + b"\0\0\0\x18ftypmp42 a moving photo")

    fitted = fit(original, RULES)

    assert b"ftypmp42" not in fitted.data
    assert same_pixels(fitted, original)


def test_a_place_in_bmp_is_lost_in_the_conversion() -> None:
    plain = picture("BMP")
    original = examine("foto", plain.data + b"GPSLatitude")

    fitted = fit(original, replace(RULES, mimes=frozenset({"image/bmp"})))

    assert fitted.mime == "image/jpeg"
    assert not tells_place(fitted)


def test_a_place_in_a_turned_photo_is_lost_in_the_conversion() -> None:
    fitted = fit(picture("JPEG", exif=exif(orientation=6)), RULES)

    assert (fitted.width, fitted.height) == (48, 64)
    assert not tells_place(fitted)


@pytest.mark.parametrize("compressed", [False, True])
def test_a_place_in_the_xmp_of_a_png_is_taken_out(compressed: bool) -> None:
    texts = PngInfo()
    texts.add_itxt("XML:com.adobe.xmp", XMP.decode(), zip=compressed)
    original = picture("PNG", pnginfo=texts)

    fitted = fit(original, RULES)

    assert "xmp" not in opened(fitted).info
    assert same_pixels(fitted, original)


@pytest.mark.parametrize("kind", ["JPEG", "WEBP"])
def test_a_place_in_xmp_is_taken_out(kind: str) -> None:
    fitted = fit(picture(kind, xmp=XMP), RULES)

    assert "xmp" not in opened(fitted).info
    assert b"GPSLatitude" not in fitted.data


def test_an_animation_that_is_too_large_is_sent_back() -> None:
    later = [drawing().rotate(180)]
    original = picture("GIF", save_all=True, append_images=later)

    with pytest.raises(MediaError, match="would lose its animation: save it at most"):
        fit(original, replace(RULES, max_bytes=len(original.data) - 1))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "GIF", "WEBP"])
def test_a_file_of_unusual_layout_is_left_to_the_conversion(kind: str) -> None:
    found = picture(kind)
    whole, mime = found.data, found.mime

    assert without_metadata(whole, mime)
    assert without_metadata(whole[:-12], mime) is None
    assert without_metadata(whole[:20], mime) is None
    assert without_metadata(b"", mime) is None
