"""Nothing but pixels leaves the office, also of a picture that is sent as it is."""

import struct
import zlib
from io import BytesIO
from typing import Any

import pytest
from PIL import Image, ImageCms
from PIL.PngImagePlugin import PngInfo

from crossposter.channels import ImageRules
from crossposter.media import DecodedImage, examine, fit

RULES = ImageRules(
    mimes=frozenset({"image/jpeg", "image/png", "image/gif", "image/webp"}),
    max_bytes=1024**2,
)
JPEG_ONLY = ImageRules(mimes=frozenset({"image/jpeg"}), max_bytes=1024**2)
SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
SECRETS = (b"NIKON-SERIAL-1234", b"PEMILIK-KAMERA", b"GPSLatitude", b"XMP-RAHASIA")
XMP = b"<x:xmpmeta>GPSLatitude XMP-RAHASIA</x:xmpmeta>"


def wide_gamut() -> bytes:
    """A profile of other primaries than sRGB's, with a secret of its maker in it."""
    swapped = SRGB.replace(b"rXYZ", b"?XYZ", 1).replace(b"gXYZ", b"rXYZ", 1)
    return swapped.replace(b"?XYZ", b"gXYZ", 1).replace(b"sRGB", b"RAHA")


def exif() -> Image.Exif:
    found = Image.Exif()
    found[0x013B] = "PEMILIK-KAMERA"
    found[0x010F] = "camera"
    found.get_ifd(0x8769)[0xA431] = "NIKON-SERIAL-1234"
    return found


def drawing(colour: str = "teal") -> Image.Image:
    image = Image.linear_gradient("L").resize((64, 48)).convert("RGB")
    image.paste(colour, (0, 0, 32, 24))
    return image


def encoded(kind: str, image: Image.Image | None = None, **options: Any) -> bytes:
    file = BytesIO()
    (image or drawing()).save(file, kind, **options)
    return file.getvalue()


def pixels(data: bytes) -> list[bytes]:
    """Of every frame."""
    with Image.open(BytesIO(data)) as image:
        frames = []
        for number in range(getattr(image, "n_frames", 1)):
            image.seek(number)
            frames.append(image.convert("RGBA").tobytes())
    return frames


def told(picture: DecodedImage) -> list[bytes]:
    """The secrets that are still in it."""
    return [secret for secret in SECRETS if secret in picture.data]


def png_texts() -> PngInfo:
    texts = PngInfo()
    texts.add_text("Author", "PEMILIK-KAMERA")
    texts.add_itxt("XML:com.adobe.xmp", XMP.decode())
    texts.add(b"prVt", b"NIKON-SERIAL-1234")
    return texts


def moving(**options: Any) -> bytes:
    later = [drawing("red"), drawing("blue")]
    return encoded("GIF", save_all=True, append_images=later, loop=0, **options)


def with_extension(gif: bytes) -> bytes:
    """An application's own block, as XMP is kept in a GIF."""
    at = gif.index(b"\x21\xff\x0bNETSCAPE2.0")
    block = b"\x21\xff\x0bXMP DataXMP" + bytes([len(XMP)]) + XMP + b"\0"
    return gif[:at] + block + gif[at:]


UNTOUCHED = [
    pytest.param(encoded("JPEG", exif=exif(), xmp=XMP), id="JPEG"),
    pytest.param(encoded("JPEG", comment="PEMILIK-KAMERA"), id="JPEG with a comment"),
    pytest.param(encoded("JPEG") + b"NIKON-SERIAL-1234", id="JPEG with a tail"),
    pytest.param(encoded("PNG", exif=exif(), pnginfo=png_texts()), id="PNG"),
    pytest.param(encoded("PNG") + b"NIKON-SERIAL-1234", id="PNG with a tail"),
    pytest.param(encoded("WEBP", exif=exif(), xmp=XMP), id="WebP"),
    pytest.param(encoded("WEBP", lossless=True, exif=exif()), id="lossless WebP"),
    pytest.param(encoded("WEBP") + b"NIKON-SERIAL-1234", id="WebP with a tail"),
    pytest.param(encoded("GIF", comment="PEMILIK-KAMERA"), id="GIF"),
    pytest.param(moving(comment="PEMILIK-KAMERA"), id="moving GIF"),
    pytest.param(with_extension(moving()), id="moving GIF with XMP"),
    pytest.param(moving() + b"NIKON-SERIAL-1234", id="GIF with a tail"),
]


@pytest.mark.parametrize("data", UNTOUCHED)
def test_a_picture_that_fits_keeps_its_pixels_and_nothing_else(data: bytes) -> None:
    original = examine("foto", data)

    fitted = fit(original, RULES)

    assert told(original)
    assert not told(fitted)
    assert fitted.mime == original.mime
    assert pixels(fitted.data) == pixels(data)
    assert examine("foto", fitted.data) == fitted
    assert fit(fitted, RULES) is fitted


@pytest.mark.parametrize("data", UNTOUCHED[:-3])
def test_a_picture_that_is_converted_takes_nothing_along(data: bytes) -> None:
    fitted = fit(
        examine("foto", data), ImageRules(**(vars(JPEG_ONLY) | {"max_width": 60}))
    )

    assert not told(fitted)
    with Image.open(BytesIO(fitted.data)) as image:
        assert not image.getexif()
        assert set(image.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}


def test_a_moving_gif_goes_on_moving() -> None:
    fitted = fit(examine("gerak.gif", with_extension(moving())), RULES)

    with Image.open(BytesIO(fitted.data)) as image:
        assert (image.n_frames, image.info["loop"]) == (3, 0)  # type: ignore[attr-defined]


def test_the_thumbnail_in_a_jpeg_goes() -> None:
    plain = encoded("JPEG")
    small = b"NIKON-SERIAL-1234!"  # 3 × 2 pixels
    header = b"JFIF\0" + plain[11:18] + b"\x03\x02" + small
    at = 4 + int.from_bytes(plain[4:6])
    data = plain[:2] + b"\xff\xe0" + struct.pack(">H", len(header) + 2) + header
    original = examine("foto.jpg", data + plain[at:])

    fitted = fit(original, RULES)

    assert told(original)
    assert not told(fitted)
    assert pixels(fitted.data) == pixels(plain)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_profile_that_is_srgb_goes_and_the_pixels_stay(kind: str) -> None:
    data = encoded(kind, icc_profile=SRGB)

    fitted = fit(examine("foto", data), RULES)

    with Image.open(BytesIO(fitted.data)) as image:
        assert "icc_profile" not in image.info
    assert pixels(fitted.data) == pixels(data)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_colours_of_another_profile_become_srgb_everywhere(kind: str) -> None:
    red = Image.new("RGB", (40, 40), (255, 0, 0))
    original = examine("foto", encoded(kind, red, icc_profile=wide_gamut()))

    fitted = fit(original, RULES)

    with Image.open(BytesIO(fitted.data)) as image:
        assert "icc_profile" not in image.info
        pixel: Any = image.convert("RGB").getpixel((20, 20))
    assert pixel[1] > 240
    assert pixel[0] < 20


def png(mode: int, depth: int, row: bytes, *extra: bytes) -> bytes:
    """A PNG of four equal rows, written by hand."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        checksum = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + checksum

    header = struct.pack(">IIBBBBB", 4, 4, depth, mode, 0, 0, 0)
    body = b"".join(chunk(each[:4], each[4:]) for each in extra)
    rows = chunk(b"IDAT", zlib.compress((b"\0" + row) * 4))
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + body
        + rows
        + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        pytest.param(png(0, 16, b"\xc0\0" * 4), (192, 192, 192), id="grey"),
        pytest.param(
            png(4, 16, (b"\x40\0" + b"\xff\xff") * 4), (64, 64, 64), id="grey and alpha"
        ),
        pytest.param(
            png(2, 16, b"\xc0\0\x40\0\x20\0" * 4), (192, 64, 32), id="colours"
        ),
        pytest.param(
            png(6, 16, b"\xc0\0\x40\0\x20\0\x80\0" * 4),
            (223, 159, 143),
            id="with alpha",
        ),
        pytest.param(
            png(3, 8, b"\x01" * 4, b"PLTE" + bytes(3) + b"\xc0\x40\x20"),
            (192, 64, 32),
            id="palette",
        ),
        pytest.param(
            png(3, 2, b"\x55", b"PLTE" + bytes(3) + b"\xc0\x40\x20", b"tRNS\xff\x80"),
            (223, 159, 143),
            id="palette with alpha",
        ),
    ],
)
def test_pngs_of_every_depth_keep_their_colours(
    data: bytes, expected: tuple[int, int, int]
) -> None:
    fitted = fit(examine("foto.png", data), JPEG_ONLY)

    with Image.open(BytesIO(fitted.data)) as image:
        pixel: Any = image.getpixel((1, 1))
    assert all(
        abs(one - other) <= 3 for one, other in zip(pixel, expected, strict=True)
    )


@pytest.mark.parametrize(
    "image",
    [
        pytest.param(drawing(), id="colours"),
        pytest.param(drawing().convert("CMYK"), id="CMYK"),
        pytest.param(drawing().convert("RGBA"), id="alpha"),
        pytest.param(drawing().resize((40, 400)), id="blurred edges"),
    ],
)
def test_the_same_picture_always_gives_the_same_bytes(image: Image.Image) -> None:
    rules = ImageRules(
        mimes=frozenset({"image/jpeg"}),
        max_bytes=1024**2,
        min_ratio=0.8,
        max_ratio=1.91,
        min_width=320,
        max_width=1440,
    )
    kind = "TIFF" if image.mode == "CMYK" else "PNG"
    kind = "JPEG" if kind == "TIFF" else kind
    data = encoded(kind, image)

    first, second = (fit(examine("foto", data), rules) for _ in range(2))

    assert first == second
    assert first.data == second.data
