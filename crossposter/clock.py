"""Where the program gets the time from."""

import time
from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """The source of now; tests bring their own."""

    def now(self) -> datetime:
        """Aware, in UTC."""
        ...

    def sleep(self, duration: timedelta) -> None:
        """Wait in this thread."""
        ...


class SystemClock:
    """The clock of this machine."""

    def now(self) -> datetime:
        return datetime.now(UTC)

    def sleep(self, duration: timedelta) -> None:
        time.sleep(max(duration.total_seconds(), 0))
