"""Holidays: Indonesia's calendar with the joint leave, and the office's own days."""

from datetime import date

import pytest

from crossposter.reports.holidays import DaysOff
from crossposter.reports.model import Holiday

CHRISTMAS = date(2026, 12, 25)
LEAVE = date(2026, 12, 24)


def test_joint_leave_is_a_day_off_like_any_holiday() -> None:
    assert DaysOff({}, "id").within(date(2026, 12, 21), 7) == (
        Holiday(day=LEAVE, name="Cuti Bersama Hari Raya Natal"),
        Holiday(day=CHRISTMAS, name="Hari Raya Natal"),
    )


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_holiday_has_an_english_name_as_well(language: str) -> None:
    assert DaysOff({}, language).name(CHRISTMAS) == "Christmas Day"


def test_the_offices_own_holiday_is_one() -> None:
    own = {date(2027, 4, 8): "Hari Jadi Kabupaten"}

    assert DaysOff(own, "id").name(date(2027, 4, 8)) == "Hari Jadi Kabupaten"


def test_a_holiday_the_office_works_on_is_none() -> None:
    days = DaysOff({LEAVE: "no"}, "id")

    assert days.name(LEAVE) is None
    assert [each.day for each in days.within(date(2026, 12, 21), 7)] == [CHRISTMAS]


def test_a_year_of_holidays_leaves_the_day_where_it_is() -> None:
    """Somebody has made every day a holiday: the report goes out all the same."""
    own = {date.fromordinal(LEAVE.toordinal() + n): "Libur" for n in range(400)}

    assert DaysOff(own, "id").moved(LEAVE) == LEAVE


def test_the_year_may_end_in_between() -> None:
    """New Year's Day 2027 is a Friday."""
    assert DaysOff({}, "id").moved(date(2027, 1, 1)) == date(2027, 1, 4)
