"""Dates in Indonesian texts, and hours and prices that look like them."""

from datetime import date

import pytest

from crossposter.announcements.checks.indonesian_dates import dates, with_weekdays

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("text", "month", "numbers"),
    [
        ("24 November 2026", 11, (24,)),
        ("24 Nopember 2026", 11, (24,)),
        ("1 Pebruari", 2, (1,)),
        ("3 Agt. 2026", 8, (3,)),
        ("5 s/d 7 Desember", 12, (5, 7)),
        ("24/11/2026", 11, (24,)),
        ("24-11-26", 11, (24,)),
        ("24.11.2026", 11, (24,)),
    ],
)
def test_a_date_is_found_however_it_is_written(
    text: str, month: int, numbers: tuple[int, ...]
) -> None:
    (found,) = dates(f"Mulai {text} di aula")

    assert (found.month, found.numbers) == (month, numbers)
    assert text.startswith(found.words)


@pytest.mark.parametrize(
    "text",
    ["pukul 08.00", "10-11 orang", "24/13/2026", "Rp1.500.000", "nomor 800/12/34/2026"],
)
def test_hours_amounts_and_numbers_are_no_dates(text: str) -> None:
    assert not list(dates(text))


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Senin, 23 November 2026", (0,)),
        ("JUM’AT (27/11/2026)", (4,)),
        ("Ahad, 29 November 2026", (6,)),
        ("Sabtu dan Minggu, 28 dan 29 November", (5, 6)),
    ],
)
def test_a_weekday_is_told_as_a_number(text: str, days: tuple[int, ...]) -> None:
    (found,) = with_weekdays(text)

    assert found.days == days


def test_a_week_of_the_month_is_no_sunday() -> None:
    assert not list(with_weekdays("Minggu 2 Desember"))
    assert list(with_weekdays("Minggu, 6 Desember"))


def test_a_date_without_a_year_is_a_near_one() -> None:
    (found,) = dates("12 Januari")

    assert found.moments(TODAY) == [(date(2027, 1, 12),)]


def test_a_year_that_is_named_is_believed() -> None:
    (found,) = dates("12 Januari 2019")

    assert found.moments(TODAY) == [(date(2019, 1, 12),)]


def test_a_day_that_no_calendar_has_is_no_moment() -> None:
    (found,) = dates("31 November 2026")

    assert found.moments(TODAY) == [()]


def test_a_leap_day_is_there_in_leap_years_alone() -> None:
    (found,) = dates("29 Februari")

    assert found.moments(date(2028, 1, 1)) == [(date(2028, 2, 29),)]
