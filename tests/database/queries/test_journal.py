"""The log: who did what, whose words are in it, and what was about to be sent."""

from datetime import datetime, timedelta

from crossposter.database import Database, Session
from crossposter.database.models import DeliveryStatus as Status
from crossposter.database.models.delivery_states import NOT_RUNNING
from crossposter.database.models.event import Action
from crossposter.database.queries import journal
from crossposter.staff import Actor
from tests.support.builders import an_attempt, stored_announcement, stored_delivery
from tests.support.fakes import MONDAY

HOUR = timedelta(hours=1)
SITI, BUDI = Actor(login="siti"), Actor(login="budi", acting_for="kabid")


def note(
    session: Session, key: int, action: Action, by: Actor = SITI, hours: float = 0
) -> None:
    at = MONDAY + hours * HOUR
    journal.note(session, at=at, actor=by, action=action, announcement_id=key)


def test_whoever_changed_a_word_is_a_writer(database: Database) -> None:
    with database.write() as session:
        key = stored_announcement(session)
        note(session, key, Action.ADDED)
        note(session, key, Action.EDITED_SLIGHTLY, Actor(login="editor"))
        note(session, key, Action.EDITED, BUDI)
        note(session, key, Action.APPROVED, Actor(login="kadis"))

        assert journal.writers(session, key) == {"siti", "editor", "kabid"}
        assert journal.writers(session, key, but_slightly=True) == {"siti", "kabid"}


def test_deeds_are_what_people_did_with_the_announcement(database: Database) -> None:
    with database.write() as session:
        key = stored_announcement(session)
        for action in (
            Action.ADDED,
            Action.SUBMITTED,
            Action.PREFLIGHT,
            Action.APPROVED,
        ):
            note(session, key, action)

        deeds = journal.deeds(session, key)

    assert [each.action for each in deeds] == ["added", "submitted", "approved"]


def test_an_approval_under_a_clock_that_was_set_back_has_no_time(
    database: Database,
) -> None:
    with database.write() as session:
        key = stored_announcement(session)
        note(session, key, Action.APPROVED)

        def found_after(hours: float) -> datetime | None:
            note(session, key, Action.SCHEDULED, hours=hours)
            return journal.approved_at(session, key, now=MONDAY + 2 * HOUR)

        assert found_after(1) == MONDAY
        assert (
            found_after(-0.005) == MONDAY
        )  # what is written at once may be in any order
        assert found_after(-1) is None


def test_an_approval_that_is_still_to_come_has_none_either(database: Database) -> None:
    with database.write() as session:
        key = stored_announcement(session)
        assert journal.approved_at(session, key, now=MONDAY) is None
        note(session, key, Action.APPROVED, hours=1)
        assert journal.approved_at(session, key, now=MONDAY) is None


def test_doubts_are_no_intents(database: Database) -> None:
    with database.write() as session:
        key = stored_delivery(session)
        doubt = an_attempt(key, number=0, outcome=NOT_RUNNING)
        journal.open_attempt(session, doubt)

        assert not journal.has_intents(session)
        assert journal.intents(session, "facebook") == frozenset()
        assert journal.in_doubt(session, key)

        journal.open_attempt(session, an_attempt(key, started_at=MONDAY + HOUR))

        assert journal.intents(session, "facebook") == {MONDAY + HOUR}
        assert journal.intents(session, "x") == frozenset()
        since = MONDAY + 2 * HOUR
        assert journal.intents(session, "facebook", since=since) == frozenset()
        assert not journal.in_doubt(session, key)


def test_the_end_of_an_attempt_forgets_nothing_that_was_known(
    database: Database,
) -> None:
    with database.write() as session:
        key = stored_delivery(session)
        journal.close_attempt(session, key, at=MONDAY, outcome="published")  # of none
        journal.open_attempt(session, an_attempt(key))
        journal.close_attempt(
            session, key, at=MONDAY, outcome="unconfirmed", code="32", error="putus"
        )
        journal.close_attempt(session, key, at=MONDAY + HOUR, outcome=Status.PUBLISHED)

        attempt = journal.last_attempt(session, key)

    assert attempt is not None
    assert (attempt.outcome, attempt.code, attempt.error) == (
        "published",
        "32",
        "putus",
    )
    assert attempt.finished_at == MONDAY + HOUR
