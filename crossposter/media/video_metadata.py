"""Video metadata: blanks place, time and camera in MP4 and QuickTime files.

Metadata is blanked, not cut out: every byte that plays stays in its place, so nothing
is encoded again and the same video always gives the same bytes.
"""

import io
import os
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import BinaryIO

from crossposter.media.mp4_boxes import (
    LARGEST_TABLE,
    BadBoxes,
    Box,
    boxes,
    children,
    read,
)
from crossposter.media.mp4_samples import sample_spans

_PLAYING = {b"vide", b"soun"}  # kinds of tracks that play
_TOP = {b"ftyp", b"moov", b"mdat", b"moof", b"mfra", b"sidx", b"ssix", b"styp", b"wide"}
_MOVIE = {b"mvhd", b"trak", b"mvex", b"iods"}
_TOLD = {b"udta", b"meta", b"uuid", b"free", b"skip", b"tref", b"gps "}
_NESTED = {b"trak", b"mdia", b"minf", b"stbl", b"moof", b"traf"}
#: FFmpeg reads them completely, whatever they contain.
_TABLES = {b"stco", b"co64", b"stsz", b"stz2", b"stsc", b"stts", b"ctts", b"stss"}
_DATED = {b"mvhd", b"tkhd", b"mdhd"}


@dataclass(frozen=True, kw_only=True, order=True)
class Redaction:
    """Bytes to be replaced: by *word*, or by zeros without one."""

    start: int
    end: int
    word: bytes = b""

    def filling(self, start: int, end: int) -> bytes:
        """Replacement for the bytes from *start* to *end*, both inside of it."""
        if self.word:
            return self.word[start - self.start : end - self.start]
        return bytes(end - start)


def traces(file: BinaryIO) -> list[Redaction]:
    """Blanks of a file, in order and without overlaps.

    Raises BadBoxes if it is no complete video, or has metadata hidden in fragments.
    """
    top = list(boxes(file, 0, file.seek(0, os.SEEK_END)))
    found: list[Redaction] = []
    for box in top:
        if box.kind not in _TOP:
            found += _blanked(box)
        elif box.kind == b"moov":
            found += _of_movie(file, box, top)
        elif box.kind in _NESTED:
            found += _of_container(file, box)
    return list(_apart(sorted(found)))


def _apart(blanks: Iterable[Redaction]) -> Iterator[Redaction]:
    """Blanks without overlaps: two tracks may refer to the same bytes."""
    at = 0
    for blank in blanks:
        if blank.end > at:
            yield replace(blank, start=max(at, blank.start))
            at = blank.end


def _of_movie(file: BinaryIO, movie: Box, top: Sequence[Box]) -> Iterator[Redaction]:
    for box in children(file, movie):
        if box.kind not in _MOVIE:
            yield from _blanked(box)
        elif box.kind == b"trak" and _handler(file, box) not in _PLAYING:
            yield from _of_silent_track(file, box, top)
        else:
            yield from _of_box(file, box)


def _of_silent_track(file: BinaryIO, track: Box, top: Sequence[Box]) -> list[Redaction]:
    """Blanks for a track of places, times or texts, and for the data it refers to."""
    if any(each.kind == b"moof" for each in top):
        raise BadBoxes("a track in fragments that neither shows nor sounds")
    data = [each for each in top if each.kind == b"mdat"]
    table = _inside(file, track, b"mdia", b"minf", b"stbl")
    spans = list(sample_spans(file, table)) if table else []
    starts = [box.body for box in data]  # in the order of the file
    for start, end in spans:
        at = bisect_right(starts, start) - 1
        if at < 0 or end > data[at].end:
            raise BadBoxes("a track refers to what is not there")
    return [
        *_blanked(track),
        *(Redaction(start=start, end=end) for start, end in spans if start < end),
    ]


def _of_box(file: BinaryIO, box: Box) -> Iterator[Redaction]:
    if box.kind in _TOLD:
        yield from _blanked(box)
    elif box.kind in _DATED:
        file.seek(box.body)
        width = 16 if file.read(1) == b"\x01" else 8  # by the version of the box
        yield Redaction(start=box.body + 4, end=box.body + 4 + width)
    elif box.kind in _TABLES and box.end - box.body > LARGEST_TABLE:
        raise BadBoxes("a table larger than any film needs")
    elif box.kind in _NESTED:
        yield from _of_container(file, box)


def _of_container(file: BinaryIO, box: Box) -> Iterator[Redaction]:
    for child in children(file, box):
        yield from _of_box(file, child)


def _blanked(box: Box) -> list[Redaction]:
    """Blanks that turn a box into a free one."""
    name = Redaction(start=box.start + 4, end=box.start + 8, word=b"free")
    return [
        name,
        *([Redaction(start=box.body, end=box.end)] if box.body < box.end else []),
    ]


def _handler(file: BinaryIO, track: Box) -> bytes:
    box = _inside(file, track, b"mdia", b"hdlr")
    return read(file, box)[8:12] if box else b""


def _inside(file: BinaryIO, box: Box, *path: bytes) -> Box | None:
    for kind in path:
        found = next((it for it in children(file, box) if it.kind == kind), None)
        if found is None:
            return None
        box = found
    return box


class Cleaned(io.RawIOBase):
    """Stream of a video without metadata; *file* is closed by whoever opened it."""

    def __init__(self, file: BinaryIO) -> None:
        self._blanks = traces(file)
        self._file = file
        self._file.seek(0)

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        return self._file.seek(offset, whence)

    def tell(self) -> int:
        return self._file.tell()

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        start = self._file.tell()
        data = bytearray(self._file.read(len(buffer)))
        end = start + len(data)
        at = bisect_right(self._blanks, start, key=lambda blank: blank.end)
        for blank in islice(self._blanks, at, None):
            if blank.start >= end:
                break
            first, last = max(start, blank.start), min(end, blank.end)
            data[first - start : last - start] = blank.filling(first, last)
        buffer[: len(data)] = data
        return len(data)
