"""Changes of a delivery's status, each as a function of a session and the row."""

from collections.abc import Callable
from dataclasses import fields
from datetime import timedelta
from typing import Any

from crossposter.database import Database, Session
from crossposter.database.models import Attempt, Delivery
from crossposter.database.models import DeliveryStatus as Status
from crossposter.database.queries import deliveries, journal
from crossposter.publishing import transitions
from crossposter.publishing.lifecycle import Move
from crossposter.staff import Actor
from tests.support.builders import a_delivery, an_attempt, stored_announcement
from tests.support.fakes import MONDAY

LATER = MONDAY + timedelta(hours=1)
SITI = Actor(login="operator", acting_for="siti")
WORN: dict[str, Any] = {
    "tries": 3,
    "absents": 2,
    "error": "teks ditolak",
    "saved": {"photo": "1"},
    "attempts": 4,
}
Transition = Callable[[Session, Delivery], None]


def stored(database: Database, status: Status, *, outcome: str | None = None) -> int:
    """A delivery that has been through something, with an attempt that ended so."""
    with database.write() as session:
        row = a_delivery(stored_announcement(session), status=status, **WORN)
        session.add(row)
        session.flush()
        if outcome is not None:
            session.add(an_attempt(row.id or 0, outcome=outcome))
        return row.id or 0


def changed(database: Database, key: int, transition: Transition) -> Delivery:
    with database.write() as session:
        transition(session, deliveries.get(session, key))
    with database.read() as session:
        return deliveries.get(session, key)


def attempt(database: Database, key: int) -> Attempt:
    with database.read() as session:
        found = journal.last_attempt(session, key)
    assert found is not None
    return found


def decided(status: Status, **how: Any) -> Transition:
    """The move of a daemon; *actor* and the like make it that of somebody else."""
    of_move = {each.name for each in fields(Move)} & how.keys()
    move = Move(
        status=status, next_at=LATER, **{name: how.pop(name) for name in of_move}
    )
    return lambda session, row: transitions.apply(session, row, move, at=LATER, **how)


def cancelled(session: Session, row: Delivery) -> None:
    transitions.cancel(session, row, at=LATER, actor=SITI, why="withdrawn")


def released(session: Session, row: Delivery) -> None:
    transitions.release(session, row, at=LATER, actor=SITI, due_at=LATER, next_at=LATER)


def approved_again(session: Session, row: Delivery) -> None:
    transitions.schedule_again(
        session, row, at=LATER, actor=SITI, text="baru", due_at=LATER, next_at=LATER
    )


def taken_up(session: Session, row: Delivery) -> None:
    transitions.take_up(session, row, at=LATER, owner="worker")
