"""`Clock` protocol and the system clock."""

import time
from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """Source of the current time; tests bring their own."""

    def now(self) -> datetime:
        """Time now, aware, in UTC."""
        ...

    def sleep(self, duration: timedelta) -> None:
        """Wait in this thread."""
        ...


class SystemClock:
    """Clock of this machine."""

    def now(self) -> datetime:
        return datetime.now(UTC)

    def sleep(self, duration: timedelta) -> None:
        time.sleep(max(duration.total_seconds(), 0))
