"""Films of a second and a few kilobytes, made for a test."""

import struct
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

import av
from PIL import Image

PLACE = b"-03.4502+115.6780/"


def a_film(
    *,
    size: tuple[int, int] = (64, 64),
    pictures: int = 25,
    rate: int = 25,
    kind: str = "mp4",
    codec: str = "libx264",
    sound: str | None = "aac",
    **options: str,
) -> bytes:
    """The left half is red and the right one blue; *options* are those of FFmpeg."""
    # FFmpeg opens a film again to bring its index to the front.
    with (
        NamedTemporaryFile() as file,
        av.open(file.name, "w", format=kind, options=options) as container,
    ):
        film: Any = container.add_stream(codec, rate=rate)
        film.width, film.height, film.pix_fmt = *size, "yuv420p"
        track: Any = container.add_stream(sound, rate=44_100) if sound else None
        for _ in range(pictures):
            container.mux(film.encode(_picture(size)))
        container.mux(film.encode(None))
        if track is not None:
            _hum(container, track, pictures / rate)
        container.close()
        return Path(file.name).read_bytes()


def _picture(size: tuple[int, int]) -> av.VideoFrame:
    image = Image.new("RGB", size, "blue")
    image.paste("red", (0, 0, size[0] // 2, size[1]))
    frame: av.VideoFrame = av.VideoFrame.from_image(image)  # type: ignore[no-untyped-call]
    return frame


def _hum(container: Any, track: Any, seconds: float) -> None:
    frame = av.AudioFrame(format="fltp", layout="mono", samples=1024)
    frame.sample_rate = 44_100
    for plane in frame.planes:
        plane.update(bytes(plane.buffer_size))
    for number in range(int(seconds * 44_100 / 1024)):
        frame.pts = number * 1024
        container.mux(track.encode(frame))
    container.mux(track.encode(None))


def turned(film: bytes, size: tuple[int, int]) -> bytes:
    """The same film, to be shown turned by a quarter to the right."""
    at = film.index(b"tkhd") + 4 + 40
    ahead = 0x10000  # 1.0 in 16.16
    matrix = (0, ahead, 0, -ahead, 0, 0, size[1] * ahead, 0, 0x40000000)
    return film[:at] + struct.pack(">9i", *matrix) + film[at + 36 :]


def box(kind: bytes, *content: bytes) -> bytes:
    """One box of MP4."""
    body = b"".join(content)
    return struct.pack(">I", 8 + len(body)) + kind + body


def in_movie(film: bytes, extra: bytes) -> bytes:
    """A film whose index is at its end, with one box more in it."""
    at = film.index(b"moov") - 4
    size = int.from_bytes(film[at : at + 4])
    assert at + size == len(film), "the index is not at the end"
    return film[:at] + box(b"moov", film[at + 8 :], extra)


def with_place_in(film: bytes, kind: bytes) -> bytes:
    """The place where a phone recorded it, as Android and Apple write it."""
    return in_movie(film, box(kind, box(b"\xa9xyz", b"\0\x12\x15\xc7", PLACE)))


def with_track_of_places(film: bytes) -> bytes:
    """A track beside picture and sound that says where the camera was each second."""
    at = film.index(b"mdat") - 4
    size = int.from_bytes(film[at : at + 4])
    moved = film[: at + size] + box(b"mdat", PLACE, PLACE) + film[at + size :]
    first = at + size + 8
    table = box(
        b"stbl",
        box(b"stsd", bytes(4), struct.pack(">I", 1), box(b"mebx", bytes(8))),
        box(b"stts", bytes(4), struct.pack(">3I", 1, 2, 512)),
        box(b"stsc", bytes(4), struct.pack(">4I", 1, 1, 1, 1)),
        box(b"stsz", bytes(4), struct.pack(">4I", 0, 2, len(PLACE), len(PLACE))),
        box(b"stco", bytes(4), struct.pack(">3I", 2, first, first + len(PLACE))),
    )
    header = box(b"tkhd", bytes(12), struct.pack(">I", 9), bytes(68))
    handler = box(b"hdlr", bytes(8), b"meta", bytes(13))
    dates = box(b"mdhd", bytes(12), struct.pack(">2I", 1000, 1024), bytes(4))
    media = box(b"mdia", dates, handler, box(b"minf", box(b"nmhd", bytes(4)), table))
    return in_movie(moved, box(b"trak", header, media))
