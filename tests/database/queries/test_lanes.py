from collections.abc import Callable
from datetime import timedelta

import pytest

from crossposter.database import Database
from crossposter.database.models import DeliveryStatus as Status
from crossposter.database.queries import channels, lanes
from tests.support.builders import stored_delivery
from tests.support.fakes import MONDAY

MINUTE = timedelta(minutes=1)


def first_due(database: Database, *, spacing: timedelta = MINUTE) -> int | None:
    with database.write() as session:
        delivery = lanes.first_due(session, "facebook", now=MONDAY, spacing=spacing)
        return None if delivery is None else delivery.id


def store(database: Database, **values: object) -> int:
    with database.write() as session:
        return stored_delivery(session, **values)


def test_nothing_is_taken_before_its_time(database: Database) -> None:
    store(database, due_at=MONDAY + timedelta(microseconds=1))

    assert first_due(database) is None


def test_a_delivery_that_waits_after_a_failure_is_left_waiting(
    database: Database,
) -> None:
    store(database, due_at=MONDAY, next_at=MONDAY + MINUTE)

    assert first_due(database) is None


@pytest.mark.parametrize(
    "status", sorted(set(Status) - {Status.SCHEDULED, Status.UNCONFIRMED})
)
def test_only_what_waits_is_taken(database: Database, status: Status) -> None:
    store(database, status=status)

    assert first_due(database) is None


def test_the_longest_waiting_goes_first(database: Database) -> None:
    store(database, due_at=MONDAY - MINUTE)
    oldest = store(database, due_at=MONDAY - 2 * MINUTE)

    assert first_due(database) == oldest


def test_an_urgent_delivery_overtakes_older_ones(database: Database) -> None:
    store(database, due_at=MONDAY - MINUTE)
    urgent = store(database, due_at=MONDAY, urgent=True)

    assert first_due(database) == urgent


@pytest.mark.parametrize("status", [Status.PREPARING, Status.COMMITTING])
def test_a_lane_has_one_delivery_in_flight_at_a_time(
    database: Database, status: Status
) -> None:
    store(database, status=status)
    store(database)

    assert first_due(database) is None


def test_another_channel_does_not_make_a_lane_busy(database: Database) -> None:
    store(database, status=Status.COMMITTING, channel="x")
    key = store(database)

    assert first_due(database) == key


def test_an_unconfirmed_delivery_does_not_block_the_lane(database: Database) -> None:
    store(database, status=Status.UNCONFIRMED, next_at=MONDAY + MINUTE)
    key = store(database)

    assert first_due(database) == key


def a_post_half_a_minute_ago(database: Database) -> None:
    with database.write() as session:
        channels.published(session, "facebook", at=MONDAY - MINUTE / 2)


def test_two_posts_keep_their_distance(database: Database) -> None:
    a_post_half_a_minute_ago(database)
    key = store(database)

    assert first_due(database) is None
    assert first_due(database, spacing=MINUTE / 2) == key


def test_an_urgent_post_keeps_no_distance(database: Database) -> None:
    a_post_half_a_minute_ago(database)
    key = store(database, urgent=True)

    assert first_due(database) == key


def test_a_look_at_the_account_keeps_no_distance(database: Database) -> None:
    a_post_half_a_minute_ago(database)
    store(database)
    unconfirmed = store(database, status=Status.UNCONFIRMED)

    assert first_due(database) == unconfirmed


def test_a_paused_channel_gives_nothing_out_until_it_is_resumed(
    database: Database,
) -> None:
    key = store(database, urgent=True)
    with database.write() as session:
        channels.pause(session, "facebook", reason="token lapsed", until=None)

    assert first_due(database) is None

    with database.write() as session:
        channels.resume(session, "facebook")
    assert first_due(database) == key


def test_an_automatic_pause_does_not_shorten_that_of_a_person(
    database: Database,
) -> None:
    with database.write() as session:
        channels.pause(session, "facebook", reason="hari berkabung", until=None)
        channels.pause(session, "facebook", reason="too fast", until=MONDAY)

    with database.read() as session:
        kept = channels.state(session, "facebook")
        assert (kept.paused, kept.reason, kept.until) == (True, "hari berkabung", None)
        assert channels.ended_pauses(session, MONDAY + MINUTE) == []


LOOKS: list[tuple[str, Callable[[Database], object]]] = [
    ("published", lambda database: store(database, status=Status.PUBLISHED)),
    ("held", lambda database: store(database, status=Status.HELD)),
]


@pytest.mark.parametrize("prepare", [look for _, look in LOOKS], ids=dict(LOOKS))
def test_what_is_over_needs_no_look(
    database: Database, prepare: Callable[[Database], object]
) -> None:
    prepare(database)

    with database.read() as session:
        assert lanes.next_looks(session) == {}


def test_each_channel_is_looked_at_when_its_earliest_delivery_asks_for_it(
    database: Database,
) -> None:
    store(database, due_at=MONDAY + 2 * MINUTE)
    store(database, due_at=MONDAY, next_at=MONDAY + MINUTE)
    store(database, channel="x", status=Status.UNCONFIRMED, due_at=MONDAY)
    store(database, channel="instagram")
    with database.write() as session:
        channels.pause(session, "instagram", reason="dijeda", until=None)

    with database.read() as session:
        looks = lanes.next_looks(session)

    assert looks == {"facebook": MONDAY + MINUTE, "x": MONDAY}
