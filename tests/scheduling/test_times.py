from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crossposter.scheduling.times import (
    parse_duration,
    parse_moment,
    show_moment,
)
from crossposter.scheduling.wall_clock import TimetableError

WITA = ZoneInfo("Asia/Makassar")
BERLIN = ZoneInfo("Europe/Berlin")
#: 12:30 on a Monday in the office.
NOW = datetime(2026, 11, 23, 4, 30, tzinfo=UTC)
NEW_YEAR = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-11-24 08:00", "2026-11-24T00:00:00Z"),
        ("2026-11-24T08:00", "2026-11-24T00:00:00Z"),
        ("2026-11-24t8.00", "2026-11-24T00:00:00Z"),
        (" 2026-11-4  08:00 ", "2026-11-04T00:00:00Z"),
        ("2026-11-24 08:00:30", "2026-11-24T00:00:30Z"),
        ("2026-11-24 08:00:30.25", "2026-11-24T00:00:30.250000Z"),
        ("2026-11-24 08:00 WITA", "2026-11-24T00:00:00Z"),
        ("2026-11-24 08:00 wita", "2026-11-24T00:00:00Z"),
        ("2026-11-24T08:00Z", "2026-11-24T08:00:00Z"),
        ("2026-11-24 08:00 UTC", "2026-11-24T08:00:00Z"),
        ("2026-11-24T08:00:00+00:00", "2026-11-24T08:00:00Z"),
        ("2026-11-24 08:00+07", "2026-11-24T01:00:00Z"),
        ("2026-11-24 08:00 +0930", "2026-11-23T22:30:00Z"),
        ("2026-11-24 08:00-03:30", "2026-11-24T11:30:00Z"),
    ],
)
def test_a_moment_can_be_written_in_many_ways(text: str, expected: str) -> None:
    moment = parse_moment(text, WITA, datetime(2026, 11, 1, tzinfo=UTC))

    assert moment == datetime.fromisoformat(expected)
    assert moment.tzinfo is UTC


def test_a_time_alone_is_today_in_the_office() -> None:
    # In UTC it is still the day before.
    early = datetime(2026, 11, 22, 20, tzinfo=UTC)

    assert show_moment(parse_moment("8:00", WITA, early), WITA) == (
        "2026-11-23 08:00 WITA"
    )


@pytest.mark.parametrize("text", ["now", " NOW "])
def test_now_is_now(text: str) -> None:
    assert parse_moment(text, WITA, NOW.astimezone(BERLIN)) == NOW


def test_the_minute_that_is_passing_is_not_past() -> None:
    last = NOW + timedelta(seconds=60)

    assert parse_moment("12:30", WITA, last) == NOW
    with pytest.raises(TimetableError, match="is in the past"):
        parse_moment("12:30", WITA, last + timedelta(microseconds=1))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "08:00",
            (
                '"08:00" is in the past, it is 2026-11-23 12:30 WITA; '
                "tomorrow would be 2026-11-24 08:00"
            ),
        ),
        (
            "2025-11-24 08:00",
            (
                '"2025-11-24 08:00" is in the past, it is 2026-11-23 12:30 WITA; '
                "tomorrow would be 2026-11-24 08:00"
            ),
        ),
        (
            "24-11-2026 08:00",
            '"24-11-2026 08:00" starts with the day; write 2026-11-24 08:00',
        ),
        ("4/1/2027", '"4/1/2027" starts with the day; write 2027-01-04 08:00'),
        (
            "2026-11-24",
            '"2026-11-24" has no time; write for example 2026-11-24 08:00',
        ),
        (
            "besok pagi",
            '"besok pagi" is not a date and time; write for example 2026-11-24 08:00',
        ),
        ("", '"" is not a date and time; write for example 2026-11-24 08:00'),
        (
            "2026-02-30 08:00",
            (
                "the calendar has no 2026-02-30; write year, month and day, "
                "as in 2026-11-24"
            ),
        ),
        (
            "2026-11-24 24:00",
            "no clock shows 24:00; a day goes from 00:00 to 23:59",
        ),
        (
            "2026-11-24 08:60",
            "no clock shows 08:60; a day goes from 00:00 to 23:59",
        ),
        (
            "2026-11-24 08:00 WIB",
            (
                "the clock of Asia/Makassar does not show 2026-11-24 08:00 WIB; "
                "leave the zone out, or write an offset such as +08:00"
            ),
        ),
        (
            "2026-11-24 08:00+99",
            "no place is +99 from UTC; write for example +08:00",
        ),
        (
            "2026-11-24 08:00+07:75",
            "no place is +07:75 from UTC; write for example +08:00",
        ),
        ("0001-01-01 00:00", "0001-01-01 is not in this millennium; check the year"),
        ("9999-12-31 23:59", "9999-12-31 is not in this millennium; check the year"),
    ],
)
def test_a_moment_that_cannot_be_is_explained_in_one_sentence(
    text: str, message: str
) -> None:
    with pytest.raises(TimetableError) as caught:
        parse_moment(text, WITA, NOW)

    assert str(caught.value) == message


def test_a_time_the_clocks_skip_is_refused_with_one_that_exists() -> None:
    with pytest.raises(TimetableError) as caught:
        parse_moment("2026-03-29 02:30", BERLIN, NEW_YEAR)

    assert str(caught.value) == (
        "2026-03-29 02:30 does not exist in Europe/Berlin, where the clocks are "
        "put forward over it; write for example 2026-03-29 03:30"
    )


def test_a_time_that_comes_twice_is_refused_with_both_readings() -> None:
    with pytest.raises(TimetableError) as caught:
        parse_moment("2026-10-25 02:30", BERLIN, NEW_YEAR)

    assert str(caught.value) == (
        "2026-10-25 02:30 comes twice in Europe/Berlin, where the clocks are put "
        "back; write 2026-10-25 02:30+02:00 or 2026-10-25 02:30+01:00"
    )


@pytest.mark.parametrize(
    ("text", "hour"),
    [
        ("2026-10-25 02:30+02:00", 0),
        ("2026-10-25 02:30+01:00", 1),
        ("2026-10-25 02:30 CEST", 0),
        ("2026-10-25 02:30 CET", 1),
    ],
)
def test_a_time_that_comes_twice_is_clear_with_its_zone(text: str, hour: int) -> None:
    expected = datetime(2026, 10, 25, hour, 30, tzinfo=UTC)

    assert parse_moment(text, BERLIN, NEW_YEAR) == expected


@pytest.mark.parametrize(
    ("zone", "expected"),
    [
        ("Asia/Makassar", "2026-11-23 12:30 WITA"),
        ("Asia/Jakarta", "2026-11-23 11:30 WIB"),
        ("Asia/Singapore", "2026-11-23 12:30 +08"),
        ("Australia/Lord_Howe", "2026-11-23 15:30 +11"),
        ("UTC", "2026-11-23 04:30 UTC"),
    ],
)
def test_a_moment_is_shown_with_the_name_of_its_zone(zone: str, expected: str) -> None:
    assert show_moment(NOW, ZoneInfo(zone)) == expected


@settings(deadline=None)
@given(
    minutes=st.integers(0, 2 * 365 * 24 * 60),
    zone=st.sampled_from(
        ["Asia/Makassar", "Europe/Berlin", "Australia/Lord_Howe", "America/Sao_Paulo"]
    ),
)
def test_what_is_shown_can_be_typed_in_again(minutes: int, zone: str) -> None:
    moment = NEW_YEAR + timedelta(minutes=minutes)

    text = show_moment(moment, ZoneInfo(zone))

    assert parse_moment(text, ZoneInfo(zone), NEW_YEAR) == moment


@pytest.mark.parametrize(
    ("text", "duration"),
    [
        ("30s", timedelta(seconds=30)),
        ("10m", timedelta(minutes=10)),
        ("2h", timedelta(hours=2)),
        ("14d", timedelta(days=14)),
        ("1h30m", timedelta(minutes=90)),
        (" 1H 30M ", timedelta(minutes=90)),
        ("90m", timedelta(minutes=90)),
        ("0s", timedelta(0)),
        ("1d1s", timedelta(days=1, seconds=1)),
    ],
)
def test_a_duration_is_read(text: str, duration: timedelta) -> None:
    assert parse_duration(text) == duration


@pytest.mark.parametrize(
    "text", ["", "  ", "30", "m", "1.5h", "-2h", "30m1h", "2 jam", "1h1h", "١h"]
)
def test_a_bad_duration_is_refused_with_examples(text: str) -> None:
    with pytest.raises(TimetableError) as caught:
        parse_duration(text)

    assert str(caught.value).startswith(f'"{text}" is not a duration; ')
    assert str(caught.value).endswith("for example 14d, 2h, 1h30m or 45s")


@pytest.mark.parametrize("text", ["3651d", "999999999d", "99999999999999h"])
def test_a_duration_beyond_ten_years_is_refused(text: str) -> None:
    with pytest.raises(TimetableError):
        parse_duration(text)


@settings(deadline=None)
@given(
    st.integers(0, 3000), st.integers(0, 99), st.integers(0, 9999), st.integers(0, 9999)
)
def test_any_units_add_up(days: int, hours: int, minutes: int, seconds: int) -> None:
    duration = timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds)

    assert parse_duration(f"{days}d{hours}h{minutes}m{seconds}s") == duration
