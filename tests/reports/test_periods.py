"""The weeks of reports: how they are named, and when each is due."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossposter.errors import BadInput
from crossposter.reports.holidays import DaysOff
from crossposter.reports.model import Period
from crossposter.reports.periods import (
    Calendar,
    last_full_week,
    named,
    parse_week,
    week_of,
)

WITA = ZoneInfo("Asia/Makassar")
BERLIN = ZoneInfo("Europe/Berlin")
MONDAY = datetime(2001, 1, 1)  # noqa: DTZ001  # of a clock on any wall
LATEST = ("2026-W44", "2026-W45", "2026-W46")
NOW = datetime(2026, 11, 25, 4, tzinfo=UTC)  # a Wednesday of week 48


def wita(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=WITA)


def week(name: str, zone: ZoneInfo = WITA) -> Period:
    period = named(name, zone)
    assert period is not None
    return period


def calendar(
    send: str = "mon 08:00", *, own: dict[date, str] | None = None
) -> Calendar:
    return Calendar(send=send, zone=WITA, days_off=DaysOff(own or {}, "id"))


def due_names(
    now: str, *written: str, since: str = "2026-01-01 08:00", send: str = "mon 08:00"
) -> list[str]:
    found = calendar(send).due(now=wita(now), since=wita(since), written=set(written))
    return [period.name for period in found]


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("2026-W47", "2026-11-16"),
        (" 2026-w47 ", "2026-11-16"),
        ("2026W01", "2025-12-29"),
        ("2020-W53", "2020-12-28"),
    ],
)
def test_a_week_is_written_as_iso_8601_names_it(text: str, start: str) -> None:
    assert parse_week(text, zone=WITA, now=NOW).start == date.fromisoformat(start)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "47",
        "2026-47",
        "2026-W54",
        "2026-W00",
        "2025-W53",
        "2026-11-16",
        "W47",
        "0001-W01",
        "9999-W52",
        "２０２６-W47",
        "2026-W47-1",
        "2026-W47\n2026-W48",
    ],
)
def test_what_is_no_week_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(BadInput, match=r"is not a week: .* for example 2026-W47"):
        parse_week(text, zone=WITA, now=NOW)


def test_the_running_week_can_be_looked_at_and_the_next_one_cannot() -> None:
    assert parse_week("2026-W48", zone=WITA, now=NOW).name == "2026-W48"

    with pytest.raises(BadInput, match=r"2026-W49 has not begun: .* is 2026-W48"):
        parse_week("2026-W49", zone=WITA, now=NOW)


def test_a_week_begins_at_midnight_on_the_clock_of_the_office() -> None:
    sunday_in_utc = datetime(2026, 11, 22, 16, tzinfo=UTC)

    assert week_of(sunday_in_utc, WITA).name == "2026-W48"
    instant = timedelta(microseconds=1)
    assert week_of(sunday_in_utc - instant, WITA).name == "2026-W47"


def test_the_last_full_week_is_over() -> None:
    assert last_full_week(NOW, WITA).name == "2026-W47"


@given(st.datetimes(MONDAY, MONDAY.replace(year=2900)))
def test_every_moment_lies_in_the_week_it_is_given(moment: datetime) -> None:
    for zone in (WITA, BERLIN):
        found = week_of(moment.replace(tzinfo=UTC), zone)

        assert found.since <= moment.replace(tzinfo=UTC) < found.until
        assert named(found.name, zone) == found


@pytest.mark.parametrize(
    ("name", "send", "moment"),
    [
        ("2026-W47", "mon 08:00", "2026-11-23 08:00"),
        ("2026-W47", "mon 00:00", "2026-11-23 00:00"),
        ("2026-W47", "senin 08.00", "2026-11-23 08:00"),
        ("2026-W47", "fri 16:00", "2026-11-27 16:00"),
        ("2026-W47", "sun 20:00", "2026-11-29 20:00"),
        # Friday, 25 December, then a weekend.
        ("2026-W51", "fri 16:00", "2026-12-28 16:00"),
        # Thursday is joint leave, Friday Christmas.
        ("2026-W51", "thu 07:30", "2026-12-28 07:30"),
        # Monday, 1 June 2026 is Pancasila day.
        ("2026-W22", "mon 08:00", "2026-06-02 08:00"),
        # Saturday and Sunday are no holidays for who has chosen them.
        ("2026-W47", "sat 09:00", "2026-11-28 09:00"),
    ],
)
def test_a_report_goes_out_after_its_week_on_a_working_day(
    name: str, send: str, moment: str
) -> None:
    assert calendar(send).moment(week(name)) == wita(moment)


def test_the_offices_own_days_win_over_the_calendar() -> None:
    monday, tuesday = date(2026, 11, 23), date(2026, 11, 24)

    off = calendar(own={monday: "Hari Jadi", tuesday: "Cuti bersama"})
    works = calendar("thu 08:00", own={date(2026, 12, 24): "no"})
    saturday = calendar("fri 08:00", own={date(2026, 12, 26): "no"})

    assert off.moment(week("2026-W47")) == wita("2026-11-25 08:00")
    assert works.moment(week("2026-W51")) == wita("2026-12-24 08:00")
    assert saturday.moment(week("2026-W51")) == wita("2026-12-26 08:00")


def test_a_report_is_due_at_its_moment_and_not_before() -> None:
    assert due_names("2026-11-23 07:59:59", *LATEST) == []
    assert due_names("2026-11-23 08:00", *LATEST) == ["2026-W47"]


def test_a_report_that_was_written_is_not_due_again() -> None:
    assert due_names("2026-11-23 08:00", *LATEST, "2026-W47") == []


def test_after_three_weeks_without_power_all_three_are_due_oldest_first() -> None:
    names = due_names("2026-12-14 10:00", *LATEST, "2026-W47")

    assert names == ["2026-W48", "2026-W49", "2026-W50"]


def test_after_half_a_year_none_is_left_out() -> None:
    names = due_names("2026-11-23 08:00", "2026-W20")

    assert len(names) == 27
    assert names[0] == "2026-W21"


def test_a_gap_is_filled_when_somebody_sent_a_later_week_by_hand() -> None:
    names = due_names(
        "2026-11-23 08:00", "2026-W44", "2026-W46", since="2026-11-01 08:00"
    )

    assert names == ["2026-W45", "2026-W47"]


def test_a_week_sent_by_hand_first_of_all_hides_none_before_it() -> None:
    names = due_names("2026-11-23 08:00", "2026-W47", since="2026-11-04 08:00")

    assert names == ["2026-W45", "2026-W46"]


def test_an_old_week_sent_by_hand_brings_no_flood() -> None:
    names = due_names("2026-11-23 08:00", "2026-W20", "2026-W45", "2026-W46")

    assert names == ["2026-W44", "2026-W47"]


def test_a_clock_set_back_makes_nothing_due_twice() -> None:
    assert due_names("2026-11-16 09:00", *LATEST, "2026-W43", "2026-W47") == []


def test_a_report_of_a_week_in_the_future_hides_no_other() -> None:
    """A clock that was wrong has written it."""
    assert due_names("2026-11-23 08:00", *LATEST, "2036-W10") == ["2026-W47"]


def test_nothing_is_due_before_the_office_has_begun() -> None:
    nothing = calendar().due(now=NOW, since=None, written=set())

    assert nothing == []
    assert due_names("2026-11-25 08:00", since="2026-11-23 00:00") == []


def test_the_first_report_is_about_the_week_the_office_began_in() -> None:
    names = due_names("2026-11-23 08:00", since="2026-11-21 20:00")

    assert names == ["2026-W47"]


def test_the_first_report_of_an_old_office_catches_up_a_month_and_no_years() -> None:
    names = due_names("2026-11-23 08:00", since="2024-01-01 08:00")

    assert names == ["2026-W44", "2026-W45", "2026-W46", "2026-W47"]


def test_a_moment_the_clocks_skip_comes_later_that_day() -> None:
    """Clocks in Berlin go from 2 to 3 o'clock on Sunday, 29 March 2026."""
    plan = Calendar(send="sun 02:30", zone=BERLIN, days_off=DaysOff({}, "id"))

    assert plan.moment(week("2026-W12", BERLIN)) == datetime(
        2026, 3, 29, 1, 30, tzinfo=UTC
    )
