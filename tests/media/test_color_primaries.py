"""Colours named by number, as telephones do, are shown as they were meant."""

import struct
import zlib
from io import BytesIO
from typing import Any

import pillow_heif
import pytest
from PIL import Image, ImageCms

from crossposter.channels import ImageRules
from crossposter.media import MediaError, fit, thumbnail
from crossposter.media.image import examine

RULES = ImageRules(mimes=frozenset({"image/jpeg", "image/png"}), max_bytes=1_000_000)
P3, BT2020, SRGB = 12, 9, 1
AS_SRGB, PQ = 13, 16
#: Pure red, green and grey of sRGB as they are written in wider spaces.
WRITTEN = {
    P3: [(234, 51, 35), (117, 251, 76), (128, 128, 128)],
    BT2020: [(203, 73, 37), (149, 244, 82), (128, 128, 128)],
    SRGB: [(255, 0, 0), (0, 255, 0), (128, 128, 128)],
}
MEANT = [(255, 0, 0), (0, 255, 0), (128, 128, 128)]


def flat(colour: tuple[int, int, int]) -> Image.Image:
    return Image.new("RGB", (64, 64), colour)


def heic(image: Image.Image, primaries: int, curve: int, **options: Any) -> bytes:
    pillow_heif.register_heif_opener()
    file = BytesIO()
    named = {"color_primaries": primaries, "transfer_characteristics": curve}
    image.save(file, "HEIF", quality=95, matrix_coefficients=6, **named, **options)
    return file.getvalue()


def avif(image: Image.Image, primaries: int, curve: int) -> bytes:
    file = BytesIO()
    image.save(file, "AVIF", quality=95)
    data = file.getvalue()
    at = data.index(b"colrnclx") + 8
    return data[:at] + struct.pack(">HH", primaries, curve) + data[at + 4 :]


def png(image: Image.Image, primaries: int, curve: int) -> bytes:
    file = BytesIO()
    image.save(file, "PNG")
    chunk = b"cICP" + bytes([primaries, curve, 0, 1])
    whole = struct.pack(">I", 4) + chunk + struct.pack(">I", zlib.crc32(chunk))
    return file.getvalue()[:33] + whole + file.getvalue()[33:]


KINDS = {"HEIC": heic, "AVIF": avif, "PNG": png}


def sent(data: bytes) -> Any:
    picture = fit(examine("foto", data), RULES)
    with Image.open(BytesIO(picture.data)) as image:
        assert "icc_profile" not in image.info
        return image.convert("RGB").getpixel((32, 32))


def is_about(colour: Any, meant: tuple[int, int, int]) -> bool:
    return all(abs(one - other) <= 14 for one, other in zip(colour, meant, strict=True))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("primaries", WRITTEN)
def test_colours_are_those_that_were_meant(kind: str, primaries: int) -> None:
    for written, meant in zip(WRITTEN[primaries], MEANT, strict=True):
        colour = sent(KINDS[kind](flat(written), primaries, AS_SRGB))
        assert is_about(colour, meant), (written, colour)


@pytest.mark.parametrize("kind", KINDS)
def test_light_brighter_than_a_screen_stays_as_it_is_written(kind: str) -> None:
    assert is_about(sent(KINDS[kind](flat((140, 100, 80)), BT2020, PQ)), (140, 100, 80))


def test_a_profile_counts_before_numbers() -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    data = heic(flat((234, 51, 35)), P3, AS_SRGB, icc_profile=profile)

    assert is_about(sent(data), (234, 51, 35))


def test_the_preview_shows_the_same_colours() -> None:
    small = thumbnail(heic(flat((234, 51, 35)), P3, AS_SRGB), width=32)

    with Image.open(BytesIO(small)) as image:
        profile = ImageCms.ImageCmsProfile(BytesIO(image.info["icc_profile"]))
        shown = ImageCms.profileToProfile(
            image, profile, ImageCms.createProfile("sRGB")
        )
    assert shown is not None
    assert is_about(shown.getpixel((16, 16)), (255, 0, 0))


@pytest.mark.parametrize("size", [0, 1, 3, 12])
def test_a_picture_that_ends_in_its_numbers_is_damaged(size: int) -> None:
    data = avif(flat((9, 9, 9)), P3, AS_SRGB)

    with pytest.raises(MediaError, match=r"damaged|known kind"):
        examine("foto", data[: data.index(b"colrnclx") + 8 + size])
