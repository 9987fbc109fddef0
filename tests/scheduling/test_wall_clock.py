"""Days and hours as people write them, and the clock on the wall in UTC."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossposter.scheduling.wall_clock import (
    TimetableError,
    line_of_rules,
    parse_days,
    parse_line,
    parse_time,
    readings,
    show_days,
    utc,
)

BERLIN = ZoneInfo("Europe/Berlin")


@given(st.frozensets(st.integers(0, 6), min_size=1))
def test_days_are_read_as_they_are_shown(days: frozenset[int]) -> None:
    assert parse_days(show_days(days)) == days


@pytest.mark.parametrize(
    ("text", "days"),
    [("sat-mon", {5, 6, 0}), ("senin/rabu", {0, 2}), ("sun", {6}), ("fri-fri", {4})],
)
def test_a_range_goes_round_the_end_of_the_week(text: str, days: set[int]) -> None:
    assert parse_days(text) == days


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("mno", 'did you mean "mon"'),
        ("1", "more than one day"),
        ("mon-", "no day beside it"),
        ("mon,,tue", "no day beside it"),
        ("hari", "is not a day"),
    ],
)
def test_a_day_that_is_none_is_told_with_a_hint(text: str, hint: str) -> None:
    with pytest.raises(TimetableError, match=hint):
        parse_days(text)


def test_a_line_is_cut_into_days_and_hours() -> None:
    assert parse_line("Mon – Fri  07:00,11:00") == ("mon-fri", ["07:00", "11:00"])
    assert parse_line("Jum’at 09.00") == ("jumat", ["09.00"])
    for bad in ("", "07:00 mon", "7"):
        with pytest.raises(TimetableError):
            parse_line(bad)


@pytest.mark.parametrize("text", ["24:00", "9:60", "9", "mon", "09:00:00", "٠٩:٠٠"])
def test_an_hour_that_no_clock_shows_is_refused(text: str) -> None:
    with pytest.raises(TimetableError):
        parse_time(text)
    assert parse_time("7.05") == time(7, 5)


def test_a_mistake_names_its_line_and_shows_a_right_one() -> None:
    with (
        pytest.raises(TimetableError, match="right is: mon 07:00"),
        line_of_rules("mno 07:00", example="mon 07:00"),
    ):
        parse_days("mno")


def wall(*parts: int) -> datetime:
    return datetime(*parts)  # type: ignore[arg-type]  # noqa: DTZ001  # as it hangs


def test_a_wall_clock_has_two_readings_where_the_clocks_change() -> None:
    ordinary = readings(wall(2026, 6, 1, 12), BERLIN)
    doubled = readings(wall(2026, 10, 25, 2, 30), BERLIN)
    skipped = readings(wall(2026, 3, 29, 2, 30), BERLIN)

    assert ordinary[0] == ordinary[1] == datetime(2026, 6, 1, 10, tzinfo=UTC)
    assert doubled[1] - doubled[0] == timedelta(hours=1)
    assert skipped[0] - skipped[1] == timedelta(hours=1)


def test_a_moment_without_a_zone_is_nobodys() -> None:
    with pytest.raises(ValueError, match="no time zone"):
        utc(wall(2026, 6, 1, 12))
