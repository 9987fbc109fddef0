"""Pure: opens, updates, deduplicates and resolves incidents.

A condition is something that is wrong now; its variant is a word that stays the same
however often it is found. People are notified of each variant once, and of the end
when the condition has stayed away for a while.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from crossposter.database.models.incident import IncidentKind, IncidentState, Value

RESOLVE_TIMEOUT = timedelta(minutes=15)  #: absence after which an incident is resolved
GROUP_WAIT = timedelta(seconds=10)  #: how long news waits for more, to go out together
GROUP_WAIT_MAX = timedelta(seconds=60)
THRESHOLDS = (0, 1, 7, 14, 30)  #: days before an end


@dataclass(frozen=True, kw_only=True)
class Condition:
    """Condition that is wrong at the moment."""

    key: str  #: its subject: "channel/facebook", "delivery/12"
    kind: IncidentKind  #: the alerts have sentences for each
    variant: str = ""  #: a word; another variant is reported again
    values: Mapping[str, Value] = field(default_factory=dict)  #: for the sentences
    since: datetime | None = None  #: when it began, if known
    once: bool = False  #: reported when it happens, and then over


@dataclass(frozen=True, kw_only=True)
class Plan:
    """Plan for the open incidents, by their keys."""

    opened: tuple[Condition, ...]
    stay: Mapping[str, IncidentState]  #: open incidents that are missing here are over
    tell: bool  #: pending notifications are due


def plan(
    open_ones: Mapping[str, IncidentState], found: Sequence[Condition], now: datetime
) -> Plan:
    """Plan from the open incidents and the conditions found."""
    wrong = {each.key: each for each in found}
    courses = {
        key: go_on(course, wrong[key], now) if key in wrong else subside(course, now)
        for key, course in open_ones.items()
    }
    stay = {key: course for key, course in courses.items() if course is not None}
    opened = tuple(each for key, each in wrong.items() if key not in open_ones)
    waiting = [each.pending_since for each in stay.values() if each.pending_since]
    still_coming = [now for _ in opened]
    return Plan(
        opened=opened,
        stay=stay,
        tell=bool(waiting) and is_time_to_tell([*waiting, *still_coming], now),
    )


def begin(condition: Condition, now: datetime) -> IncidentState:
    """State of a new incident."""
    return IncidentState(
        kind=condition.kind,
        variant=_variant(condition),
        values=condition.values,
        pending_since=now,
        once=condition.once,
    )


def go_on(course: IncidentState, condition: Condition, now: datetime) -> IncidentState:
    """State of an incident found again; only a variant not yet notified is news."""
    variant = _variant(condition)
    if variant in course.notified:
        return replace(course, ok_since=None, pending_since=None)
    return replace(
        course,
        kind=condition.kind,
        variant=variant,
        values=condition.values,
        pending_since=course.pending_since or now,
        ok_since=None,
    )


def subside(course: IncidentState, now: datetime) -> IncidentState | None:
    """State of an incident not found; None once it has been absent long enough.

    An incident nobody was notified of is over at once, without a notification.
    """
    if course.once:
        return course
    if not course.notified:
        return None
    since = course.ok_since
    if since is None or since > now:  # the clock was set back
        return replace(course, ok_since=now, pending_since=None)
    return None if now - since >= RESOLVE_TIMEOUT else course


def tell(course: IncidentState) -> IncidentState:
    """State after people have been notified of it."""
    return replace(
        course, notified=(*course.notified, course.variant), pending_since=None
    )


def is_time_to_tell(untold: Sequence[datetime], now: datetime) -> bool:
    """True if the pending news, each since a moment, need not wait for more."""
    if not untold:
        return False
    calm = now - max(untold)
    return abs(calm) >= GROUP_WAIT or now - min(untold) >= GROUP_WAIT_MAX


def threshold(ends_at: datetime, now: datetime) -> int | None:
    """Days left, rounded up to one of THRESHOLDS; None while there are more."""
    left = ends_at - now
    reached = (days for days in THRESHOLDS if left <= timedelta(days=days))
    return next(reached, None)


def _variant(condition: Condition) -> str:
    return f"{condition.kind} {condition.variant}".strip()
