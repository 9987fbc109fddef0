"""Deliveries on their way to a platform, and how long that may take."""

from datetime import timedelta

import pytest

from crossposter.database.models import DeliveryStatus as Status
from crossposter.publishing.in_flight import InFlight, in_flight, waits_since
from tests.support.builders import a_delivery
from tests.support.fakes import MONDAY
from tests.support.newsroom import Office


@pytest.mark.parametrize(
    ("status", "longest"),
    [
        (Status.COMMITTING, timedelta(seconds=10)),
        (Status.PREPARING, timedelta(minutes=10)),
    ],
)
def test_an_upload_may_take_longer_than_the_one_request(
    status: Status, longest: timedelta
) -> None:
    under_way = InFlight(delivery=a_delivery(1, status=status), since=MONDAY)

    assert not under_way.is_long(MONDAY + longest)
    assert under_way.is_long(MONDAY + longest + timedelta.resolution)


def test_only_what_a_lane_has_in_hand_is_in_flight(office: Office) -> None:
    rows = [
        a_delivery(1, id=number, status=status, next_at=MONDAY)
        for number, status in enumerate(Status, 1)
    ]

    with office.database.read() as session:
        found = in_flight(session, rows)

    assert {it.delivery.status for it in found} == {
        Status.PREPARING,
        Status.COMMITTING,
    }
    assert {it.since for it in found} == {MONDAY}  # the log knows none of them


def test_a_lane_waits_since_its_oldest_and_for_no_other_channel() -> None:
    rows = [
        InFlight(
            delivery=a_delivery(1, channel=channel, status=Status.COMMITTING),
            since=MONDAY + timedelta(minutes=minutes),
        )
        for channel, minutes in (("x", 5), ("x", 3), ("facebook", 1))
    ]

    assert waits_since("x", rows) == MONDAY + timedelta(minutes=3)
    assert waits_since("instagram", rows) is None
