"""Pure: ISO weeks, and which reports are due."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from crossposter.errors import BadInput
from crossposter.reports.holidays import DaysOff
from crossposter.reports.model import Period
from crossposter.scheduling.timetable import Timetable
from crossposter.scheduling.wall_clock import readings, utc

WEEK = timedelta(days=7)
LOOK_BACK = 4  #: weeks in which gaps are filled, also before a first report
_NAME = re.compile(r"([0-9]{4})-?[Ww]([0-9]{1,2})")
_INSTANT = timedelta(microseconds=1)


def week_of(moment: datetime, zone: ZoneInfo) -> Period:
    """Week of a moment, by the clock of *zone*."""
    day = utc(moment).astimezone(zone).date()
    return Period(start=day - timedelta(days=day.weekday()), zone=zone)


def last_full_week(now: datetime, zone: ZoneInfo) -> Period:
    """Week before the current one."""
    return shifted(week_of(now, zone), -1)


def shifted(period: Period, weeks: int) -> Period:
    """Week that is so many weeks later."""
    return Period(start=period.start + weeks * WEEK, zone=period.zone)


def parse_week(text: str, *, zone: ZoneInfo, now: datetime) -> Period:
    """Week from "2026-W47"; raises BadInput for another text, or one in the future."""
    period = named(text.strip(), zone)
    current = week_of(now, zone)
    if period is None:
        last = shifted(current, -1).name
        raise BadInput(
            f"'{text}' is not a week: write year and number, for example {last}"
        )
    if period.start > current.start:
        raise BadInput(
            f"week {period.name} has not begun: the running one is {current.name}"
        )
    return period


def named(name: str, zone: ZoneInfo) -> Period | None:
    """Week of a name such as "2026-W47"; None if there is no such week."""
    match = _NAME.fullmatch(name)
    if match is None:
        return None
    try:
        start = date.fromisocalendar(int(match[1]), int(match[2]), 1)
        return Period(start=start, zone=zone) if 2000 <= start.year < 3000 else None
    except ValueError:
        return None


@dataclass(frozen=True, kw_only=True)
class Calendar:
    """Calendar of the reports to send."""

    send: str  #: a day and a time, such as "mon 08:00"
    zone: ZoneInfo
    days_off: DaysOff

    def moment(self, period: Period) -> datetime:
        """Time the report of a week is due: on a holiday, the next working day."""
        timetable = Timetable.parse((self.send,), self.zone)
        slot = next(timetable.slots(utc(period.until) - _INSTANT))
        wall = slot.astimezone(self.zone)
        day = self.days_off.moved(wall.date())
        if day == wall.date():
            return slot
        return readings(datetime.combine(day, wall.time()), self.zone)[0]

    def due(
        self, *, now: datetime, since: datetime | None, written: Collection[str]
    ) -> list[Period]:
        """Weeks that lack a report, oldest first.

        *since* is the office's start; *written* names the weeks that have one. No
        week after the newest of these is left out, however long nothing ran. A name in
        the future comes from a clock that was wrong, and is ignored.
        """
        if since is None:
            return []
        last = last_full_week(now, self.zone)
        weeks = self._candidates(last, week_of(since, self.zone), written)
        missing = (week for week in weeks if week.name not in written)
        return [week for week in missing if self.moment(week) <= now]

    def _candidates(
        self, last: Period, first: Period, written: Collection[str]
    ) -> Iterator[Period]:
        known = [named(name, self.zone) for name in written]
        starts = [it.start for it in known if it and it.start <= last.start]
        week = shifted(last, 1 - LOOK_BACK).start
        if starts:
            week = min(week, max(starts) + WEEK)
        week = max(week, first.start)
        while week <= last.start:
            yield Period(start=week, zone=self.zone)
            week += WEEK
