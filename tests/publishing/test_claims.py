"""Taking the next delivery of a lane into hand; who wins is tried beside the queries."""

from datetime import timedelta

import pytest

from crossposter.database import Database
from crossposter.database.models import Delivery
from crossposter.database.models import DeliveryStatus as Status
from crossposter.database.queries import deliveries, journal, lanes
from crossposter.publishing.claims import claim
from tests.support.builders import stored_delivery
from tests.support.fakes import MONDAY

MINUTE = timedelta(minutes=1)


def store(database: Database, **values: object) -> int:
    with database.write() as session:
        return stored_delivery(session, **values)


def claimed(database: Database) -> Delivery | None:
    with database.write() as session:
        return claim(session, "facebook", now=MONDAY, owner="worker", spacing=MINUTE)


def kept(database: Database, key: int) -> Delivery:
    with database.read() as session:
        return deliveries.get(session, key)


def test_what_is_due_is_taken_up_and_so_it_says(database: Database) -> None:
    key = store(database)

    delivery = claimed(database)

    assert delivery is not None
    assert (delivery.id, delivery.status) == (key, Status.PREPARING)
    stored = kept(database, key)
    assert (stored.status, stored.owner) == (Status.PREPARING, "worker")
    assert stored.epoch == delivery.epoch > 0


def test_the_log_tells_what_was_taken_up(database: Database) -> None:
    key = store(database)

    claimed(database)

    with database.read() as session:
        (line,) = journal.events(session, kept(database, key).announcement_id)
    assert (line.actor, line.action, line.delivery_id) == ("daemon", "taken up", key)


def test_an_unconfirmed_delivery_stays_unconfirmed_in_the_hand(
    database: Database,
) -> None:
    key = store(database, status=Status.UNCONFIRMED)

    delivery = claimed(database)

    assert delivery is not None
    assert (delivery.id, delivery.status) == (key, Status.UNCONFIRMED)
    assert kept(database, key).status is Status.UNCONFIRMED
    assert kept(database, key).epoch == delivery.epoch > 0


@pytest.mark.parametrize("status", [Status.SCHEDULED, Status.UNCONFIRMED])
def test_what_another_worker_took_in_the_same_moment_is_left_to_it(
    database: Database, status: Status, monkeypatch: pytest.MonkeyPatch
) -> None:
    stale = kept(database, store(database, status=status))
    assert claimed(database) is not None
    monkeypatch.setattr(lanes, "first_due", lambda *_, **__: stale)

    assert claimed(database) is None


def test_nothing_is_claimed_where_nothing_is_due(database: Database) -> None:
    store(database, due_at=MONDAY + MINUTE)

    assert claimed(database) is None
