"""Days and times as people write them; DST-safe conversion to UTC."""

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from contextlib import contextmanager
from datetime import UTC, datetime, time
from difflib import get_close_matches
from zoneinfo import ZoneInfo

from crossposter.errors import BadInput

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

_WEEK = frozenset(range(7))
_NUMBER_OF = {
    name: number
    for names in (
        DAYS,
        ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
        ("senin", "selasa", "rabu", "kamis", "jumat", "sabtu", "minggu"),
    )
    for number, name in enumerate(names)
}
_TIME = re.compile(r"([0-9]{1,2})[:.]([0-9]{2})")
_JOINT = re.compile(r"\s*(\.\.|[-,/])\s*")
_SPELLINGS = str.maketrans({"–": "-", "'": None, "’": None})  # 07:00–09:00, Jum'at


class TimetableError(BadInput):
    """Rule or time that cannot be followed."""


@contextmanager
def line_of_rules(line: str, *, example: str) -> Iterator[None]:
    """Context that adds the line and a correct example to an error inside."""
    try:
        yield
    except TimetableError as error:
        raise TimetableError(f'"{line}": {error} (right is: {example})') from error


def parse_line(line: str) -> tuple[str, list[str]]:
    """Line cut into its days, or dates, and the words that follow."""
    text = _JOINT.sub(r"\1", line.strip().casefold().translate(_SPELLINGS))
    if not text:
        raise TimetableError("the line is empty")
    days, *words = text.split(maxsplit=1)
    hours = " ".join(words).replace(",", " ").split()
    if _TIME.match(days) or (days.isdigit() and not hours):
        raise TimetableError(
            "a line starts with its days, this one with a time "
            "(inside [...] a comma starts another line)"
        )
    return days, hours


def parse_days(text: str) -> frozenset[int]:
    """Days from "daily", "mon-fri" or "mon/wed,sat-sun"; Monday is 0."""
    return frozenset().union(*(_day_range(part) for part in re.split("[,/]", text)))


def _day_range(text: str) -> frozenset[int]:
    if text == "daily":
        return _WEEK
    first_name, dash, last_name = text.partition("-")
    first = _day(first_name)
    last = _day(last_name) if dash else first
    return frozenset((first + step) % 7 for step in range((last - first) % 7 + 1))


def _day(name: str) -> int:
    if name in _NUMBER_OF:
        return _NUMBER_OF[name]
    if not name:
        raise TimetableError("there is a comma, slash or dash with no day beside it")
    if name.isdigit():
        raise TimetableError(
            f'"{name}" could be more than one day, because programs count the days '
            "from Sunday or from Monday; write the name"
        )
    near = get_close_matches(name, _NUMBER_OF, n=1)
    hint = f'; did you mean "{near[0]}"?' if near else ""
    raise TimetableError(f'"{name}" is not a day{hint}')


def show_days(days: AbstractSet[int]) -> str:
    """Days in as few names as possible: "mon/wed", "sat-mon", "daily"."""
    if days == _WEEK:
        return "daily"
    parts = []
    for first in sorted(day for day in days if (day - 1) % 7 not in days):
        last = first
        while (last + 1) % 7 in days:
            last = (last + 1) % 7
        parts.append(DAYS[first] if first == last else f"{DAYS[first]}-{DAYS[last]}")
    return "/".join(parts)


def parse_time(text: str) -> time:
    """Time of day from text such as "7:00" or "07.00"."""
    if text in _NUMBER_OF:
        raise TimetableError(f'join "{text}" to the other days with a slash or a comma')
    match = _TIME.fullmatch(text)
    if match is None:
        raise TimetableError(f'"{text}" is not a time; a time has an hour and minutes')
    hour, minute = map(int, match.groups())
    if hour > 23 or minute > 59:
        raise TimetableError(f'"{text}" is not a time; a day goes from 00:00 to 23:59')
    return time(hour, minute)


def readings(wall: datetime, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """UTC readings of a wall clock, by the rule before and after a change of clocks.

    Both are the same except for times that are skipped in spring or repeated in
    autumn. The time zone of `wall` itself does not count.
    """
    before, after = (
        wall.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1)
    )
    return before, after


def utc(moment: datetime) -> datetime:
    """Moment in UTC, where moments can be compared and subtracted safely.

    Two moments of one zone are compared by their wall clocks in Python, which is
    wrong when the clocks change between them.
    """
    if moment.tzinfo is None:
        raise ValueError(f"{moment} has no time zone")
    return moment.astimezone(UTC)
