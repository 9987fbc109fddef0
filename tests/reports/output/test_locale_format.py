"""Numbers, dates and durations as the report's readers write them."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from crossposter.reports.model import Period
from crossposter.reports.output.locale_format import UNKNOWN, LocaleFormat

WITA = ZoneInfo("Asia/Makassar")
ID, EN = LocaleFormat("id", WITA), LocaleFormat("en", WITA)
MONDAY = datetime(2026, 11, 23, 0, 5, tzinfo=UTC)


@pytest.mark.parametrize("notation", [ID, EN], ids=["id", "en"])
def test_the_unknown_is_a_dash_and_never_0(notation: LocaleFormat) -> None:
    unknown = {
        notation.number(None),
        notation.share(None),
        notation.money(None),
        notation.duration(None),
    }

    assert unknown == {UNKNOWN}
    assert (notation.number(0), notation.share(0.0)) == ("0", "0%")


@pytest.mark.parametrize(
    ("number", "indonesian", "english"),
    [(0, "0", "0"), (1_234_567, "1.234.567", "1,234,567"), (-5, "-5", "-5")],
)
def test_thousands_have_the_sign_of_their_language(
    number: int, indonesian: str, english: str
) -> None:
    assert (ID.number(number), EN.number(number)) == (indonesian, english)


def test_shares_and_money() -> None:
    assert (ID.share(0.934), EN.share(1.0)) == ("93,4%", "100%")
    assert (ID.points(-0.045), EN.points(0.045)) == ("4,5", "4.5")
    assert ID.money(Decimal("1.5")).replace("\xa0", "") == "US$1,50"
    assert EN.money(Decimal("0.015")) == "US$0.015"


@pytest.mark.parametrize(
    ("minutes", "written"),
    [
        (0, "0 min"),
        (0.4, "0 min"),
        (59.6, "1 h"),
        (125, "2 h 5 min"),
        (1440, "1 d"),
        (1445, "1 d 5 min"),
        (1440 * 1234 + 61, "1,234 d 1 h"),
    ],
)
def test_a_duration_has_its_two_largest_units(minutes: float, written: str) -> None:
    assert EN.duration(timedelta(minutes=minutes)) == written


def test_moments_are_on_the_offices_clock_with_its_name() -> None:
    assert ID.moment(MONDAY) == "Senin, 23 November 2026 pukul 08.05 WITA"
    assert EN.moment(MONDAY) == "Monday, 23 November 2026, 08:05 WITA"
    assert ID.short_moment(MONDAY) == "Sen, 23 Nov 08.05"
    late = datetime(2026, 11, 23, 16, 0, tzinfo=UTC)
    assert ID.short_day(late) == "Sel, 24 Nov"


@pytest.mark.parametrize(
    ("monday", "written"),
    [
        (date(2026, 11, 16), "16 s.d. 22 November 2026"),
        (date(2026, 11, 30), "30 November s.d. 6 Desember 2026"),
        (date(2026, 12, 28), "28 Desember 2026 s.d. 3 Januari 2027"),
    ],
)
def test_a_week_says_no_month_or_year_twice(monday: date, written: str) -> None:
    assert ID.period(Period(start=monday, zone=WITA), "s.d.") == written


def test_any_other_language_is_english() -> None:
    assert LocaleFormat("de", WITA).month(date(2026, 5, 1)) == "May"
    assert ID.month(date(2026, 5, 1)) == "Mei"
    assert " " not in ID.short_date(date(2026, 5, 1))
