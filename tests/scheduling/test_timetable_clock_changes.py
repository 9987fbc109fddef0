"""The nights on which the clocks are put forward or back."""

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from itertools import pairwise, takewhile
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crossposter.scheduling.timetable import Timetable

# Zone, the Sunday or Friday of a change, in both directions.
CHANGES = [
    ("Europe/Berlin", datetime(2026, 3, 29, 1, tzinfo=UTC)),
    ("Europe/Berlin", datetime(2026, 10, 25, 1, tzinfo=UTC)),
    ("America/New_York", datetime(2026, 3, 8, 7, tzinfo=UTC)),
    ("America/New_York", datetime(2026, 11, 1, 6, tzinfo=UTC)),
    ("Australia/Lord_Howe", datetime(2026, 10, 3, 15, 30, tzinfo=UTC)),
    ("Australia/Lord_Howe", datetime(2026, 4, 4, 15, tzinfo=UTC)),
    # Here the clocks change at midnight, so the change has two dates.
    ("America/Santiago", datetime(2026, 9, 6, 4, tzinfo=UTC)),
    ("America/Santiago", datetime(2026, 4, 5, 3, tzinfo=UTC)),
    ("America/Havana", datetime(2026, 3, 8, 5, tzinfo=UTC)),
    ("America/Havana", datetime(2026, 11, 1, 5, tzinfo=UTC)),
]


def slots_between(
    lines: list[str], zone: str, after: datetime, until: datetime
) -> list[datetime]:
    slots = Timetable.parse(lines, ZoneInfo(zone)).slots(after)
    return list(takewhile(lambda slot: slot <= until, slots))


def shown(slots: list[datetime], zone: str) -> list[str]:
    return [f"{slot.astimezone(ZoneInfo(zone)):%d %H:%M %Z}" for slot in slots]


@pytest.mark.parametrize(
    ("zone", "day", "times", "expected"),
    [
        (
            "Asia/Makassar",
            datetime(2026, 3, 28, 12, tzinfo=UTC),
            "02:30",
            ["29 02:30 WITA", "30 02:30 WITA"],
        ),
        (
            "Europe/Berlin",
            datetime(2026, 3, 28, 12, tzinfo=UTC),
            "01:59 02:30 03:00",
            [
                *["29 01:59 CET", "29 03:00 CEST", "29 03:30 CEST"],
                *["30 01:59 CEST", "30 02:30 CEST", "30 03:00 CEST"],
            ],
        ),
        (
            "Europe/Berlin",
            datetime(2026, 10, 24, 12, tzinfo=UTC),
            "02:30 03:00",
            ["25 02:30 CEST", "25 03:00 CET", "26 02:30 CET", "26 03:00 CET"],
        ),
        (
            "America/New_York",
            datetime(2026, 3, 7, 12, tzinfo=UTC),
            "02:15",
            ["08 03:15 EDT", "09 02:15 EDT"],
        ),
        (
            "America/New_York",
            datetime(2026, 10, 31, 12, tzinfo=UTC),
            "01:15",
            ["01 01:15 EDT", "02 01:15 EST"],
        ),
        (
            "Australia/Lord_Howe",
            datetime(2026, 10, 3, tzinfo=UTC),
            "02:15",
            ["04 02:45 +11", "05 02:15 +11"],
        ),
        (
            "Australia/Lord_Howe",
            datetime(2026, 4, 4, tzinfo=UTC),
            "01:45",
            ["05 01:45 +11", "06 01:45 +1030"],
        ),
    ],
)
def test_slots_over_a_change_of_clocks(
    zone: str, day: datetime, times: str, expected: list[str]
) -> None:
    slots = slots_between([f"daily {times}"], zone, day, day + timedelta(hours=48))

    assert shown(slots, zone) == expected


def test_midnight_after_the_clocks_went_forward_is_not_lost() -> None:
    after = datetime(2026, 3, 27, 12, tzinfo=UTC)

    slots = slots_between(
        ["sat/mon 00:30"], "Europe/Berlin", after, after + timedelta(days=4)
    )

    assert shown(slots, "Europe/Berlin") == ["28 00:30 CET", "30 00:30 CEST"]


def test_a_skipped_time_that_lands_on_another_slot_gives_one_slot() -> None:
    after = datetime(2026, 3, 29, tzinfo=UTC)

    slots = slots_between(
        ["sun 02:30 03:30"], "Europe/Berlin", after, after + timedelta(hours=12)
    )

    assert shown(slots, "Europe/Berlin") == ["29 03:30 CEST"]


def test_asking_between_the_two_passes_of_an_hour_does_not_bring_it_back() -> None:
    first_0245 = datetime(2026, 10, 25, 0, 45, tzinfo=UTC)

    slots = slots_between(
        ["sun 02:30"], "Europe/Berlin", first_0245, first_0245 + timedelta(days=1)
    )

    assert slots == []


def test_asking_just_after_the_change_still_gives_the_skipped_time() -> None:
    at_0310 = datetime(2026, 3, 29, 1, 10, tzinfo=UTC)

    slots = slots_between(
        ["sun 02:30"], "Europe/Berlin", at_0310, at_0310 + timedelta(days=1)
    )

    assert shown(slots, "Europe/Berlin") == ["29 03:30 CEST"]


def first_showings(zone: ZoneInfo, start: datetime, end: datetime) -> Iterator[str]:
    seen: set[str] = set()
    while start < end:
        wall = f"{start.astimezone(zone):%Y-%m-%d %H:%M}"
        if wall not in seen:
            yield wall
        seen.add(wall)
        start += timedelta(minutes=1)


@pytest.mark.parametrize(("zone_name", "change"), CHANGES)
def test_every_minute_a_clock_shows_is_a_slot_once(
    zone_name: str, change: datetime
) -> None:
    zone = ZoneInfo(zone_name)
    start, end = change - timedelta(hours=3), change + timedelta(hours=3)
    every_minute = frozenset(
        (day, time(minute // 60, minute % 60))
        for day in range(7)
        for minute in range(24 * 60)
        if abs(minute - 120) < 240 or minute > 1200
    )
    timetable = Timetable(zone=zone, weekly=every_minute)

    slots = timetable.slots(start - timedelta(minutes=1))
    walls = [
        f"{slot.astimezone(zone):%Y-%m-%d %H:%M}"
        for slot in takewhile(lambda slot: slot < end, slots)
    ]

    assert walls == list(first_showings(zone, start, end))


@settings(deadline=None)
@given(
    change=st.sampled_from(CHANGES),
    at=st.builds(time, st.integers(0, 23), st.sampled_from([0, 15, 30, 59])),
    early=st.integers(0, 4 * 24 * 60),
    late=st.integers(0, 4 * 24 * 60),
)
def test_the_answer_does_not_depend_on_when_one_asks(
    change: tuple[str, datetime], at: time, early: int, late: int
) -> None:
    zone, moment = change
    lines = [f"daily {at:%H:%M}"]
    until = moment + timedelta(days=4)
    first = moment - timedelta(minutes=early)
    second = moment - timedelta(days=2) + timedelta(minutes=late)

    whole = slots_between(lines, zone, min(first, second), until)
    part = slots_between(lines, zone, max(first, second), until)

    assert part == [slot for slot in whole if slot > max(first, second)]
    assert all(
        timedelta(hours=22) < later - earlier < timedelta(hours=26)
        for earlier, later in pairwise(whole)
    )
