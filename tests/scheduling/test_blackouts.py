from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crossposter.scheduling.blackouts import Blackouts
from crossposter.scheduling.wall_clock import TimetableError

WITA = ZoneInfo("Asia/Makassar")
BERLIN = ZoneInfo("Europe/Berlin")
MINUTE = timedelta(minutes=1)


def wita(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=WITA)


def end_of(moment: datetime, *lines: str) -> datetime | None:
    return Blackouts.parse(lines, WITA).end_of(moment)


@pytest.mark.parametrize(
    ("lines", "moment", "end"),
    [
        # 2026-11-27 is a Friday.
        (["daily 22:00-05:30"], "2026-11-27 21:59:59", None),
        (["daily 22:00-05:30"], "2026-11-27 22:00", "2026-11-28 05:30"),
        (["daily 22:00-05:30"], "2026-11-28 00:00", "2026-11-28 05:30"),
        (["daily 22:00-05:30"], "2026-11-28 05:29:59", "2026-11-28 05:30"),
        (["daily 22:00-05:30"], "2026-11-28 05:30", None),
        (["fri 22:00-05:30"], "2026-11-27 05:00", None),
        (["fri 22:00-05:30"], "2026-11-28 05:00", "2026-11-28 05:30"),
        (["jumat 11.30-13.30"], "2026-11-27 12:00", "2026-11-27 13:30"),
        (["fri 11:30 - 13:30"], "2026-11-26 12:00", None),
        (["sat/sun 07:00-08:00, 12:00-13:00"], "2026-11-29 12:00", "2026-11-29 13:00"),
        (["sun 00:00-24:00"], "2026-11-29 00:00", "2026-11-30 00:00"),
        (["sun 20:00-00:00"], "2026-11-29 23:59", "2026-11-30 00:00"),
        (["2026-12-25"], "2026-12-24 23:59", None),
        (["2026-12-25"], "2026-12-25 00:00", "2026-12-26 00:00"),
        (["2026-12-24..2026-12-26"], "2026-12-24 12:00", "2026-12-27 00:00"),
        (["2026-12-24 .. 2026-12-26"], "2026-12-26 23:59", "2026-12-27 00:00"),
        ([], "2026-11-27 12:00", None),
    ],
)
def test_a_moment_is_covered_from_the_start_up_to_the_end(
    lines: list[str], moment: str, end: str | None
) -> None:
    assert end_of(wita(moment), *lines) == (wita(end) if end else None)


@pytest.mark.parametrize(
    ("lines", "end"),
    [
        (["fri 12:00-13:00", "fri 13:00-14:00"], "2026-11-27 14:00"),
        (["fri 12:00-14:00", "fri 13:00-13:30"], "2026-11-27 14:00"),
        (["fri 11:00-13:00", "daily 12:30-15:00"], "2026-11-27 15:00"),
        (["fri 12:00-24:00", "sat 00:00-06:00"], "2026-11-28 06:00"),
        (["fri-sun 00:00-24:00", "daily 22:00-05:30"], "2026-11-30 05:30"),
        (["2026-11-27", "2026-11-28", "daily 22:00-05:30"], "2026-11-29 05:30"),
    ],
)
def test_blackouts_that_touch_or_overlap_count_as_one(
    lines: list[str], end: str
) -> None:
    assert end_of(wita("2026-11-27 12:15"), *lines) == wita(end)


def test_the_end_is_in_utc() -> None:
    end = end_of(wita("2026-11-27 12:15"), "fri 12:00-13:00")

    assert end is not None
    assert end.tzinfo is UTC


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("", "the line is empty"),
        ("daily", "days but no hours (inside [...] a comma starts another line"),
        ("22:00-05:30", "this one with a time"),
        ("daily 22:00", '"22:00" needs a start and an end joined with a dash'),
        ("daily 22:00-22:00", "a whole day is 00:00-24:00"),
        ("daily 24:00-05:00", '"24:00" is not a time'),
        ("daily 22:00-24:01", '"24:01" is not a time'),
        ("daily 22:00-05:30-07:00", '"05:30-07:00" is not a time'),
        ("dayly 22:00-05:30", '"dayly" is not a day'),
        ("1-5 22:00-05:30", '"1" could be more than one day'),
        ("2026-02-30", "the calendar has no 2026-02-30"),
        ("2026-12-24..2026-13-01", "the calendar has no 2026-13-01"),
        ("2026-12-26..2026-12-24", "2026-12-24 is before 2026-12-26"),
        ("2026-12-24..2062-12-26", "is more than a year"),
        ("25-12-2026", '"25-12-2026" is not a date; write the year, month and day'),
        ("2026/12/25", '"2026/12/25" is not a date'),
        ("2026-12-24-2026-12-26", '"2026-12-24-2026-12-26" is not a date'),
        ("9999-12-31", '"9999-12-31" is not a date'),
        ("2026-12-25 12:00-13:00", "quiet for the whole day and takes no hours"),
    ],
)
def test_a_bad_line_is_quoted_explained_and_put_right(
    line: str, complaint: str
) -> None:
    with pytest.raises(TimetableError) as caught:
        Blackouts.parse(["sun 09:00-10:00", line], WITA)

    message = str(caught.value)
    assert message.startswith(f'"{line}": ')
    assert complaint in message
    assert "(right is: daily 22:00-05:30, or " in message


@pytest.mark.parametrize(
    "lines",
    [
        ["daily 00:00-24:00"],
        ["daily 06:00-22:00", "daily 21:00-06:00"],
        ["daily 00:00-23:00", "daily 22:00-01:00"],
        ["mon 06:00-24:00", "tue-sun 00:00-24:00", "sun 23:00-06:00"],
        [
            "mon-fri 00:00-24:00",
            "sat 00:00-23:00",
            "sat 22:30-22:00",
            "sun 12:00-00:00",
        ],
    ],
)
def test_blackouts_that_leave_no_minute_are_refused(lines: list[str]) -> None:
    with pytest.raises(TimetableError, match="leave no minute of the week") as caught:
        Blackouts.parse(lines, WITA)

    assert all(f'"{line}"' in str(caught.value) for line in lines)


def test_one_free_minute_a_week_is_enough() -> None:
    lines = ["mon-sat 00:00-24:00", "sun 00:00-23:59"]

    end = end_of(wita("2026-11-27 12:00"), *lines)

    assert end == wita("2026-11-29 23:59")


@pytest.mark.parametrize(
    ("lines", "moment", "end"),
    [
        # Summer time begins: 02:00 CET is 03:00 CEST, at 01:00 UTC.
        (["daily 22:00-05:30"], "2026-03-28T23:00Z", "2026-03-29T03:30Z"),
        (["daily 22:00-02:30"], "2026-03-28T23:00Z", "2026-03-29T01:30Z"),
        (["daily 02:30-04:00"], "2026-03-29T01:00Z", "2026-03-29T02:00Z"),
        # Summer time ends: 03:00 CEST is 02:00 CET, at 01:00 UTC.
        (["daily 22:00-05:30"], "2026-10-24T23:00Z", "2026-10-25T04:30Z"),
        (["daily 22:00-02:30"], "2026-10-25T00:45Z", "2026-10-25T01:30Z"),
        (["daily 02:30-04:00"], "2026-10-25T00:30Z", "2026-10-25T03:00Z"),
        (["2026-10-25"], "2026-10-24T22:00Z", "2026-10-25T23:00Z"),
    ],
)
def test_a_blackout_is_the_longer_one_in_the_night_the_clocks_change(
    lines: list[str], moment: str, end: str
) -> None:
    blackouts = Blackouts.parse(lines, BERLIN)

    found = blackouts.end_of(datetime.fromisoformat(moment))

    assert found == datetime.fromisoformat(end)


def test_a_blackout_begins_when_the_clock_skips_its_start_at_midnight() -> None:
    # In Chile 00:00 on this Sunday is skipped: after 23:59 comes 01:00.
    blackouts = Blackouts.parse(["sun 00:00-05:00"], ZoneInfo("America/Santiago"))

    end = blackouts.end_of(datetime(2026, 9, 6, 4, tzinfo=UTC))

    assert end == datetime(2026, 9, 6, 8, tzinfo=UTC)


@pytest.mark.parametrize(
    ("line", "zone", "midnight"),
    [
        # Midnight of Sunday is skipped.
        ("sun 00:00-05:00", "America/Santiago", datetime(2026, 9, 6, 4, tzinfo=UTC)),
        # 23:30 on Saturday is skipped, so the span of Friday reaches into Sunday.
        (
            "fri 23:50-23:30",
            "America/Scoresbysund",
            datetime(2026, 3, 29, 1, tzinfo=UTC),
        ),
    ],
)
def test_the_end_is_the_same_all_through_a_blackout(
    line: str, zone: str, midnight: datetime
) -> None:
    blackouts = Blackouts.parse([line], ZoneInfo(zone))
    minutes = [midnight + step * MINUTE for step in range(-180, 300)]

    covered = [minute for minute in minutes if blackouts.end_of(minute)]

    assert {blackouts.end_of(minute) for minute in covered} == {covered[-1] + MINUTE}
    assert covered[-1] - covered[0] == (len(covered) - 1) * MINUTE


@settings(deadline=None)
@given(
    start=st.integers(0, 24 * 60 - 1),
    length=st.integers(1, 24 * 60 - 1),
    minutes=st.integers(0, 7 * 24 * 60),
)
def test_a_moment_is_covered_exactly_when_the_clock_on_the_wall_says_so(
    start: int, length: int, minutes: int
) -> None:
    end = (start + length) % (24 * 60)
    line = f"daily {start // 60}:{start % 60:02}-{end // 60}:{end % 60:02}"
    moment = datetime(2026, 11, 22, 16, tzinfo=UTC) + minutes * MINUTE
    wall = moment.astimezone(WITA)

    covered_for = length - (wall.hour * 60 + wall.minute - start) % (24 * 60)

    expected = moment + covered_for * MINUTE if covered_for > 0 else None
    assert end_of(moment, line) == expected


@settings(deadline=None)
@given(
    start=st.integers(0, 23),
    length=st.integers(1, 23),
    minutes=st.integers(0, 60 * 24),
    night=st.sampled_from([datetime(2026, 3, 28, 12), datetime(2026, 10, 24, 12)]),  # noqa: DTZ001
)
def test_no_blackout_hour_is_forgotten_when_the_clocks_change(
    start: int, length: int, minutes: int, night: datetime
) -> None:
    end = (start + length) % 24
    blackouts = Blackouts.parse([f"daily {start}:15-{end}:15"], BERLIN)
    moment = night.replace(tzinfo=UTC) + minutes * MINUTE
    wall = moment.astimezone(BERLIN)

    covered = (wall.hour * 60 + wall.minute - start * 60 - 15) % 1440 < length * 60

    assert blackouts.end_of(moment) is not None or not covered
