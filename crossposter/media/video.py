"""Video, probed and validated by its content; its bytes stay in their file.

FFmpeg reads it, through PyAV, and only as MP4 or QuickTime: other formats can
name further files and addresses.
"""

import contextlib
import io
import os
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import file_digest
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from crossposter.media.image import MAX_PIXELS, MediaError
from crossposter.media.mp4_boxes import BadBoxes
from crossposter.media.video_metadata import Cleaned

if TYPE_CHECKING:
    from av import VideoFrame
    from av.container import InputContainer
    from PIL.Image import Image

MAX_BYTES = 1024**3
HEAD = 12  #: bytes that distinguish videos from images

_BUFFER = 1024 * 1024
_QUICKTIME = b"qt  "
_STILL = (b"heic", b"heix", b"mif1", b"msf1", b"avif", b"avis", b"M4A ", b"M4B ")
_OTHERS = (b"\x1aE\xdf\xa3", b"FLV\x01", b"0&\xb2u", b"\0\0\x01\xba")  # WebM, WMV, MPEG
_ADVICE = "save it as MP4 (H.264 and AAC) with a video program"


@dataclass(frozen=True, kw_only=True)
class VideoFile:
    """Validated video; its size is the visible one, with the rotation applied."""

    name: str
    mime: str
    sha256: str  #: of what goes out: the file without its metadata
    file: Path
    size: int  #: bytes
    width: int
    height: int
    seconds: float
    rate: float  #: frames per second
    codec: str
    sound: str | None  #: codec; None for a silent video


def looks_like_film(head: bytes) -> bool:
    """True if a file that begins like this is a video of any kind."""
    if head[4:8] == b"ftyp":
        return head[8:12] not in _STILL
    return head.startswith(_OTHERS) or head[8:12] == b"AVI "


def examine_film(name: str, file: BinaryIO, path: Path) -> VideoFile:
    """Video in *file*, opened at *path*, identified by its content; reads all of it.

    Raises MediaError if it is no MP4 or QuickTime video, damaged, or too large.
    """
    size = file.seek(0, os.SEEK_END)
    if size > MAX_BYTES:
        raise MediaError(
            f"{name} is larger than {MAX_BYTES // 1024**2} MB: make it shorter or"
            " smaller"
        )
    file.seek(0)
    head = file.read(HEAD)
    if head[4:8] != b"ftyp":
        raise MediaError(f"{name} is a film of a kind no platform takes: {_ADVICE}")
    with _explained(name):
        stream = io.BufferedReader(Cleaned(file), _BUFFER)
        facts = _facts(name, stream)
        _require_whole(stream)
        stream.seek(0)
        digest = file_digest(stream, "sha256").hexdigest()
    mime = "video/quicktime" if head[8:] == _QUICKTIME else "video/mp4"
    return VideoFile(name=name, mime=mime, sha256=digest, file=path, size=size, **facts)


@contextlib.contextmanager
def cleaned(path: Path) -> Iterator[BinaryIO]:
    """Video as it goes out: without place and time of recording.

    Raises MediaError if it is no video any more.
    """
    with path.open("rb") as file:
        with _explained(path.name):
            stream = io.BufferedReader(Cleaned(file), _BUFFER)
        yield stream


def first_picture(path: Path) -> "Image":
    """First frame, upright, of a video that has passed `examine_film` before."""
    with cleaned(path) as file, _opened(file) as container:
        return _upright(_first_picture(container))


@contextlib.contextmanager
def _explained(name: str) -> Iterator[None]:
    try:
        yield
    except (MediaError, MemoryError):
        raise
    except Exception as error:  # FFmpeg raises anything on damaged data
        raise MediaError(
            f"{name} is damaged, incomplete or no film at all: copy the original again,"
            f" or {_ADVICE}"
        ) from error


@contextlib.contextmanager
def _opened(file: BinaryIO, **options: str) -> Iterator["InputContainer"]:
    import av  # noqa: PLC0415 - a tenth of a second, and most announcements have none

    file.seek(0)
    with av.open(
        file, "r", format="mov", options=options, buffer_size=_BUFFER
    ) as container:
        yield container


def _facts(name: str, stream: BinaryIO) -> dict[str, Any]:
    with _opened(stream) as container:
        if not container.streams.video:
            raise MediaError(f"{name} holds no moving picture, only sound: {_ADVICE}")
        film = container.streams.video[0]
        if film.width * film.height > MAX_PIXELS:
            raise MediaError(f"{name} has too many pixels: {_ADVICE}")
        sounds = [each.codec_context.codec for each in container.streams.audio]
        facts: dict[str, Any] = {
            "seconds": (container.duration or 0) / 1_000_000,
            "rate": float(film.average_rate or 0),
            "codec": film.codec_context.codec.canonical_name,
            "sound": sounds[0].canonical_name if sounds else None,
        }
        first = _first_picture(container)
        width, height = film.width, film.height
        if first.rotation % 180:
            width, height = height, width
    if facts["seconds"] <= 0 or facts["rate"] <= 0:
        raise BadBoxes("a film of no length")
    return {**facts, "width": width, "height": height}


def _require_whole(stream: BinaryIO) -> None:
    """Check that every frame the video lists is present."""
    with _opened(stream, ignore_editlist="1") as container:
        film = container.streams.video[0]
        whole = sum(not each.is_corrupt for each in container.demux(film) if each.size)
        if whole < film.frames:
            raise BadBoxes("pictures are missing")


def _first_picture(container: "InputContainer") -> "VideoFrame":
    return next(container.decode(video=0))


def _upright(picture: "VideoFrame") -> "Image":
    image: Image = picture.to_image()  # type: ignore[no-untyped-call]
    return image.rotate(picture.rotation, expand=True)
