"""Pure: totals of a week."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from statistics import median

from crossposter.database.models import DeliveryStatus as Status
from crossposter.database.models.delivery_states import UNSETTLED
from crossposter.database.queries.report_failures import Setback
from crossposter.database.queries.reports import AnnouncementRow, Published
from crossposter.reports.failures import PUNCTUAL
from crossposter.reports.model import Summary


@dataclass(frozen=True, kw_only=True)
class Week:
    """Data of a week, as far as it is counted."""

    approved: int
    waiting: int
    published: Sequence[Published]
    earlier: frozenset[int] = frozenset()  #: announcements public before this week
    told: Mapping[int, AnnouncementRow] = field(default_factory=dict)
    postponed: frozenset[int] = frozenset()  #: deliveries that lost their time
    setbacks: Sequence[Setback] = ()
    left_out: Mapping[str, int] = field(default_factory=dict)  #: by channel


def summed(week: Week) -> Summary:
    """Summary of a week in numbers."""
    waits = _waits(week)
    urgent = [key for key in waits if week.told[key].urgent]
    return Summary(
        approved=week.approved,
        published=len(week.published),
        failed=_now(week.setbacks, Status.FAILED),
        held=_now(week.setbacks, *UNSETTLED),
        expired=_now(week.setbacks, Status.EXPIRED),
        waiting=week.waiting,
        on_time=on_time(week.published, week.postponed),
        median_wait=_middle(waits.values()),
        urgent=len(urgent),
        urgent_wait=_middle(waits[key] for key in urgent),
    )


def on_time(published: Sequence[Published], postponed: frozenset[int]) -> float | None:
    """Share of posts that kept the time they were approved for."""
    if not published:
        return None
    kept = sum(
        each.at <= each.due_at + PUNCTUAL and each.delivery not in postponed
        for each in published
    )
    return kept / len(published)


def failures(setbacks: Iterable[Setback], channel: str) -> int:
    """Number of deliveries to a channel that failed in the week, and still have."""
    return _now((each for each in setbacks if each.channel == channel), Status.FAILED)


def _now(setbacks: Iterable[Setback], *statuses: Status) -> int:
    """Number of deliveries that came to a status in the week and still have it."""
    return len(
        {
            each.delivery
            for each in setbacks
            if each.after in statuses and each.status in statuses
        }
    )


def _waits(week: Week) -> dict[int, timedelta | None]:
    """Waits from approval to the first post, of announcements that went out this week.

    None if it was approved again after its first post, or the clock was set back.
    """
    waits: dict[int, timedelta | None] = {}
    for each in week.published:  # oldest first
        key = each.announcement
        if key not in waits and key not in week.earlier and key in week.told:
            waits[key] = _wait(week.told[key].approved_at, each.at)
    return waits


def _wait(approved_at: datetime | None, first: datetime) -> timedelta | None:
    if approved_at is None or first < approved_at:
        return None
    return first - approved_at


def _middle(waits: Iterable[timedelta | None]) -> timedelta | None:
    known = [each.total_seconds() for each in waits if each is not None]
    return timedelta(seconds=round(median(known))) if known else None
