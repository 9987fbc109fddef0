"""How long one upload may keep its lane before others have their turn."""

from collections.abc import Iterator
from datetime import timedelta
from typing import BinaryIO

from crossposter.channels import Media, NotReady
from crossposter.clock import Clock

TURN = timedelta(minutes=1)
PIECE = 4 * 1024 * 1024  # X takes 5 MB at most


class Turn:
    """One turn of an upload; the next goes on where it ended."""

    def __init__(self, clock: Clock, service: str) -> None:
        self._clock = clock
        self._service = service
        self._ends = clock.now() + TURN

    def go_on(self) -> None:
        """Raises NotReady when the turn has ended."""
        if self._clock.now() >= self._ends:
            raise NotReady(
                f"{self._service} gets a film piece by piece: it goes on by itself.",
                after=timedelta(0),
            )

    def pieces(self, media: Media, *, done: int) -> Iterator[bytes]:
        """The bytes after the first *done*, one piece at a time; raises NotReady."""
        with media.open() as stream:
            stream.seek(done)
            while piece := stream.read(PIECE):
                self.go_on()
                yield piece


class Rest:
    """The bytes of a film from one place on, read only as they are sent.

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
        """As of a file."""
        return self._stream.read(amount)
