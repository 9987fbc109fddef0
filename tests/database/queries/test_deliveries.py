from datetime import timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from crossposter.database import Database
from crossposter.database.models import AnnouncementStatus, Delivery
from crossposter.database.models import DeliveryStatus as Status
from crossposter.database.models.delivery_states import MOVES
from crossposter.database.models.event import came_to
from crossposter.database.queries import announcements, deliveries, journal
from crossposter.database.queries.deliveries import Superseded
from crossposter.errors import NotAllowed, NotFound
from crossposter.staff import DAEMON, Actor
from tests.support.builders import (
    a_delivery,
    an_attempt,
    stored_announcement,
    stored_delivery,
)
from tests.support.fakes import MONDAY

HOUR = timedelta(hours=1)
OFFICER = Actor(login="operator", acting_for="petugas")


def stored(database: Database, **values: object) -> Delivery:
    with database.write() as session:
        key = stored_delivery(session, **values)
    return read(database, key)


def read(database: Database, key: int | None) -> Delivery:
    assert key is not None
    with database.read() as session:
        return deliveries.get(session, key)


def move(database: Database, delivery: Delivery, after: Status, **values: str) -> None:
    with database.write() as session:
        deliveries.move(
            session,
            delivery,
            after,
            at=MONDAY,
            actor=DAEMON,
            action=came_to(after),
            **values,
        )


def test_a_move_is_written_with_its_line_in_the_log(database: Database) -> None:
    delivery = stored(database)

    with database.write() as session:
        deliveries.move(
            session,
            delivery,
            Status.HELD,
            at=MONDAY,
            actor=OFFICER,
            action=came_to(Status.HELD),
            detail="gambar berubah",
            error="altered",
        )

    assert read(database, delivery.id).status is Status.HELD
    with database.read() as session:
        line = journal.events(session, delivery.announcement_id)[-1]
    assert (line.actor, line.acting_for, line.at) == ("operator", "petugas", MONDAY)
    assert (line.before, line.after) == ("scheduled", "held")
    assert (line.action, line.detail) == (
        "delivery held for a person",
        "gambar berubah",
    )


def test_of_two_workers_that_read_the_same_row_one_wins(database: Database) -> None:
    delivery = stored(database)
    copy = read(database, delivery.id)
    move(database, delivery, Status.HELD, error="first")

    with pytest.raises(Superseded, match=r"no longer scheduled"):
        move(database, copy, Status.CANCELLED, error="second")

    kept = read(database, delivery.id)
    assert (kept.status, kept.error) == (Status.HELD, "first")


def test_a_row_that_went_round_and_came_back_is_another_one(database: Database) -> None:
    stale = stored(database)
    move(database, read(database, stale.id), Status.PREPARING)
    move(database, read(database, stale.id), Status.SCHEDULED)

    with pytest.raises(Superseded):
        move(database, stale, Status.HELD)

    assert read(database, stale.id).status is Status.SCHEDULED


def test_a_superseded_move_leaves_no_line_in_the_log(database: Database) -> None:
    delivery = stored(database)
    stale = read(database, delivery.id)
    move(database, delivery, Status.HELD)

    with pytest.raises(Superseded):
        move(database, stale, Status.CANCELLED)

    with database.read() as session:
        lines = journal.events(session, delivery.announcement_id)
    assert [line.after for line in lines] == ["held"]


@pytest.mark.parametrize("before", Status)
def test_a_move_that_the_diagram_lacks_is_a_bug(
    sqlite_url: str, before: Status
) -> None:
    database = Database(sqlite_url)
    delivery = stored(database, status=before)

    for after in set(Status) - MOVES[before]:
        with pytest.raises(RuntimeError, match=f"no move from {before} to {after}"):
            move(database, delivery, after)

    assert read(database, delivery.id).status is before
    database.close()


def test_ids_of_uploads_are_kept_while_the_delivery_is_in_hand(
    database: Database,
) -> None:
    delivery = stored(database, status=Status.PREPARING, epoch=3)

    with database.write() as session:
        deliveries.save_refs(session, delivery, {"gambar 0": "media-17"})

    assert read(database, delivery.id).saved == {"gambar 0": "media-17"}


def test_a_worker_that_lost_the_delivery_cannot_save_its_uploads(
    database: Database,
) -> None:
    delivery = stored(database, status=Status.PREPARING)
    stale = read(database, delivery.id)
    move(database, delivery, Status.SCHEDULED)
    move(database, read(database, delivery.id), Status.PREPARING)

    with (
        pytest.raises(Superseded, match="no longer in this worker's hand"),
        database.write() as session,
    ):
        deliveries.save_refs(session, stale, {"gambar 0": "media-17"})

    assert read(database, delivery.id).saved == {}


def test_an_edit_of_what_somebody_else_changed_is_refused(database: Database) -> None:
    with database.write() as session:
        key = stored_announcement(session)
        mine = announcements.get(session, key)
    with database.write() as session:
        theirs = announcements.get(session, key)
        announcements.change(session, theirs, now=MONDAY, title="Diubah editor")

    with (
        pytest.raises(NotAllowed, match="changed by somebody else just now"),
        database.write() as session,
    ):
        announcements.change(session, mine, now=MONDAY, title="Diubah petugas")

    with database.read() as session:
        kept = announcements.get(session, key)
    assert (kept.title, kept.revision) == ("Diubah editor", 1)


def test_an_announcement_goes_to_a_channel_once(database: Database) -> None:
    first = stored(database)

    with pytest.raises(IntegrityError), database.write() as session:
        session.add(a_delivery(first.announcement_id))


def test_one_post_proves_one_delivery(database: Database) -> None:
    stored(database, remote_id="1001_7")

    with pytest.raises(IntegrityError):
        stored(database, remote_id="1001_7")
    stored(database, remote_id="1001_7", channel="x")


def test_deliveries_without_a_post_do_not_collide(database: Database) -> None:
    stored(database, remote_id=None)

    assert stored(database, remote_id=None).id


def test_a_delivery_belongs_to_an_announcement(database: Database) -> None:
    with pytest.raises(IntegrityError), database.write() as session:
        session.add(a_delivery(4711))


@pytest.mark.parametrize("status", Status)
def test_a_moment_is_taken_unless_the_delivery_was_given_up(
    database: Database, status: Status
) -> None:
    stored(database, due_at=MONDAY + HOUR, status=status)

    with database.read() as session:
        taken = deliveries.taken_moments(session, "facebook", since=MONDAY)

    given_up = status in {Status.CANCELLED, Status.EXPIRED}
    assert taken == ([] if given_up else [MONDAY + HOUR])


def test_moments_of_other_channels_and_of_before_are_free(database: Database) -> None:
    stored(database, due_at=MONDAY - HOUR)
    stored(database, due_at=MONDAY, channel="x")
    mine = stored(database, due_at=MONDAY)

    with database.read() as session:
        taken = deliveries.taken_moments(
            session, "facebook", since=MONDAY, but=[mine.id or 0]
        )

    assert taken == []


def test_posts_of_other_deliveries_on_the_channel_are_known(database: Database) -> None:
    stored(database, remote_id="1001_7")
    stored(database, remote_id="1001_8", channel="x")
    mine = stored(database, remote_id="1001_9")

    with database.read() as session:
        bound = deliveries.remote_ids(session, "facebook", but=mine.id or 0)

    assert bound == {"1001_7"}


def test_the_last_attempt_is_the_one_that_is_closed(database: Database) -> None:
    delivery = stored(database)
    with database.write() as session:
        journal.open_attempt(session, an_attempt(delivery.id or 0, outcome="failed"))
        last = journal.open_attempt(session, an_attempt(delivery.id or 0, number=2))
        journal.close_attempt(
            session, delivery.id or 0, at=MONDAY, outcome="published", code="200"
        )

    with database.read() as session:
        kept = journal.last_attempt(session, delivery.id or 0)
    assert kept is not None
    assert (kept.id, kept.outcome, kept.code) == (last, "published", "200")
    assert kept.finished_at == MONDAY


def test_what_does_not_exist_is_said_with_the_command_that_shows_what_does(
    database: Database,
) -> None:
    with database.read() as session:
        with pytest.raises(
            NotFound, match=r"no announcement 7: see `crossposter list`"
        ):
            announcements.get(session, 7)
        with pytest.raises(NotFound, match=r"no delivery 7: see `crossposter list`"):
            deliveries.get(session, 7)
        assert journal.last_attempt(session, 7) is None


def test_a_listing_is_newest_first_and_can_be_narrowed(database: Database) -> None:
    with database.write() as session:
        first = stored_announcement(session, source="BPBD")
        second = stored_announcement(session)
        third = stored_announcement(
            session, source="BPBD", status=AnnouncementStatus.APPROVED
        )

    with database.read() as session:
        everything = [each.id for each in announcements.listing(session)]
        of_source = announcements.listing(session, source="BPBD")
        approved = announcements.listing(
            session, statuses=[AnnouncementStatus.APPROVED]
        )

    assert everything == [third, second, first]
    assert [each.id for each in of_source] == [third, first]
    assert [each.id for each in approved] == [third]
