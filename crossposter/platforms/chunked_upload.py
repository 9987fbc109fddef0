"""Chunked uploads within a time slice, so that one does not block its lane."""

from collections.abc import Iterator
from datetime import timedelta
from typing import BinaryIO

from crossposter.channels import Media, NotReady
from crossposter.clock import Clock

TURN = timedelta(minutes=1)
PIECE = 4 * 1024 * 1024  # bytes of a chunk; X takes 5 MB at most


class TimeSlice:
    """Time slice of an upload; the next one goes on where it ended."""

    def __init__(self, clock: Clock, service: str) -> None:
        self._clock = clock
        self._service = service
        self._ends = clock.now() + TURN

    def go_on(self) -> None:
        """Check of the time slice; raises NotReady when it has ended."""
        if self._clock.now() >= self._ends:
            raise NotReady(
                f"{self._service} gets a film piece by piece: it goes on by itself.",
                after=timedelta(0),
            )

    def pieces(self, media: Media, *, done: int) -> Iterator[bytes]:
        """Chunks after the first *done* bytes, one at a time; raises NotReady."""
        with media.open() as stream:
            stream.seek(done)
            while piece := stream.read(PIECE):
                self.go_on()
                yield piece


class Remainder:
    """Rest of a video's bytes from one offset on, read only as they are sent.

    It has a length, so that the request says how much comes.
    """

    def __init__(self, stream: BinaryIO, size: int) -> None:
        self._stream = stream
        self._left = size - stream.tell()

    def __len__(self) -> int:
        return self._left

    def __iter__(self) -> Iterator[bytes]:
        while piece := self.read(PIECE):
            yield piece

    def read(self, amount: int = -1) -> bytes:
        """Bytes as from a file."""
        return self._stream.read(amount)
