"""Pauses, outages and removed posts as rows of the report."""

from datetime import timedelta

from crossposter.database.models import DeliveryStatus as Status
from crossposter.database.queries.report_failures import Removed, Setback
from crossposter.reports.failures import (
    of_deliveries,
    of_outages,
    of_removed,
)
from tests.reports.test_failures import MONDAY, a_move, a_setback, standing


def test_a_channel_that_stood_still_has_one_row_however_often_it_was_paused() -> None:
    (row,) = standing(
        a_move("facebook paused", 0),
        a_move("x resumed", 1),
        a_move("facebook paused", 1, detail="The token for Facebook is not valid."),
        a_move("facebook resumed", 2, actor="operator", detail=None),
    )

    assert (row.channel, row.kind, row.attempts) == ("facebook", "token", 2)
    assert row.at == MONDAY
    assert row.title is None
    assert row.solved


def test_a_channel_a_person_paused_is_paused_and_tries_nothing() -> None:
    (row,) = standing(a_move("x paused", actor="operator", detail="token of the boss"))

    assert (row.kind, row.attempts, row.solved) == ("paused", 0, False)


def test_a_channel_that_stands_still_since_last_month_is_told_every_week() -> None:
    (row,) = standing(a_move("x paused", -30))

    assert row.at == MONDAY - timedelta(days=30)
    assert not row.solved


def test_a_channel_that_ran_again_before_the_week_is_not_told() -> None:
    assert standing(a_move("x paused", -30), a_move("x resumed", -3)) == []


def test_channels_do_not_end_each_others_pauses() -> None:
    rows = standing(
        a_move("x paused"), a_move("x-wisata paused"), a_move("x resumed", 1)
    )

    assert [(row.channel, row.solved) for row in rows] == [
        ("x", True),
        ("x-wisata", False),
    ]


MISSED = "was due while the daemon was not running: looking for it first"


def missed(*, due: timedelta, back: timedelta, delivery: int = 1) -> Setback:
    return a_setback(
        at=MONDAY + back,
        due_at=MONDAY + due,
        before="scheduled",
        after="unconfirmed",
        detail=MISSED,
        status=Status.PUBLISHED,
        delivery=delivery,
    )


def test_an_outage_is_one_row_with_its_length_and_no_row_for_each_post() -> None:
    hours = [timedelta(hours=it) for it in range(3)]
    setbacks = [
        missed(due=due, back=timedelta(hours=4), delivery=key)
        for key, due in enumerate(hours)
    ]

    assert list(of_deliveries(setbacks)) == []
    (row,) = of_outages(setbacks)
    assert (row.kind, row.channel, row.title) == ("outage", None, None)
    assert (row.at, row.lasted, row.missed) == (MONDAY, timedelta(hours=4), 3)
    assert row.solved


def test_what_was_in_time_although_the_daemon_had_just_begun_is_no_trouble() -> None:
    setbacks = [missed(due=timedelta(0), back=timedelta(seconds=31))]

    assert list(of_deliveries(setbacks)) == []
    assert list(of_outages(setbacks)) == []


def test_two_outages_are_two_rows() -> None:
    setbacks = [
        missed(due=timedelta(0), back=timedelta(hours=1)),
        missed(due=timedelta(hours=5), back=timedelta(hours=7), delivery=2),
    ]

    assert [row.lasted for row in of_outages(setbacks)] == [
        timedelta(hours=1),
        timedelta(hours=2),
    ]


def test_what_went_wrong_after_an_outage_is_told_of_the_delivery() -> None:
    setbacks = [missed(due=timedelta(0), back=timedelta(hours=1)), a_setback()]

    (row,) = of_deliveries(setbacks)
    assert row.kind == "rejected"


def test_a_removed_post_waits_for_somebody_to_ask() -> None:
    gone = Removed(at=MONDAY, delivery=1, channel="instagram", title="Vaksin")

    (row,) = of_removed([gone])

    assert (row.kind, row.title, row.solved) == ("removed", "Vaksin", False)
