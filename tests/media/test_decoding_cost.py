"""What would take minutes or gigabytes to read is refused before it is decoded."""

import os
import struct
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from crossposter.media import MediaError
from crossposter.media.decoding_cost import MAX_FRAMES, MAX_SCANS, too_many_scans
from crossposter.media.image import examine
from crossposter.media.mp4_boxes import LARGEST_TABLE, BadBoxes, Box
from crossposter.media.mp4_samples import sample_spans
from crossposter.media.tiles import pixels_of_pieces
from crossposter.media.video_metadata import traces
from tests.support import bombs


def progressive() -> bytes:
    file = BytesIO()
    Image.effect_noise((64, 64), 50).save(file, "JPEG", progressive=True)
    return file.getvalue()


def with_scans(data: bytes, count: int) -> bytes:
    """The same JPEG whose last scan is repeated, as only an attacker's is."""
    last = data.rindex(b"\xff\xda")
    return data[:last] + data[last:-2] * count + data[-2:]


def test_a_progressive_picture_of_a_camera_is_taken() -> None:
    assert examine("foto.jpg", progressive()).width == 64


def test_a_jpeg_of_hundreds_of_scans_is_refused_before_it_is_decoded() -> None:
    with pytest.raises(MediaError, match=r"JPEG in 30\d scans"):
        examine("foto.jpg", with_scans(progressive(), 300))


@pytest.mark.parametrize(
    ("count", "pixels", "refused"),
    [
        (10, 50_000_000, False),
        (30, 50_000_000, True),
        (MAX_SCANS, 1_000, False),
        (MAX_SCANS + 1, 1_000, True),
    ],
)
def test_scans_and_pixels_are_weighed_together(
    count: int, pixels: int, *, refused: bool
) -> None:
    assert bool(too_many_scans(b"\xff\xda" * count, pixels)) is refused


def test_a_large_canvas_that_moves_is_refused() -> None:
    first, second = (Image.new("RGB", (4_000, 3_000), it) for it in ("red", "blue"))
    file = BytesIO()
    first.save(file, "GIF", save_all=True, append_images=[second])

    with pytest.raises(MediaError, match="animation of more than 10 megapixels"):
        examine("gerak.gif", file.getvalue())


def test_an_animation_of_thousands_of_pixels_is_refused() -> None:
    with pytest.raises(MediaError, match="animation of 5001 frames"):
        examine("gerak.webp", bombs.animation(MAX_FRAMES + 1))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "HEIF", "AVIF"])
@pytest.mark.parametrize(
    "icc",
    [
        bombs.unfolding_profile(),
        bombs.unfolding_profile(steps=100_000, grid=2),
        bombs.profile((b"desc", bytes(9_000_000))),
    ],
    ids=["the same step again", "many steps", "large"],
)
def test_a_profile_that_unfolds_is_refused_with_its_picture(
    kind: str, icc: bytes
) -> None:
    """440 KB, and colours translated by it take 600 MB."""
    data = bombs.with_profile(kind, icc)

    with pytest.raises(MediaError, match=r"profile larger|damaged"):
        examine("foto.jpg", data)


def test_a_picture_put_together_of_a_thousand_others_is_refused() -> None:
    """5 KB, and 20 seconds for each look."""
    with pytest.raises(MediaError, match="more pieces than its size needs"):
        examine("foto.heic", bombs.tiles(rows=16, size=2048, shown=64))


def test_a_picture_put_together_as_telephones_do_is_taken() -> None:
    assert examine("foto.heic", bombs.tiles(rows=4, size=64, shown=256)).width == 256


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF"])
@pytest.mark.parametrize(("count", "refused"), [(1_000, False), (100_001, True)])
def test_remarks_without_end_are_refused(
    kind: str, count: int, *, refused: bool
) -> None:
    data = bombs.remarks(kind, count)
    if not refused:
        assert examine("foto", data).width
        return
    with pytest.raises(MediaError, match="more remarks"):
        examine("foto", data)


@pytest.mark.parametrize("kind", ["HEIF", "AVIF"])
def test_boxes_that_lie_are_left_to_the_decoder(kind: str) -> None:
    data = bombs.with_profile(kind, bombs.profile())
    for at in range(8, min(len(data), 700)):
        pixels_of_pieces(data[:at] + b"\xff\xff" + data[at + 2 :])
        pixels_of_pieces(data[:at])


def test_a_profile_of_steps_is_taken() -> None:
    steps = bombs.unfolding_profile(steps=1, grid=2)

    assert examine("foto.jpg", bombs.with_profile("JPEG", steps)).width == 16


def box(kind: bytes, body: bytes = b"", size: int | None = None) -> bytes:
    return struct.pack(">I", 8 + len(body) if size is None else size) + kind + body


def test_a_table_that_only_says_how_large_it_is_is_not_read(tmp_path: Path) -> None:
    """Hundreds of megabytes that a sparse file holds nowhere."""
    size = 900_000_000
    inner = box(b"stco", size=size)
    head = box(b"ftyp", b"isom\0\0\0\0isom")
    for kind in (b"stbl", b"minf", b"mdia", b"trak"):
        inner = box(kind, inner, size=size + 8 * (1 + _depth(kind)))
    head += box(b"moov", inner, size=size + 8 * 5)
    path = tmp_path / "besar.mp4"
    path.write_bytes(head)
    os.truncate(path, 24 - 8 + 8 + size + 8 * 5)

    with path.open("rb") as file, pytest.raises(BadBoxes, match=r"table|box"):
        traces(file)


def _depth(kind: bytes) -> int:
    return [b"stbl", b"minf", b"mdia", b"trak"].index(kind)


def test_more_chunks_than_a_camera_writes_are_refused() -> None:
    chunks = 300_000
    assert 4 * chunks < LARGEST_TABLE
    table = b"".join(
        (
            box(b"stco", bytes(8) + bytes(4 * chunks)),
            box(b"stsz", struct.pack(">III", 0, 1, chunks)),
            box(b"stsc", struct.pack(">IIIII", 0, 1, 1, 1, 1)),
        )
    )
    whole = Box(kind=b"stbl", start=0, body=0, end=len(table))

    with pytest.raises(BadBoxes, match="more chunks"):
        list(sample_spans(BytesIO(table), whole))
