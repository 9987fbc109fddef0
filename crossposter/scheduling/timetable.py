"""Timetable: weekly slots; the next free one (`Timetable`, `Agenda`)."""

import heapq
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from itertools import groupby
from zoneinfo import ZoneInfo

from apscheduler.triggers.cron import CronTrigger

from crossposter.scheduling.blackouts import Blackouts
from crossposter.scheduling.wall_clock import (
    DAYS,
    TimetableError,
    line_of_rules,
    parse_days,
    parse_line,
    parse_time,
    readings,
    show_days,
    utc,
)

_HORIZON = timedelta(days=400)
_EXAMPLE = "mon-fri 07:00 11:00"


@dataclass(frozen=True, kw_only=True)
class Timetable:
    """Weekly rule; it follows the clock of its zone."""

    zone: ZoneInfo
    #: Day of the week (Monday is 0) and time of day.
    weekly: frozenset[tuple[int, time]]

    @classmethod
    def parse(cls, lines: Sequence[str], zone: ZoneInfo) -> "Timetable":
        """Timetable from lines like "mon-fri 07:00 11:00" and "sabtu/minggu 09.00"."""
        if not lines:
            raise TimetableError(f"a timetable needs a line, for example: {_EXAMPLE}")
        rules: list[frozenset[tuple[int, time]]] = []
        for line in lines:
            with line_of_rules(line, example=_EXAMPLE):
                rule = _parse_rule(line)
                if rule in rules:
                    raise TimetableError("another line says the same")
            rules.append(rule)
        return cls(zone=zone, weekly=frozenset().union(*rules))

    def slots(self, after: datetime) -> Iterator[datetime]:
        """Slots later than `after`, once and in order, in UTC.

        A time the clocks skip in spring comes later by as much as they are put forward;
        of a time they repeat in autumn only the first counts.
        """
        after = utc(after)
        days_of: defaultdict[time, set[int]] = defaultdict(set)
        for day, at in self.weekly:
            days_of[at].add(day)
        moments = (self._moments(at, days, after) for at, days in days_of.items())
        # A skipped time may coincide with another slot.
        return (slot for slot, _ in groupby(heapq.merge(*moments)))

    def _moments(
        self, at: time, days: Iterable[int], after: datetime
    ) -> Iterator[datetime]:
        # The trigger works on a clock that never changes, and the zone is applied to
        # its answers. In a zone it would repeat the doubled hour of autumn, and lose
        # slots after midnight when the clocks went forward the day before:
        # https://github.com/agronholm/apscheduler/issues/529
        trigger = CronTrigger(
            day_of_week=",".join(DAYS[day] for day in sorted(days)),
            hour=at.hour,
            minute=at.minute,
            timezone=UTC,
        )
        # Two days earlier, because a skipped time comes later than it reads.
        wall = after.astimezone(self.zone).replace(tzinfo=UTC) - timedelta(days=2)
        while (wall := trigger.get_next_fire_time(None, wall)) is not None:
            slot, _ = readings(wall, self.zone)
            if slot > after:
                yield slot
            wall += timedelta(minutes=1)

    def __str__(self) -> str:
        """Text of the rule as in a list of YAML: "mon-fri 07:00 11:00, sat 09:00"."""
        days_of: defaultdict[tuple[time, ...], set[int]] = defaultdict(set)
        for day in sorted({day for day, _ in self.weekly}):
            days_of[tuple(sorted(at for on, at in self.weekly if on == day))].add(day)
        return ", ".join(
            " ".join([show_days(days), *(f"{at:%H:%M}" for at in times)])
            for times, days in days_of.items()
        )


def _parse_rule(line: str) -> frozenset[tuple[int, time]]:
    days, times = parse_line(line)
    weekdays = parse_days(days)
    if not times:
        raise TimetableError(
            "there are days but no time (inside [...] a comma starts another line, "
            "so join days with a slash: mon/wed/fri 07:00)"
        )
    return frozenset((day, parse_time(at)) for day in weekdays for at in times)


@dataclass(frozen=True, kw_only=True)
class Agenda:
    """Rules of a channel for the time of a post."""

    timetable: Timetable
    blackouts: Blackouts
    spacing: timedelta

    def next_slot(self, after: datetime, taken: Collection[datetime]) -> datetime:
        """First free slot later than `after`; no two posts share a slot.

        Raises TimetableError if there is none within 400 days.
        """
        after = utc(after)
        busy = sorted(map(utc, taken))
        spacing = max(self.spacing, timedelta.resolution)
        for slot in self.timetable.slots(after):
            if slot - after > _HORIZON:
                break
            if (
                _nearer(slot, busy, spacing) is None
                and self.blackouts.end_of(slot) is None
            ):
                return slot
        raise TimetableError(
            f"the timetable ({self.timetable}) has no free slot in the next "
            f"{_HORIZON.days} days; add slots, or shorten the blackouts or the spacing"
        )

    def at(self, moment: datetime, taken: Collection[datetime]) -> datetime:
        """First free moment from `moment` on, even if it is no slot."""
        moment = utc(moment)
        busy = sorted(map(utc, taken))
        while True:
            if (end := self.blackouts.end_of(moment)) is not None:
                moment = end
            elif (post := _nearer(moment, busy, self.spacing)) is not None:
                moment = post + self.spacing
            else:
                return moment


def _nearer(
    moment: datetime, busy: Sequence[datetime], spacing: timedelta
) -> datetime | None:
    """First of the sorted `busy` moments that is nearer than `spacing`."""
    index = bisect_right(busy, moment - spacing)
    if index < len(busy) and busy[index] < moment + spacing:
        return busy[index]
    return None
