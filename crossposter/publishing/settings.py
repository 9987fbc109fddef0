"""Settings of publishing: retry, late, timeout, approval lifetime."""

from dataclasses import dataclass, field
from datetime import timedelta

from crossposter.publishing.lifecycle import Late
from crossposter.scheduling.backoff import Retry


@dataclass(frozen=True, kw_only=True)
class Rules:
    """Rules of the office for publishing."""

    retry: Retry = field(default_factory=Retry)
    late: Late = field(default_factory=Late)
    approval_holds: timedelta = timedelta(days=14)
    timeout: timedelta = timedelta(seconds=30)  #: of one request
