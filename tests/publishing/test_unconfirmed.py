"""Doubts: what may be public although the database does not know of it."""

from datetime import timedelta

from crossposter.database.models import DeliveryStatus as Status
from crossposter.database.queries import journal
from crossposter.publishing.unconfirmed import look_for_next, open_doubt
from tests.conftest import MakeOffice
from tests.support.newsroom import Office


def test_a_doubt_reaches_back_to_the_approval(office: Office) -> None:
    key = office.approved()
    approved = office.clock.now()
    now = office.clock.advance(hours=5)

    with office.database.write() as session:
        open_doubt(session, office.delivery(key), now=now)
        attempt = journal.last_attempt(session, office.delivery(key).id or 0)

    assert attempt is not None
    assert (attempt.number, attempt.started_at, attempt.deadline) == (0, approved, now)


def test_a_doubt_that_is_open_is_looked_into_anew_and_not_doubled(
    office: Office,
) -> None:
    key = office.approved()
    number = office.delivery(key).id or 0
    now = office.clock.now()
    with office.database.write() as session:
        open_doubt(session, office.delivery(key), now=now)
        first = journal.last_attempt(session, number)
        assert first is not None
        name = first.id

    later = now + timedelta(hours=1)
    with office.database.write() as session:
        open_doubt(session, office.delivery(key), now=later)
        again = journal.last_attempt(session, number)
        assert again is not None
        assert (again.id, again.deadline) == (name, later)


def test_a_doubt_counts_as_no_intent_of_ours(office: Office) -> None:
    key = office.approved()

    with office.database.write() as session:
        open_doubt(session, office.delivery(key), now=office.clock.now())

    with office.database.read() as session:
        assert not journal.has_intents(session)
        assert journal.in_doubt(session, office.delivery(key).id or 0)


def test_the_next_part_is_looked_for_before_it_is_sent(make_office: MakeOffice) -> None:
    office = make_office(channels=("x",))
    key = office.approved()
    now = office.clock.now()

    with office.database.write() as session:
        look_for_next(session, office.delivery(key, "x").id or 0, now=now)

    delivery = office.delivery(key, "x")
    assert delivery.status is Status.UNCONFIRMED
    assert delivery.absents == 0
    assert delivery.next_at >= now
    assert office.events(key)[-1].after == Status.UNCONFIRMED
