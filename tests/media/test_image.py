import random
import struct
import zlib
from io import BytesIO
from typing import Any

import PIL.ImageFile
import pytest
from PIL import Image

from crossposter.media import MediaError, examine
from crossposter.media import image as picture


def encoded(image: Image.Image, kind: str, **options: Any) -> bytes:
    file = BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


def drawing(width: int = 64, height: int = 48) -> Image.Image:
    gradient = Image.linear_gradient("L").resize((width, height))
    return Image.merge("RGB", (gradient, gradient.rotate(180), gradient))


def animation(kind: str) -> bytes:
    frames = [drawing().rotate(angle) for angle in (90, 180)]
    return encoded(drawing(), kind, save_all=True, append_images=frames)


def png_claiming(width: int, height: int) -> bytes:
    """A PNG of some hundred bytes whose header promises a huge picture."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        checksum = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + checksum

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = chunk(b"IDAT", zlib.compress(bytes(1000))) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + body


@pytest.mark.parametrize(
    ("kind", "mime"),
    [
        ("JPEG", "image/jpeg"),
        ("PNG", "image/png"),
        ("WEBP", "image/webp"),
        ("GIF", "image/gif"),
        ("BMP", "image/bmp"),
    ],
)
def test_the_kind_comes_from_the_content_and_not_from_the_name(
    kind: str, mime: str
) -> None:
    found = examine("surat.pdf", encoded(drawing(), kind))

    assert (found.mime, found.width, found.height) == (mime, 64, 48)
    assert not found.animated


def test_a_picture_of_several_pictures_is_no_plain_jpeg() -> None:
    data = encoded(drawing(), "MPO", save_all=True, append_images=[drawing()])

    found = examine("kamera.jpg", data)

    assert (found.mime, found.animated) == ("image/mpo", False)


@pytest.mark.parametrize("kind", ["GIF", "WEBP", "PNG"])
def test_an_animation_is_noticed(kind: str) -> None:
    assert examine("gerak", animation(kind)).animated


@pytest.mark.parametrize("orientation", range(1, 9))
def test_the_size_is_the_one_seen(orientation: int) -> None:
    exif = Image.Exif()
    exif[0x0112] = orientation

    found = examine("foto.jpg", encoded(drawing(), "JPEG", exif=exif))

    turned = orientation >= 5
    assert (found.width, found.height) == ((48, 64) if turned else (64, 48))


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b"<!DOCTYPE html><img src=foto.jpg>", id="web page"),
        pytest.param(b"<svg xmlns='http://www.w3.org/2000/svg'/>", id="svg"),
        pytest.param(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", id="pdf"),
        pytest.param(b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00", id="heic"),
        pytest.param(b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n", id="eps"),
        pytest.param(encoded(drawing(), "TIFF"), id="tiff"),
    ],
)
def test_what_is_no_picture_is_refused_whatever_its_name(data: bytes) -> None:
    with pytest.raises(MediaError, match=r"^foto\.jpg is not a picture of a known"):
        examine("foto.jpg", data)


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"\x89PNG\r\n\x1a\n" + b"x" * 100, id="only a signature"),
        pytest.param(b"GIF89a=1;/*" + b"a" * 50 + b"*/alert(1)", id="script as gif"),
        pytest.param(b"\xff\xd8\xff\xe0<?php system($_GET[0]); ?>", id="php as jpeg"),
        pytest.param(b"BM<script>alert(1)</script>" + bytes(40), id="script as bmp"),
    ],
)
def test_a_polyglot_without_a_picture_is_refused(data: bytes) -> None:
    with pytest.raises(MediaError, match=r"^foto\.jpg is"):
        examine("foto.jpg", data)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "BMP"])
@pytest.mark.parametrize("share", [0.5, 0.9])
def test_a_truncated_picture_is_refused(kind: str, share: float) -> None:
    data = encoded(drawing(400, 300), kind)

    with pytest.raises(MediaError, match="damaged or incomplete"):
        examine("foto.jpg", data[: int(len(data) * share)])


def test_a_truncated_picture_is_refused_whatever_other_libraries_want(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """WeasyPrint asks Pillow, for the whole process, to take half a picture for one."""
    monkeypatch.setattr(PIL.ImageFile, "LOAD_TRUNCATED_IMAGES", True)
    data = encoded(drawing(400, 300), "JPEG")

    with pytest.raises(MediaError, match="damaged or incomplete"):
        examine("foto.jpg", data[: len(data) // 2])


@pytest.mark.parametrize("kind", ["GIF", "WEBP", "PNG"])
def test_an_animation_whose_later_frames_are_missing_is_refused(kind: str) -> None:
    data = animation(kind)

    with pytest.raises(MediaError, match="damaged or incomplete"):
        examine("gerak", data[: int(len(data) * 0.8)])


@pytest.mark.parametrize(
    "size", [(10_000, 5_001), (10_000, 10_000), (60_000, 60_000), (50_000_001, 1)]
)
def test_a_bomb_is_refused_before_it_is_decoded(
    size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    data = png_claiming(*size)
    monkeypatch.setattr("PIL.ImageFile.ImageFile.load", None)

    with pytest.raises(MediaError, match="more than 50 megapixels"):
        examine("bom.png", data)


def test_the_largest_picture_gets_as_far_as_its_missing_pixels() -> None:
    with pytest.raises(MediaError, match="damaged or incomplete"):
        examine("besar.png", png_claiming(10_000, 5_000))


def test_an_animation_is_limited_by_all_its_frames(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(picture, "MAX_ANIMATION", 64 * 48 * 3 - 1)

    with pytest.raises(MediaError, match="an animation of 3 frames"):
        examine("gerak.gif", animation("GIF"))


def test_a_frame_that_grows_beyond_the_limit_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(picture, "MAX_PIXELS", 64 * 48)
    data = bytearray(animation("GIF"))
    # The second image descriptor: left, top, width and height follow the comma.
    second = data.index(b"\x2c\0\0\0\0\x40\0\x30\0", data.index(b"\x2c\0\0\0\0") + 1)
    data[second + 5 : second + 9] = struct.pack("<HH", 64, 4800)

    with pytest.raises(MediaError, match=r"more than .* megapixels"):
        examine("tumbuh.gif", bytes(data))


def test_damage_anywhere_ends_in_one_sentence() -> None:
    chance = random.Random(20)  # noqa: S311 - the same damage every time
    exif = Image.Exif()
    exif[0x0112] = 6
    whole = [encoded(drawing(), kind, exif=exif) for kind in ("JPEG", "PNG", "WEBP")]
    whole += [animation("GIF"), animation("WEBP"), encoded(drawing(), "BMP")]
    refused = 0

    for _ in range(600):
        data = bytearray(chance.choice(whole))
        for _ in range(chance.choice((1, 5, 20))):
            data[chance.randrange(min(len(data), 400))] = chance.randrange(256)
        try:
            examine("foto", bytes(data))
        except MediaError as error:
            refused += "\n" not in str(error)

    assert refused > 300
