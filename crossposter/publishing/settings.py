"""Settings of publishing: retry, late, timeout, approval lifetime."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Literal

from crossposter.scheduling.backoff import Retry
from crossposter.scheduling.durations import Duration


@dataclass(frozen=True, kw_only=True)
class Late:
    """Lateness rule for a delivery whose time has passed by more than *grace*."""

    grace: Duration = timedelta(hours=2)
    then: Literal["hold", "next-slot", "expire"] = "hold"


@dataclass(frozen=True, kw_only=True)
class PublishingSettings:
    """Rules of the office for publishing."""

    retry: Retry = field(default_factory=Retry)
    late: Late = field(default_factory=Late)
    approval_holds: timedelta = timedelta(days=14)
    timeout: timedelta = timedelta(seconds=30)  #: of one request
