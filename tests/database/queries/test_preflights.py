"""Preflights: the newest of each delivery, kept as a line in the log."""

from dataclasses import replace
from datetime import timedelta

from crossposter.channels import Fault
from crossposter.database import Database
from crossposter.database.models import DeliveryStatus as Status
from crossposter.database.queries import deliveries, preflights
from crossposter.database.queries.preflights import Record
from tests.support.builders import a_delivery, stored_delivery
from tests.support.fakes import MONDAY

HOUR = timedelta(hours=1)
FAULT = Fault(kind="expired", sentence="Token berakhir – perbarui.")
RECORD = Record(at=MONDAY, due_at=MONDAY, fingerprint="f", faults=(FAULT,))


def test_the_newest_is_read_as_it_was_kept(database: Database) -> None:
    with database.write() as session:
        key, other = stored_delivery(session), stored_delivery(session)
        delivery = deliveries.get(session, key)
        preflights.keep(session, delivery, replace(RECORD, faults=()))
        preflights.keep(session, delivery, RECORD)

        assert preflights.last(session, [key, other]) == {key: RECORD}


def test_a_preflight_is_of_one_post_at_one_time() -> None:
    delivery = a_delivery(1, fingerprint="f")

    assert RECORD.is_of(delivery)
    assert not replace(RECORD, fingerprint="g").is_of(delivery)
    assert not replace(RECORD, due_at=MONDAY + HOUR).is_of(delivery)


def test_what_comes_next_begins_after_a_time_and_ends_with_one(
    database: Database,
) -> None:
    with database.write() as session:
        late, early = (
            stored_delivery(session, due_at=MONDAY + hours * HOUR) for hours in (2, 1)
        )
        stored_delivery(session, due_at=MONDAY)
        stored_delivery(session, due_at=MONDAY + 3 * HOUR)
        stored_delivery(session, due_at=MONDAY + HOUR, status=Status.HELD)

        until = MONDAY + 2 * HOUR
        coming = preflights.coming(session, since=MONDAY, until=until)

        assert [each.id for each, _ in coming] == [early, late]
        key = deliveries.get(session, late).announcement_id
        assert [it.id for it in preflights.waiting(session, key)] == [late]


def test_only_faults_of_what_is_not_over_and_not_mended_are_told(
    database: Database,
) -> None:
    with database.write() as session:
        keys = [
            stored_delivery(session, status=status)
            for status in (Status.SCHEDULED, Status.SCHEDULED, Status.PUBLISHED)
        ]
        for key in keys:
            preflights.keep(session, deliveries.get(session, key), RECORD)
        mended = deliveries.get(session, keys[1])
        preflights.keep(session, mended, replace(RECORD, faults=()))

        found = preflights.unfinished(session, MONDAY + HOUR)
        assert [each.id for each, _, _ in found] == [keys[0]]
        assert not preflights.unfinished(session, MONDAY + timedelta(days=31))
