"""Times: parses and formats datetimes and durations."""

import re
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from crossposter.scheduling.wall_clock import TimetableError, readings, utc

_GRACE = timedelta(seconds=60)
_LONGEST = timedelta(days=3650)
_FARTHEST_OFFSET = timedelta(hours=14)

_MOMENT = re.compile(
    r"""(?:(?P<date>[0-9]{4}-[0-9]{1,2}-[0-9]{1,2})(?:\s+|T))?
    (?P<time>[0-9]{1,2}[:.][0-9]{2}(?:[:.][0-9]{2}(?:\.[0-9]{1,6})?)?)
    \s*(?P<zone>[A-Z]+|[+-][0-9]{2}(?::?[0-9]{2})?)?""",
    re.VERBOSE | re.IGNORECASE,
)
_DATE_ONLY = re.compile(r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}")
_DAY_FIRST = re.compile(r"([0-9]{1,2})[-/.]([0-9]{1,2})[-/.]([0-9]{4})(.*)")
_DURATION = re.compile(
    r"(?:([0-9]{1,9})d)?(?:([0-9]{1,9})h)?(?:([0-9]{1,9})m)?(?:([0-9]{1,9})s)?"
)


def iso(moment: datetime | None) -> str | None:
    """ISO 8601 time, ``2026-11-24T00:00:00Z``; fractions of a second only if any."""
    if moment is None:
        return None
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")


def parse_moment(text: str, zone: ZoneInfo, now: datetime) -> datetime:
    """Time in UTC from "2026-11-24 08:00", "08:00" for today, or "now".

    The clock is that of `zone` unless an offset follows. Raises TimetableError for a
    time that is past, does not exist, or exists twice.
    """
    text = text.strip()
    today = utc(now).astimezone(zone).date()
    if text.casefold() == "now":
        return utc(now)
    match = _MOMENT.fullmatch(text)
    if match is None:
        raise _not_understood(text, tomorrow=today + timedelta(days=1))
    wall = datetime.combine(
        _parse_date(match["date"]) if match["date"] else today,
        _parse_time(match["time"]),
        UTC,
    )
    moment = _resolve(wall, (match["zone"] or "").upper(), zone)
    if moment < utc(now) - _GRACE:
        raise TimetableError(
            f'"{text}" is in the past, it is {show_moment(now, zone)}; '
            f"tomorrow would be {today + timedelta(days=1)} {wall:%H:%M}"
        )
    return moment


def _not_understood(text: str, tomorrow: date) -> TimetableError:
    if _DATE_ONLY.fullmatch(text):
        return TimetableError(f'"{text}" has no time; write for example {text} 08:00')
    if match := _DAY_FIRST.fullmatch(text):
        day, month, year, rest = match.groups()
        right = f"{year}-{month:0>2}-{day:0>2}{rest or ' 08:00'}"
        return TimetableError(f'"{text}" starts with the day; write {right}')
    return TimetableError(
        f'"{text}" is not a date and time; write for example {tomorrow} 08:00'
    )


def _parse_date(text: str) -> date:
    year, month, day = map(int, text.split("-"))
    try:
        parsed = date(year, month, day)
    except ValueError as error:
        raise TimetableError(
            f"the calendar has no {text}; write year, month and day, as in 2026-11-24"
        ) from error
    if not 2000 <= year < 3000:
        raise TimetableError(f"{text} is not in this millennium; check the year")
    return parsed


def _parse_time(text: str) -> time:
    hour, minute, second, fraction = (*re.split("[:.]", text), "0", "0")[:4]
    try:
        return time(int(hour), int(minute), int(second), int(fraction.ljust(6, "0")))
    except ValueError as error:
        raise TimetableError(
            f"no clock shows {text}; a day goes from 00:00 to 23:59"
        ) from error


def _resolve(wall: datetime, suffix: str, zone: ZoneInfo) -> datetime:
    """Moment that a wall clock means; `suffix` is WITA, Z, +08:00 or empty."""
    if suffix in {"Z", "UTC"}:
        return wall
    if suffix.startswith(("+", "-")):
        return wall - _parse_offset(suffix)
    moments = _existing(wall, zone)
    if suffix:
        moments = [it for it in moments if it.astimezone(zone).tzname() == suffix]
        if not moments:
            raise TimetableError(
                f"the clock of {zone} does not show {wall:%Y-%m-%d %H:%M} {suffix}; "
                "leave the zone out, or write an offset such as +08:00"
            )
    if len(moments) > 1:
        first, second = (
            it.astimezone(zone).isoformat(" ", "minutes") for it in moments
        )
        raise TimetableError(
            f"{wall:%Y-%m-%d %H:%M} comes twice in {zone}, where the clocks are put "
            f"back; write {first} or {second}"
        )
    return moments[0]


def _existing(wall: datetime, zone: ZoneInfo) -> list[datetime]:
    both = readings(wall, zone)
    shown = {it for it in both if it.astimezone(zone).replace(tzinfo=UTC) == wall}
    if not shown:
        later = f"{both[0].astimezone(zone):%Y-%m-%d %H:%M}"
        raise TimetableError(
            f"{wall:%Y-%m-%d %H:%M} does not exist in {zone}, where the clocks are "
            f"put forward over it; write for example {later}"
        )
    return sorted(shown)


def _parse_offset(text: str) -> timedelta:
    digits = text[1:].replace(":", "").ljust(4, "0")
    offset = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    if offset > _FARTHEST_OFFSET or int(digits[2:]) > 59:
        raise TimetableError(f"no place is {text} from UTC; write for example +08:00")
    return -offset if text.startswith("-") else offset


def show_moment(moment: datetime, zone: ZoneInfo) -> str:
    """Time by the clock of `zone`, with its name: "2026-11-24 08:00 WITA"."""
    return f"{utc(moment).astimezone(zone):%Y-%m-%d %H:%M %Z}"


def parse_duration(text: str) -> timedelta:
    """Duration from "30s", "10m", "2h", "14d", or several as in "1h30m"."""
    compact = "".join(text.casefold().split())
    match = _DURATION.fullmatch(compact)
    if not compact or match is None:
        raise TimetableError(
            f'"{text}" is not a duration; write days, hours, minutes and seconds '
            "in this order, for example 14d, 2h, 1h30m or 45s"
        )
    days, hours, minutes, seconds = (int(part or 0) for part in match.groups())
    duration = timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds)
    if duration > _LONGEST:
        raise TimetableError(f'"{text}" is longer than ten years; write for example 2h')
    return duration
