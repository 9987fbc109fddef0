"""Pure: from what is wrong at a moment to what people are told, once.

A condition is something that is wrong now; it has a nature, a word that stays the same
however often it is found. People hear of each nature once, and of the end when it has
stayed away for a while.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from crossposter.database.models.incident import IncidentKind, IncidentState, Value

QUIET = timedelta(minutes=15)  #: so long a trouble must stay away to count as solved
GATHER = timedelta(seconds=10)  #: news wait so long for others, to go out together
GATHER_AT_MOST = timedelta(seconds=60)
THRESHOLDS = (0, 1, 7, 14, 30)  #: days before the end of something


@dataclass(frozen=True, kw_only=True)
class Condition:
    """One thing that is wrong at the moment."""

    key: str  #: what it is about: "channel/facebook", "delivery/12"
    kind: IncidentKind  #: the alerts have sentences for each
    nature: str = ""  #: a word; of another nature it is told again
    values: Mapping[str, Value] = field(default_factory=dict)  #: for the sentences
    since: datetime | None = None  #: when it began, where that is known
    once: bool = False  #: told when it happens, and over with that


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What becomes of the incidents that are open, by their keys."""

    opened: tuple[Condition, ...]
    stay: Mapping[str, IncidentState]  #: what is open and missing here is over
    tell: bool  #: it is time for what is untold


def plan(
    open_ones: Mapping[str, IncidentState], found: Sequence[Condition], now: datetime
) -> Plan:
    """Compare what is open with what is found to be wrong."""
    wrong = {each.key: each for each in found}
    courses = {
        key: go_on(course, wrong[key], now) if key in wrong else subside(course, now)
        for key, course in open_ones.items()
    }
    stay = {key: course for key, course in courses.items() if course is not None}
    opened = tuple(each for key, each in wrong.items() if key not in open_ones)
    waiting = [each.untold_since for each in stay.values() if each.untold_since]
    still_coming = [now for _ in opened]
    return Plan(
        opened=opened,
        stay=stay,
        tell=bool(waiting) and is_time_to_tell([*waiting, *still_coming], now),
    )


def begin(condition: Condition, now: datetime) -> IncidentState:
    """It was not there before."""
    return IncidentState(
        kind=condition.kind,
        nature=_nature(condition),
        values=condition.values,
        untold_since=now,
        once=condition.once,
    )


def go_on(course: IncidentState, condition: Condition, now: datetime) -> IncidentState:
    """It is there still, or again; only a nature nobody heard of yet is news."""
    nature = _nature(condition)
    if nature in course.told:
        return replace(course, well_since=None, untold_since=None)
    return replace(
        course,
        kind=condition.kind,
        nature=nature,
        values=condition.values,
        untold_since=course.untold_since or now,
        well_since=None,
    )


def subside(course: IncidentState, now: datetime) -> IncidentState | None:
    """It is not there any more; None once it has stayed away long enough.

    What nobody heard of is over at once, and nobody need hear of it.
    """
    if course.once:
        return course
    if not course.told:
        return None
    since = course.well_since
    if since is None or since > now:  # the clock was set back
        return replace(course, well_since=now, untold_since=None)
    return None if now - since >= QUIET else course


def tell(course: IncidentState) -> IncidentState:
    """People have been told of it as it is."""
    return replace(course, told=(*course.told, course.nature), untold_since=None)


def is_time_to_tell(untold: Sequence[datetime], now: datetime) -> bool:
    """Whether the news, each since a moment, need not wait for more to come."""
    if not untold:
        return False
    calm = now - max(untold)
    return abs(calm) >= GATHER or now - min(untold) >= GATHER_AT_MOST


def threshold(ends_at: datetime, now: datetime) -> int | None:
    """The days left, rounded up to one of THRESHOLDS; None while there are more."""
    left = ends_at - now
    reached = (days for days in THRESHOLDS if left <= timedelta(days=days))
    return next(reached, None)


def _nature(condition: Condition) -> str:
    return f"{condition.kind} {condition.nature}".strip()
