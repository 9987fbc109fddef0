"""How long an answer asks to wait: between a second and a day, whatever it says."""

from datetime import timedelta

import pytest

from crossposter.platforms.waits import (
    LONGEST,
    bounded,
    bounded_seconds,
    clock_ahead,
    retry_after,
)
from tests.support.fakes import MONDAY

SECOND = timedelta(seconds=1)


@pytest.mark.parametrize(
    ("header", "wait"),
    [
        ("120", timedelta(minutes=2)),
        (" 5 ", 5 * SECOND),
        ("0", SECOND),
        ("9" * 400, LONGEST),
        ("Mon, 23 Nov 2026 00:10:00 GMT", timedelta(minutes=10)),
        ("Sun, 22 Nov 2026 00:00:00 GMT", SECOND),
        ("Fri, 23 Nov 2099 00:00:00 GMT", LONGEST),
        ("-5", None),
        ("٥", None),
        ("soon", None),
        ("", None),
    ],
)
def test_a_wait_is_seconds_or_a_date(header: str, wait: timedelta | None) -> None:
    assert retry_after({"retry-after": header}, MONDAY) == wait


def test_a_date_counts_from_the_platforms_own_clock() -> None:
    headers = {
        "retry-after": "Mon, 23 Nov 2026 01:10:00 GMT",
        "date": "Mon, 23 Nov 2026 01:00:00 GMT",
    }

    assert retry_after(headers, MONDAY) == timedelta(minutes=10)
    assert clock_ahead(headers, MONDAY) == timedelta(hours=1)
    assert clock_ahead({}, MONDAY) is None
    assert clock_ahead({"date": "yesterday"}, MONDAY) is None


def test_no_number_parks_a_channel_for_longer_than_a_day() -> None:
    assert bounded_seconds(1e300) == LONGEST
    assert bounded_seconds(float("inf")) == LONGEST
    assert bounded_seconds(-1) == SECOND
    assert bounded(timedelta(days=9)) == LONGEST
