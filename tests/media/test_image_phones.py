"""Pictures as telephones make them: HEIC and AVIF, told by their content."""

from io import BytesIO
from pathlib import Path
from typing import Any

import pillow_heif
import pytest
from PIL import Image, ImageCms

from crossposter.channels import ImageRules
from crossposter.media import DecodedImage, MediaError, MediaFolder, fit
from crossposter.media.image import examine

JPEG = ImageRules(mimes=frozenset({"image/jpeg"}), max_bytes=1_000_000)


def halves(size: tuple[int, int] = (64, 48), mode: str = "RGB") -> Image.Image:
    """The left half is red and the right one blue."""
    image = Image.new(mode, size, "blue")
    image.paste("red", (0, 0, size[0] // 2, size[1]))
    return image


def encoded(kind: str, image: Image.Image | None = None, **options: Any) -> bytes:
    file = BytesIO()
    pillow_heif.register_heif_opener()
    (image or halves()).save(file, kind, quality=90, **options)
    return file.getvalue()


def shown(picture: DecodedImage) -> Image.Image:
    return Image.open(BytesIO(picture.data)).convert("RGB")


def is_red(colour: Any) -> bool:
    return bool(colour[0] > 180 and colour[2] < 80)


@pytest.mark.parametrize("kind", ["HEIF", "AVIF"])
@pytest.mark.parametrize("mode", ["RGB", "RGBA"])
def test_it_goes_out_as_a_jpeg_of_the_same_colours(kind: str, mode: str) -> None:
    picture = examine("foto.jpg", encoded(kind, halves(mode=mode)))

    sent = fit(picture, JPEG)

    assert (picture.width, picture.height, picture.animated) == (64, 48, False)
    assert (sent.mime, sent.name) == ("image/jpeg", "foto.jpg")
    image = shown(sent)
    assert is_red(image.getpixel((8, 24)))
    assert not is_red(image.getpixel((56, 24)))


@pytest.mark.parametrize("kind", ["HEIF", "AVIF"])
def test_it_is_shown_upright_and_turned_once(kind: str) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # the top of the picture is its right side
    data = encoded(kind, exif=exif.tobytes())

    picture = examine("foto.heic", data)
    image = shown(fit(picture, JPEG))

    assert (picture.width, picture.height) == (48, 64)
    assert image.size == (48, 64)
    assert is_red(image.getpixel((24, 8)))


@pytest.mark.parametrize("kind", ["HEIF", "AVIF"])
def test_nothing_but_what_is_seen_goes_out(kind: str) -> None:
    exif = Image.Exif()
    exif[0x010F] = "Kamera Petugas"
    data = encoded(kind, exif=exif.tobytes())
    assert b"Kamera Petugas" in data

    sent = fit(examine("foto.heic", data), JPEG)

    assert b"Kamera" not in sent.data
    assert "exif" not in Image.open(BytesIO(sent.data)).info


def test_a_profile_is_translated_to_srgb() -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()

    sent = fit(examine("foto.heic", encoded("HEIF", icc_profile=profile)), JPEG)

    assert "icc_profile" not in Image.open(BytesIO(sent.data)).info


def test_of_several_pictures_the_main_one_is_shown() -> None:
    file = pillow_heif.from_pillow(halves())
    file.add_from_pillow(Image.new("RGB", (32, 32), "green"))
    buffer = BytesIO()
    file.save(buffer, quality=90)

    picture = examine("burst.heic", buffer.getvalue())

    assert (picture.width, picture.height, picture.animated) == (64, 48, False)


@pytest.mark.parametrize("kind", ["HEIF", "AVIF"])
@pytest.mark.parametrize("part", [0.3, 0.8])
def test_half_of_one_is_none(kind: str, part: float) -> None:
    data = encoded(kind, halves((640, 480)))

    with pytest.raises(MediaError, match=r"damaged|not a picture"):
        examine("foto.heic", data[: int(len(data) * part)])


def test_it_is_found_in_the_folder_whatever_it_is_called(tmp_path: Path) -> None:
    (tmp_path / "IMG_0001.JPG").write_bytes(encoded("HEIF"))

    picture = MediaFolder(tmp_path).read("IMG_0001.JPG")

    assert isinstance(picture, DecodedImage)
    assert picture.mime == "image/heif"
