"""Incidents and their progress."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, replace
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import func
from sqlmodel import Session, col, select

from crossposter.database.models import Incident
from crossposter.database.models.incident import IncidentKind, IncidentState

_TIMES = ("untold_since", "well_since")


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
    facts: dict[str, Any] = dict(row.facts)
    for name in _TIMES:
        facts[name] = datetime.fromisoformat(facts[name]) if facts[name] else None
    told = {"kind": IncidentKind(facts["kind"]), "told": tuple(facts["told"])}
    return IncidentState(**facts | told)


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
    times = {
        name: moment.isoformat() if (moment := getattr(course, name)) else None
        for name in _TIMES
    }
    plain = replace(course, values=dict(course.values))
    return asdict(plain) | times | {"told": list(course.told)}
