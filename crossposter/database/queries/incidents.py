"""Incidents and their progress."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import func
from sqlmodel import Session, col, select

from crossposter.database.models import Incident
from crossposter.database.models.incident import IncidentKind, IncidentState

#: Names of the state, and the keys by which rows have always kept them.
_STORED = {
    "kind": "kind",
    "variant": "nature",
    "values": "values",
    "notified": "told",
    "pending_since": "untold_since",
    "ok_since": "well_since",
    "once": "once",
}
_TIMES = ("pending_since", "ok_since")


class Said(NamedTuple):
    """Words of an incident: its reason, and the command to type."""

    reason: str
    next_step: str


def unsolved(session: Session) -> Sequence[Incident]:
    """Incidents that are not solved, oldest first."""
    query = select(Incident).where(col(Incident.solved_at).is_(None))
    return session.exec(query.order_by(col(Incident.id))).all()


def ever(session: Session, keys: Collection[str]) -> frozenset[str]:
    """Keys among *keys* that ever had an incident, solved ones included."""
    query = select(Incident.key).where(col(Incident.key).in_(keys))
    return frozenset(session.exec(query).all())


def open_by_kind(session: Session) -> Mapping[str, int]:
    """Number of open incidents of each kind that any is of."""
    query = select(Incident.kind, func.count()).where(col(Incident.solved_at).is_(None))
    return dict(session.exec(query.group_by(Incident.kind)).all())


def course(row: Incident) -> IncidentState:
    """Progress of an incident."""
    facts: dict[str, Any] = {
        name: row.facts.get(stored) for name, stored in _STORED.items()
    }
    for name in _TIMES:
        facts[name] = datetime.fromisoformat(facts[name]) if facts[name] else None
    notified = tuple(facts["notified"])
    kind = IncidentKind(facts["kind"])
    return IncidentState(**facts | {"kind": kind, "notified": notified})


def open_incident(
    session: Session,
    key: str,
    begun: IncidentState,
    said: Said,
    *,
    since: datetime | None,
    now: datetime,
) -> Incident:
    """New incident, which has a number from here on."""
    row = Incident(
        key=key,
        kind=begun.kind,
        reason=said.reason,
        next_step=said.next_step,
        facts=_facts(begun),
        opened_at=min(since or now, now),
        changed_at=now,
    )
    session.add(row)
    session.flush()
    return row


def write_course(
    session: Session, row: Incident, course: IncidentState, said: Said, *, now: datetime
) -> None:
    """Progress of an incident, written if it has changed."""
    facts = _facts(course)
    if facts == row.facts:
        return
    row.kind, row.facts, row.changed_at = course.kind, facts, now
    row.reason, row.next_step = said.reason, said.next_step
    session.add(row)


def close(session: Session, row: Incident, *, now: datetime) -> None:
    """End of an incident; the same fault later would be another incident."""
    row.solved_at = now
    session.add(row)


def _facts(course: IncidentState) -> dict[str, Any]:
    values = {
        "values": dict(course.values),
        "notified": list(course.notified),
        **{name: _written(getattr(course, name)) for name in _TIMES},
    }
    return {
        stored: values.get(name, getattr(course, name))
        for name, stored in _STORED.items()
    }


def _written(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
