"""Received videos by content: the header of an MP4 or MOV, and the facts kept of one.

https://developer.apple.com/documentation/quicktime-file-format
"""

import hashlib
import sqlite3
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from crossposter.sandbox.state import State

HEADER = 8


class NotAVideo(Exception):
    """Bytes that are no video a platform can play."""


@dataclass(frozen=True, kw_only=True)
class Video:
    """Video by the hash of its bytes, sizes in bytes and pixels."""

    sha256: str
    size: int
    width: int
    height: int
    seconds: float
    codec: str = ""  #: four letters, such as avc1; empty where a header does not say
    sound: str = ""
    rate: float = 0.0  #: frames a second; 0: not said

    @property
    def ratio(self) -> float:
        """Width divided by height."""
        return self.width / self.height


def opened(data: bytes) -> Video:
    """Video recognized by its content.

    Raises NotAFilm.
    """
    if data[4:8] != b"ftyp":
        raise NotAVideo
    try:
        movie = dict(_boxes(data))[b"moov"]
        seconds = _seconds(dict(_boxes(movie))[b"mvhd"])
        width, height = max(_sizes(movie))
    except (KeyError, ValueError, struct.error) as error:
        raise NotAVideo from error
    if not (seconds and width and height):
        raise NotAVideo
    return Video(
        sha256=hashlib.sha256(data).hexdigest(),
        size=len(data),
        width=width,
        height=height,
        seconds=seconds,
        **_tracks(movie),
    )


def _boxes(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Name and content of each box, one after another."""
    begin = 0
    while begin + HEADER <= len(data):
        length, name = struct.unpack_from(">I4s", data, begin)
        head = HEADER
        if length == 1:
            (length,) = struct.unpack_from(">Q", data, begin + HEADER)
            head = 2 * HEADER
        length = length or len(data) - begin
        if length < head or begin + length > len(data):
            raise NotAVideo
        yield name, data[begin + head : begin + length]
        begin += length


def _seconds(header: bytes) -> float:
    long = bool(header[0])  # version 1 writes times with 64 bits
    scale, duration = struct.unpack_from(
        ">IQ" if long else ">II", header, 20 if long else 12
    )
    return duration / scale if scale else 0.0


def _sizes(movie: bytes) -> Iterator[tuple[int, int]]:
    """Size of each track; an audio track has none."""
    for name, track in _boxes(movie):
        if name == b"trak":
            header = dict(_boxes(track))[b"tkhd"]
            width, height = struct.unpack(">II", header[-8:])
            yield width >> 16, height >> 16


def _tracks(movie: bytes) -> dict[str, Any]:
    """Codecs of video and audio, as far as the tracks say."""
    found: dict[str, Any] = {}
    for name, track in _boxes(movie):
        media = (
            dict(_boxes(dict(_boxes(track)).get(b"mdia", b"")))
            if name == b"trak"
            else {}
        )
        if not {b"hdlr", b"mdhd", b"minf"} <= media.keys():
            continue
        table = dict(_boxes(dict(_boxes(media[b"minf"]))[b"stbl"]))
        codec = table[b"stsd"][12:16].decode("latin-1")
        if media[b"hdlr"][8:12] == b"vide":
            lasts = _seconds(media[b"mdhd"])
            rate = _count(table[b"stts"]) / lasts if lasts else 0.0
            found |= {"codec": codec, "rate": rate}
        elif media[b"hdlr"][8:12] == b"soun":
            found["sound"] = codec
    return found


def _count(times: bytes) -> int:
    """Number of frames that the table of times lists."""
    (entries,) = struct.unpack_from(">I", times, 4)
    return sum(struct.unpack_from(f">{2 * entries}I", times, 8)[::2])


def save(state: State, film: Video) -> Video:
    """Video, with its facts kept and its bytes dropped."""
    state.write(
        "INSERT OR IGNORE INTO film VALUES (?, ?, ?, ?, ?)",
        *(film.sha256, film.size, film.width, film.height, film.seconds),
    )
    return film


def load(state: State, sha256: str) -> Video | None:
    """Video as it was kept."""
    row = state.row("SELECT * FROM film WHERE sha256 = ?", sha256)
    return _film(row) if row else None


def _film(row: sqlite3.Row) -> Video:
    return Video(
        sha256=row["sha256"],
        size=row["size"],
        width=row["width"],
        height=row["height"],
        seconds=row["seconds"],
    )
