"""Time as the simulation has it: true for the platforms, arguable on this machine."""

from datetime import datetime, timedelta

from tests.support.fakes import MONDAY


class VirtualTime:
    """A clock for the program; *true* is what the platforms go by."""

    def __init__(self, start: datetime = MONDAY) -> None:
        self.true = start
        self.wrong_by = timedelta(0)

    def now(self) -> datetime:
        """What this machine believes."""
        return self.true + self.wrong_by

    def sleep(self, duration: timedelta) -> None:
        """Nothing happens for a while."""
        self.true += max(duration, timedelta(0))

    def monotonic(self) -> timedelta:
        """Time that passed, whatever the clock on the wall says."""
        return self.true - MONDAY

    def jump(self, by: timedelta) -> None:
        """Somebody sets this machine's clock."""
        self.wrong_by += by
