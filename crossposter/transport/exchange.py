"""Exchange: one conversation with a server, over by a moment and of limited size.

The time limit of a socket begins anew with each byte, so that a server could keep us for
days; and what reads a whole answer holds as much as the server likes to send.
"""

import io
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from time import monotonic
from types import TracebackType
from typing import Any, Self

SLOWEST = 32 * 1024  #: bytes a second that an upload has to get rid of
_AT_ONCE = 256 * 1024  #: bytes of a request that buy no time

_cuts: set[Callable[[], None]] = set()
_cuts_lock = threading.Lock()
_stopping = 0  #: how many say that nothing may go on


class Overflow(OSError):
    """The other side has sent more than it may."""


class Exchange:
    """A block in which everything on the followed connection has an end.

    When the time is up the connection is shut down, whatever thread waits for it and
    whether it is dripping a TLS handshake, a header or a body. It does not count what
    was spent: *most* bytes may still come.
    """

    def __init__(self, seconds: float, *, most: int) -> None:
        self.overflowed = False
        self.begun = False  #: whether a byte of ours may have arrived
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
        """Watch over the time from now on."""
        threading.Thread(target=self._watch, name="exchange", daemon=True).start()
        _register(self.cut)

    def end(self) -> None:
        """Nothing is watched any longer."""
        _unregister(self.cut)
        with self._changed:
            self._over = True
            self._let_go()
            self._changed.notify()

    def cut(self) -> None:
        """End it now, as if the time were up."""
        with self._changed:
            self._cut = True
            self._changed.notify()

    @property
    def left(self) -> float:
        """Seconds; none when the time is up."""
        return 0.0 if self._cut else max(self._ends_at - monotonic(), 0.0)

    @property
    def is_up(self) -> bool:
        """Whether what was read may have been cut short."""
        return self.left <= 0

    def extend(self, seconds: float) -> None:
        """Give what comes so much time, counted from now."""
        with self._changed:
            self._ends_at = monotonic() + seconds
            self._changed.notify()

    @contextmanager
    def sending(self, count: int) -> Iterator[None]:
        """Send a piece; a large upload has as much time as a slow line needs.

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
        """So many bytes may come from now on."""
        self._most = most

    def received(self, count: int) -> None:
        """Raises Overflow when that was too much."""
        self._most -= count
        if self._most < 0:
            self.overflowed = True
            raise Overflow("the answer is larger than it may be")

    def follow(self, connection: socket.socket) -> None:
        """Shut *connection* down in time, whatever becomes of its object.

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
        """The same stream, which ends in Overflow where too much comes."""
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
    """Counts what comes out of a stream."""

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
    """Let :func:`cutting` end what runs in the block."""
    _register(cut)
    try:
        yield
    finally:
        _unregister(cut)


@contextmanager
def cutting() -> Iterator[None]:
    """Nothing that waits for another machine goes on, or begins, during the block.

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
