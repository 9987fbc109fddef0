"""Exponential backoff (`Retry`)."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Annotated

from pydantic import Field

from crossposter.scheduling.durations import LongDuration


@dataclass(frozen=True, kw_only=True)
class Retry:
    """Number and pace of tries."""

    first: LongDuration = timedelta(minutes=1)
    longest: LongDuration = timedelta(hours=1)
    attempts: Annotated[int, Field(ge=1, le=100)] = 8

    def wait(self, tries: int) -> timedelta:
        """Wait, doubled each time: 1, 2, 4 … minutes by default, at most *longest*."""
        doublings = min(max(tries - 1, 0), 30)
        return min(self.first * (1 << doublings), self.longest)

    def pause(self, lasted: timedelta, *, at_most: timedelta) -> timedelta:
        """Pause as long again as it has lasted: such waits double by themselves."""
        return min(max(lasted, self.first), self.longest, at_most)
