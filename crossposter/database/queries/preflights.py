"""Preflight results: the newest of each delivery, kept as lines in the log."""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session, col, select

from crossposter.channels import Fault
from crossposter.database.models import Announcement, Delivery, Event
from crossposter.database.models import DeliveryStatus as Status
from crossposter.database.models.delivery_states import OVER
from crossposter.database.models.event import Action
from crossposter.database.queries import journal
from crossposter.database.queries.deliveries import TITLE
from crossposter.staff import DAEMON, Actor

_LOOK_BACK = timedelta(days=30)


@dataclass(frozen=True, kw_only=True)
class Record:
    """Record of a preflight's result, for a post at its time."""

    at: datetime
    due_at: datetime
    fingerprint: str
    faults: tuple[Fault, ...] = ()

    def is_of(self, delivery: Delivery) -> bool:
        """True when it was for this very post at this very time."""
        return (self.due_at, self.fingerprint) == (
            delivery.due_at,
            delivery.fingerprint,
        )


def coming(
    session: Session, *, since: datetime, until: datetime
) -> Sequence[tuple[Delivery, Announcement]]:
    """Deliveries due after *since* and until *until*, the next one first."""
    query = (
        select(Delivery, Announcement)
        .where(
            col(Delivery.announcement_id) == col(Announcement.id),
            Delivery.status == Status.SCHEDULED,
            Delivery.due_at > since,
            Delivery.due_at <= until,
        )
        .order_by(col(Delivery.due_at), col(Delivery.id))
    )
    return [*session.exec(query).all()]


def waiting(session: Session, announcement_id: int) -> Sequence[Delivery]:
    """Deliveries of an announcement that wait for their time, the next one first."""
    query = select(Delivery).where(
        Delivery.announcement_id == announcement_id,
        Delivery.status == Status.SCHEDULED,
    )
    return session.exec(query.order_by(col(Delivery.due_at), col(Delivery.id))).all()


def last(session: Session, delivery_ids: Collection[int]) -> Mapping[int, Record]:
    """Preflight of each that ever had one, the newest."""
    query = select(Event).where(
        col(Event.delivery_id).in_(delivery_ids), Event.action == Action.PREFLIGHT
    )
    rows = session.exec(query.order_by(col(Event.id))).all()
    return {row.delivery_id or 0: _record(row) for row in rows}


def unfinished(
    session: Session, now: datetime
) -> Sequence[tuple[Delivery, str, Record]]:
    """Deliveries that are not over, with titles and the faults found."""
    query = (
        select(Delivery, TITLE, Event)
        .where(
            col(Delivery.announcement_id) == col(Announcement.id),
            col(Event.delivery_id) == col(Delivery.id),
            Event.action == Action.PREFLIGHT,
            Event.at > now - _LOOK_BACK,
            col(Delivery.status).not_in(OVER),
        )
        .order_by(col(Event.id))
    )
    newest = {
        delivery.id: (delivery, title, _record(event))
        for delivery, title, event in session.exec(query).all()
    }
    found = [each for each in newest.values() if each[2].faults]
    return sorted(found, key=lambda each: (each[0].due_at, each[0].id or 0))


def keep(
    session: Session, delivery: Delivery, record: Record, *, actor: Actor = DAEMON
) -> None:
    """Result for the post of a delivery, written to the log."""
    faults = [[str(fault.kind), fault.sentence] for fault in record.faults]
    told = {
        "due_at": record.due_at.isoformat(),
        "fingerprint": record.fingerprint,
        "faults": faults,
    }
    journal.note(
        session,
        at=record.at,
        actor=actor,
        action=Action.PREFLIGHT,
        announcement_id=delivery.announcement_id,
        delivery_id=delivery.id,
        detail=json.dumps(told, ensure_ascii=False),
    )


def _record(event: Event) -> Record:
    told = json.loads(event.detail or "{}")
    return Record(
        at=event.at,
        due_at=datetime.fromisoformat(told["due_at"]),
        fingerprint=told["fingerprint"],
        faults=tuple(Fault(kind=kind, sentence=text) for kind, text in told["faults"]),
    )
