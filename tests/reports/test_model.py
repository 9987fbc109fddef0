"""A week, a quota, a price: what the values of a report say of themselves."""

from dataclasses import replace
from datetime import UTC, date, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from crossposter.reports.model import Period, SourceRow
from tests.support.reports import CHANNELS, WEEK, a_report, an_empty_report

BERLIN = ZoneInfo("Europe/Berlin")


@pytest.mark.parametrize(
    ("monday", "name"),
    [
        (date(2026, 11, 16), "2026-W47"),
        (date(2026, 12, 28), "2026-W53"),
        (date(2025, 12, 29), "2026-W01"),
        (date(2027, 1, 4), "2027-W01"),
    ],
)
def test_a_week_is_named_as_the_year_it_belongs_to(monday: date, name: str) -> None:
    assert Period(start=monday, zone=BERLIN).name == name


def test_a_week_is_as_long_as_the_clocks_make_it() -> None:
    spring = Period(start=date(2026, 3, 23), zone=BERLIN)

    lasted = spring.until.astimezone(UTC) - spring.since.astimezone(UTC)
    assert lasted == timedelta(days=7) - timedelta(hours=1)
    assert spring.end == date(2026, 3, 29)


@pytest.mark.parametrize(
    ("quota", "month", "met"), [(0, 9, None), (4, 3, False), (4, 4, True)]
)
def test_a_quota_is_met_when_it_is_reached(
    quota: int, month: int, *, met: bool | None
) -> None:
    row = SourceRow(code="A", name="A", kind="dinas", week=1, month=month, quota=quota)

    assert row.met is met


def test_an_office_begins_before_the_end_of_its_first_week() -> None:
    last = WEEK.until - timedelta(seconds=1)

    assert an_empty_report(began=last).has_begun
    assert not an_empty_report(began=WEEK.until).has_begun
    assert not an_empty_report(began=None).has_begun


def test_the_month_is_that_of_monday() -> None:
    report = a_report(period=replace(WEEK, start=date(2026, 11, 30)))

    assert report.month == date(2026, 11, 1)


def test_prices_are_added_up_where_there_are_any() -> None:
    free = replace(CHANNELS[0], price=None)
    paid = replace(CHANNELS[0], price=Decimal("0.015"))

    assert a_report(channels=(free, free)).price is None
    assert a_report(channels=(free, paid, paid)).price == Decimal("0.030")
