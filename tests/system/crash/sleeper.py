"""A process that stands still, is taken for dead, and wakes up beside its successor.

A stopped virtual machine does so, and a daemon whose database server was restarted.
Only one of the two runs at any time, so that a seed still gives the same day.
"""

import threading
from collections.abc import Callable

from crossposter.app import App
from tests.system.crash.network import Crash


class TakenOver(Crash):
    """The process that stood still is replaced; it is not dead."""


class Sleeper:
    """Runs one lane of an old process in a thread of its own."""

    def __init__(
        self, app: App, lane: str, falls_asleep: Callable[[str], bool]
    ) -> None:
        self._app = app
        self._lane = lane
        self._falls_asleep = falls_asleep
        self._sleeps = threading.Event()
        self._woken = threading.Event()
        self._ended: BaseException | None = None
        self._killed = False
        self._thread = threading.Thread(target=self._run, daemon=True)
        self.is_asleep = False

    def start(self) -> None:
        """Run until it falls asleep or has nothing left to do."""
        self._thread.start()
        self._sleeps.wait()
        self._raise()

    def wake(self) -> None:
        """Let it bring to an end what it has in hand, as if nothing had happened."""
        self.is_asleep = False
        self._app.publishing.stop()
        self._woken.set()
        self._thread.join()
        self._raise()

    def kill(self) -> None:
        """It never wakes up."""
        if self.is_asleep:
            self._killed = True
            self.wake()

    def is_running_here(self) -> bool:
        """Whether this is the thread of the old process."""
        return threading.current_thread() is self._thread

    def is_replaced_here(self) -> bool:
        """Whether this is that thread, after another process has taken over."""
        return self.is_running_here() and self._woken.is_set()

    def steps(self, step: str) -> None:
        """Called at each of its own steps."""
        if not self._woken.is_set() and self._falls_asleep(step):
            self.is_asleep = True
            self._sleeps.set()
            self._woken.wait()
            if self._killed:
                raise Crash(step)

    @property
    def deliveries(self) -> frozenset[int]:
        """What it believes to have in hand."""
        return frozenset(self._app.publishing._hand._ids)

    def _run(self) -> None:
        try:
            self._app.publishing.run_lane(self._lane)
        except BaseException as error:  # noqa: BLE001  # told in the other thread
            self._ended = error
        self._sleeps.set()

    def _raise(self) -> None:
        error, self._ended = self._ended, None
        if error is not None and not self._killed:
            raise error
