"""Exchange: one conversation with a server, with a deadline and a size limit.

The time limit of a socket begins anew with each byte, so a server could keep us for
days; and a reader of whole answers holds as much as the server likes to send.
"""

import io
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from time import monotonic
from types import TracebackType
from typing import Any, Self

SLOWEST = 32 * 1024  #: bytes a second that an upload must achieve
_AT_ONCE = 256 * 1024  #: bytes of a request that buy no time

_cuts: set[Callable[[], None]] = set()
_cuts_lock = threading.Lock()
_stopping = 0  #: number of blocks that say nothing may go on


class Overflow(OSError):
    """Answer with more bytes than it may have."""


class Exchange:
    """Block in which everything on the followed connection has an end.

    When the time is up the connection is shut down, whatever thread waits for it and
    even in the middle of a TLS handshake, a header or a body. Bytes sent do not
    count: *most* bytes may still come.
    """

    def __init__(self, seconds: float, *, most: int) -> None:
        self.overflowed = False
        self.begun = False  #: a byte of ours may have arrived
        self._seconds = seconds
        self._ends_at = self._latest = monotonic() + seconds
        self._most = most
        self._sent = 0
        self._cut = False
        self._over = False
        self._grip: socket.socket | None = None
        self._changed = threading.Condition()

    def __enter__(self) -> Self:
        self.begin()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.end()

    def begin(self) -> None:
        """Start of the deadline."""
        threading.Thread(target=self._watch, name="exchange", daemon=True).start()
        _register(self.cut)

    def end(self) -> None:
        """End of the watch."""
        _unregister(self.cut)
        with self._changed:
            self._over = True
            self._let_go()
            self._changed.notify()

    def cut(self) -> None:
        """End of the exchange now, as if the time were up."""
        with self._changed:
            self._cut = True
            self._changed.notify()

    @property
    def left(self) -> float:
        """Seconds left; none when the time is up."""
        return 0.0 if self._cut else max(self._ends_at - monotonic(), 0.0)

    @property
    def is_up(self) -> bool:
        """True when the bytes read may have been cut short."""
        return self.left <= 0

    def extend(self, seconds: float) -> None:
        """Deadline extended to *seconds* from now."""
        with self._changed:
            self._ends_at = monotonic() + seconds
            self._changed.notify()

    @contextmanager
    def sending(self, count: int) -> Iterator[None]:
        """Block that sends a chunk; a large one gets the time of a slow line.

        It may stand still no longer than a whole answer may take, and neither may the
        answer to it.
        """
        self.begun = True
        yield
        before = max(self._sent, _AT_ONCE)
        self._sent += count
        with self._changed:
            self._latest += max(self._sent - before, 0) / SLOWEST
            self._ends_at = min(self._latest, monotonic() + self._seconds)
            self._changed.notify()

    def allow(self, most: int) -> None:
        """Number of bytes that may come from now on."""
        self._most = most

    def received(self, count: int) -> None:
        """Count of received bytes; raises Overflow when it was too much."""
        self._most -= count
        if self._most < 0:
            self.overflowed = True
            raise Overflow("the answer is larger than it may be")

    def follow(self, connection: socket.socket) -> None:
        """Timely shutdown of *connection*, even when TLS takes its socket away.

        A copy of the descriptor, because TLS takes a socket out of its object, and shut
        down below TLS, which would say goodbye and go on unencrypted.
        """
        with self._changed:
            self._let_go()
            self._grip = socket.fromfd(
                connection.fileno(), connection.family, connection.type
            )
            self._changed.notify()

    def metered(self, file: io.RawIOBase) -> io.BufferedReader:
        """Stream that raises Overflow where too much comes."""
        return io.BufferedReader(_Metered(file, self))

    def _watch(self) -> None:
        with self._changed:
            while not self._over:
                if self.left > 0:
                    self._changed.wait(self.left)
                else:
                    self._cut = True  # for good, whatever is sent meanwhile
                    self._hang_up()
                    self._changed.wait()

    def _hang_up(self) -> None:
        if self._grip is not None:
            with suppress(OSError):
                self._grip.shutdown(socket.SHUT_RDWR)

    def _let_go(self) -> None:
        if self._grip is not None:
            self._grip.close()
            self._grip = None


class _Metered(io.RawIOBase):
    """Stream that counts its bytes."""

    def __init__(self, file: io.RawIOBase, exchange: Exchange) -> None:
        self._file = file
        self._exchange = exchange

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int | None:  # whatever can be written into
        count = self._file.readinto(buffer)
        self._exchange.received(count or 0)
        return count

    def close(self) -> None:
        self._file.close()
        super().close()


@contextmanager
def cuttable(cut: Callable[[], None]) -> Iterator[None]:
    """Block whose exchange :func:`cutting` ends."""
    _register(cut)
    try:
        yield
    finally:
        _unregister(cut)


@contextmanager
def cutting() -> Iterator[None]:
    """Block in which no exchange goes on or begins.

    Each tells its caller of a lost answer, or of a connection that was never made.
    """
    global _stopping  # noqa: PLW0603  # the process has one end
    with _cuts_lock:
        _stopping += 1
        under_way = [*_cuts]
    for cut in under_way:
        cut()
    try:
        yield
    finally:
        with _cuts_lock:
            _stopping -= 1


def _register(cut: Callable[[], None]) -> None:
    with _cuts_lock:
        _cuts.add(cut)
        is_late = _stopping > 0
    if is_late:
        cut()


def _unregister(cut: Callable[[], None]) -> None:
    with _cuts_lock:
        _cuts.discard(cut)
