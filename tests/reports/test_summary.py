"""A week in numbers: unknown is never 0, and nobody counts twice."""

from datetime import timedelta
from typing import Any

import pytest

from crossposter.database.models import DeliveryStatus as Status
from crossposter.database.queries.report_failures import Setback
from crossposter.reports.failures import PUNCTUAL
from crossposter.reports.summary import failures, on_time, summed
from tests.reports.test_rows import a_post, a_week, an_announcement
from tests.support.fakes import MONDAY

HOUR = timedelta(hours=1)


def a_setback(delivery: int, after: Status, now: Status, **values: Any) -> Setback:
    given: dict[str, Any] = {
        "at": MONDAY,
        "delivery": delivery,
        "before": "committing",
        "after": after,
        "detail": None,
        "due_at": MONDAY,
        "channel": "facebook",
        "status": now,
        "attempts": 1,
        "tries": 1,
        "title": "Jembatan",
    }
    return Setback(**given | values)


def test_without_posts_nothing_was_on_time_or_late() -> None:
    summary = summed(a_week())

    assert (summary.on_time, summary.median_wait, summary.urgent_wait) == (
        None,
        None,
        None,
    )
    assert (summary.published, summary.urgent) == (0, 0)


@pytest.mark.parametrize(
    ("late", "postponed", "share"),
    [
        (PUNCTUAL, frozenset(), 1.0),
        (PUNCTUAL + timedelta.resolution, frozenset(), 0.0),
        (timedelta(0), frozenset({10}), 0.0),
    ],
)
def test_a_post_is_on_time_if_it_kept_the_time_it_was_approved_for(
    late: timedelta, postponed: frozenset[int], share: float
) -> None:
    assert on_time([a_post(1, at=MONDAY + late)], postponed) == share


def test_only_what_is_still_in_trouble_is_counted_and_once() -> None:
    failed, held, out = Status.FAILED, Status.HELD, Status.PUBLISHED
    week = a_week(
        setbacks=[
            a_setback(1, failed, failed),
            a_setback(1, failed, failed),
            a_setback(2, failed, out),
            a_setback(3, Status.UNCONFIRMED, held),
            a_setback(4, Status.EXPIRED, Status.EXPIRED, channel="x"),
        ]
    )

    summary = summed(week)

    assert (summary.failed, summary.held, summary.expired) == (1, 1, 1)
    assert failures(week.setbacks, "x") == 0


def test_a_wait_is_from_approval_to_the_first_post() -> None:
    posts = [
        a_post(1, at=MONDAY),
        a_post(1, "x", at=MONDAY + 9 * HOUR),
        a_post(2, at=MONDAY + 2 * HOUR),
        a_post(3, at=MONDAY),
        a_post(4, at=MONDAY),
    ]
    told = {
        1: an_announcement(1, urgent=True),
        2: an_announcement(2),
        3: an_announcement(3, approved_at=MONDAY + HOUR),  # approved anew
        4: an_announcement(4, approved_at=None),
    }

    summary = summed(a_week(*posts, told=told, earlier=frozenset()))

    assert summary.median_wait == 2 * HOUR  # of 1 and 3 hours
    assert (summary.urgent, summary.urgent_wait) == (1, HOUR)


def test_what_was_public_before_the_week_has_no_wait_in_it() -> None:
    week = a_week(a_post(1), earlier=frozenset({1}))

    assert summed(week).median_wait is None
