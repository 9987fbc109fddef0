"""Blackouts: hours and dates without posts."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from crossposter.scheduling.wall_clock import (
    TimetableError,
    line_of_rules,
    parse_days,
    parse_line,
    parse_time,
    readings,
    utc,
)

_DAY = 24 * 60
_WEEK = 7 * _DAY
_LONGEST = timedelta(days=366)
_EXAMPLES = "daily 22:00-05:30, or sun 00:00-24:00, or 2026-12-24..2026-12-26"
_DATE = r"2[0-9]{3}-[0-9]{2}-[0-9]{2}"
_DATES = re.compile(rf"({_DATE})(?:\.\.({_DATE}))?")
_LIKE_A_DATE = re.compile(r"[0-9]+[-./][0-9]+[-./][0-9]+")


@dataclass(frozen=True, kw_only=True)
class WeeklySpan:
    """Weekly span of hours, in minutes of the day it starts on."""

    weekday: int
    start: int
    #: More than 1440 when the span runs past midnight.
    end: int


@dataclass(frozen=True, kw_only=True)
class Blackouts:
    """Blackouts of a channel; they follow the clock of its zone."""

    zone: ZoneInfo
    weekly: frozenset[WeeklySpan]
    #: First and last date, from midnight to midnight.
    dates: frozenset[tuple[date, date]]

    @classmethod
    def parse(cls, lines: Sequence[str], zone: ZoneInfo) -> "Blackouts":
        """Blackouts from "daily 22:00-05:30", "2026-12-24..2026-12-26" and the like."""
        weekly: set[WeeklySpan] = set()
        dates: set[tuple[date, date]] = set()
        for line in lines:
            with line_of_rules(line, example=_EXAMPLES):
                days, hours = parse_line(line)
                if _LIKE_A_DATE.match(days):
                    dates.add(_parse_dates(days, hours))
                else:
                    weekly.update(_parse_weekly(days, hours))
        if _fill_the_week(weekly):
            quoted = ", ".join(f'"{line}"' for line in lines)
            raise TimetableError(
                f"the blackouts {quoted} leave no minute of the week to post in; "
                "shorten or remove one"
            )
        return cls(zone=zone, weekly=frozenset(weekly), dates=frozenset(dates))

    def end_of(self, moment: datetime) -> datetime | None:
        """End of the blackout that covers `moment`, if there is one.

        Blackouts that touch or overlap count as one.
        """
        moment = end = utc(moment)
        while (later := self._latest_end(end)) is not None:
            end = later
        return None if end == moment else end

    def _latest_end(self, moment: datetime) -> datetime | None:
        covering = (
            end for start, end in self._spans_around(moment) if start <= moment < end
        )
        return max(covering, default=None)

    def _spans_around(self, moment: datetime) -> Iterator[tuple[datetime, datetime]]:
        today = moment.astimezone(self.zone).date()
        # A span of the day before yesterday can last until today if the clocks are put
        # forward at midnight.
        for day in (today + timedelta(days=shift) for shift in range(-2, 1)):
            for span in self.weekly:
                if span.weekday == day.weekday():
                    yield self._between(day, span.start, span.end)
        for first, last in self.dates:
            yield self._between(first, 0, ((last - first).days + 1) * _DAY)

    def _between(self, day: date, start: int, end: int) -> tuple[datetime, datetime]:
        # In the night the clocks change, the longer reading counts: rather an hour too
        # long without posts than a post in the night.
        midnight = datetime.combine(day, time.min, UTC)
        return (
            min(readings(midnight + timedelta(minutes=start), self.zone)),
            max(readings(midnight + timedelta(minutes=end), self.zone)),
        )


def _parse_weekly(days: str, hours: Sequence[str]) -> Iterator[WeeklySpan]:
    weekdays = parse_days(days)
    if not hours:
        raise TimetableError(
            "there are days but no hours (inside [...] a comma starts another line, "
            "so join days with a slash: sat/sun 12:00-13:00)"
        )
    for text in hours:
        start, end = _parse_span(text)
        for weekday in weekdays:
            yield WeeklySpan(weekday=weekday, start=start, end=end)


def _parse_span(text: str) -> tuple[int, int]:
    start_text, dash, end_text = text.partition("-")
    if not dash:
        raise TimetableError(f'"{text}" needs a start and an end joined with a dash')
    start = _minutes(start_text)
    end = _DAY if end_text in {"24:00", "24.00"} else _minutes(end_text)
    if start == end:
        raise TimetableError(
            f'"{text}" ends when it starts; a whole day is 00:00-24:00'
        )
    return start, end if start < end else end + _DAY


def _minutes(text: str) -> int:
    at = parse_time(text)
    return at.hour * 60 + at.minute


def _parse_dates(text: str, hours: Sequence[str]) -> tuple[date, date]:
    match = _DATES.fullmatch(text)
    if match is None:
        raise TimetableError(f'"{text}" is not a date; write the year, month and day')
    if hours:
        raise TimetableError("a date is quiet for the whole day and takes no hours")
    first = _parse_date(match[1])
    last = _parse_date(match[2] or match[1])
    if last < first:
        raise TimetableError(f"{last} is before {first}")
    if last - first > _LONGEST:
        raise TimetableError(f"from {first} to {last} is more than a year")
    return first, last


def _parse_date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise TimetableError(f"the calendar has no {text}") from error


def _fill_the_week(spans: Collection[WeeklySpan]) -> bool:
    covered = {
        (span.weekday * _DAY + minute) % _WEEK
        for span in spans
        for minute in range(span.start, span.end)
    }
    return len(covered) == _WEEK
