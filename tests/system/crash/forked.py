"""Processes of a fork server, watched by several threads at the same time."""

import multiprocessing
import threading
import time
from collections.abc import Callable

#: Whoever starts a process looks at all the others as well, and the way one ended can be
#: read only once: https://github.com/python/cpython/issues/130895
_TURN = threading.Lock()
_PAUSE = 0.01  #: seconds between two looks


class Forked:
    """A process that has the program loaded from its first instant."""

    def __init__(self, preload: str, target: Callable[..., None], *args: object):
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload([preload])
        self._process = context.Process(target=target, args=args, daemon=True)
        with _TURN:
            self._process.start()
        self.pid = self._process.pid or 0

    @property
    def exitcode(self) -> int | None:
        """As the system tells it; None while the process lives."""
        with _TURN:
            return self._process.exitcode

    def is_alive(self) -> bool:
        """Whether it has not ended yet."""
        return self.exitcode is None

    def join(self, seconds: float = 60) -> int | None:
        """Wait for its end, at most so long, and tell its exit code."""
        give_up_at = time.monotonic() + seconds
        while self.is_alive() and time.monotonic() < give_up_at:
            time.sleep(_PAUSE)
        return self.exitcode

    def terminate(self) -> None:
        """Ask it to end."""
        self._process.terminate()

    def kill(self) -> None:
        """End it at once, and wait until it has."""
        self._process.kill()
        self.join()
