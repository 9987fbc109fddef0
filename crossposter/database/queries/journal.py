"""Audit log and attempts."""

import functools
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import bindparam, func, insert
from sqlmodel import Session, SQLModel, col, select

from crossposter.database.models import Attempt, Delivery, DeliveryStatus, Event
from crossposter.database.models.delivery_states import NOT_RUNNING, REFUSED, UNDECIDED
from crossposter.database.models.event import DEEDS, WRITING, Action, Phrase
from crossposter.staff import Actor

#: Lines of the same time may stand in any order.
_AT_ONCE = timedelta(seconds=30)
_LINE = insert(SQLModel.metadata.tables["event"])


def note(
    session: Session,
    *,
    at: datetime,
    actor: Actor,
    action: Action | Phrase,
    announcement_id: int | None = None,
    delivery_id: int | None = None,
    before: str | None = None,
    after: str | None = None,
    detail: str | None = None,
) -> None:
    """New line in the log."""
    line = {
        "at": at,
        "actor": actor.login,
        "acting_for": actor.acting_for,
        "action": action,
        "announcement_id": announcement_id,
        "delivery_id": delivery_id,
        "before": before,
        "after": after,
        "detail": detail,
    }
    session.connection().execute(_LINE, line)


def events(session: Session, announcement_id: int) -> Sequence[Event]:
    """Events of an announcement and its deliveries, oldest first."""
    query = select(Event).where(Event.announcement_id == announcement_id)
    return session.exec(query.order_by(col(Event.id))).all()


def deeds(session: Session, announcement_id: int) -> Sequence[Event]:
    """Events by which people changed an announcement itself, oldest first."""
    query = select(Event).where(
        Event.announcement_id == announcement_id,
        col(Event.action).in_(DEEDS),
    )
    return session.exec(query.order_by(col(Event.id))).all()


def writers(
    session: Session, announcement_id: int, *, but_slightly: bool = False
) -> frozenset[str]:
    """Writers of any part of an announcement; *but_slightly* omits slight editors."""
    actions = WRITING - ({Action.EDITED_SLIGHTLY} if but_slightly else set())
    query = select(Event).where(
        Event.announcement_id == announcement_id, col(Event.action).in_(actions)
    )
    return frozenset(each.acting_for or each.actor for each in session.exec(query))


def approved_at(
    session: Session, announcement_id: int, *, now: datetime
) -> datetime | None:
    """Time of the last approval; None where the clock leaves that unclear."""
    return said_at(session, announcement_id, Action.APPROVED, now=now)


def said_at(
    session: Session, announcement_id: int, action: Action, *, now: datetime
) -> datetime | None:
    """Time of the last such event of an announcement, by a clock not set back since.

    None where there is no telling: an earlier time in a later line of the log, or one
    that is still to come.
    """
    said = _last(session, announcement_id, action)
    if said is None or said.at > now:
        return None
    later = select(Event.id).where(
        col(Event.id) > said.id, col(Event.at) < said.at - _AT_ONCE
    )
    ran_back = session.exec(later.limit(1)).first() is not None
    return None if ran_back else said.at


def _last(session: Session, announcement_id: int, action: Action) -> Event | None:
    query = select(Event).where(
        Event.announcement_id == announcement_id, Event.action == action
    )
    return session.exec(query.order_by(col(Event.id).desc()).limit(1)).first()


def last_shown(session: Session, announcement_id: int, login: str) -> str | None:
    """Detail of the last line that tells of posts shown to a person."""
    query = select(Event.detail).where(
        Event.announcement_id == announcement_id,
        Event.action == Action.SHOWN,
        Event.actor == login,
    )
    return session.exec(query.order_by(col(Event.id).desc()).limit(1)).first()


def intents(
    session: Session, channel: str, *, since: datetime | None = None
) -> frozenset[datetime]:
    """Intents to send posts of a channel."""
    query = (
        select(Attempt.started_at)
        .join(Delivery, col(Delivery.id) == col(Attempt.delivery_id))
        .where(Delivery.channel == channel, Attempt.number > 0)
    )
    if since is not None:
        query = query.where(Attempt.started_at >= since)
    return frozenset(session.exec(query).all())


def has_intents(session: Session) -> bool:
    """True when there ever was an intent to send."""
    query = select(Attempt.id).where(Attempt.number > 0).limit(1)
    return session.exec(query).first() is not None


def earlier_intents(session: Session, delivery: Delivery) -> frozenset[datetime]:
    """Intents from before its last approval that may have made a post."""
    approval = _last(session, delivery.announcement_id, Action.APPROVED)
    query = select(Attempt).where(
        Attempt.delivery_id == delivery.id, Attempt.number > 0
    )
    attempts = session.exec(query.order_by(col(Attempt.id))).all()
    # By the order of the log: clocks may have been wrong.
    sent = select(func.count()).where(
        Event.delivery_id == delivery.id,
        Event.after == DeliveryStatus.COMMITTING,
        col(Event.id) > (approval.id if approval else 0),
    )
    before = attempts[: len(attempts) - session.exec(sent).one()]
    return frozenset(it.started_at for it in before if it.outcome not in REFUSED)


def open_attempt(session: Session, attempt: Attempt) -> int:
    """Id of a new attempt, which records the intent to send."""
    session.add(attempt)
    session.flush()
    if attempt.id is None:  # pragma: no cover - a flushed row has its key
        raise RuntimeError("the database gave the attempt no key")
    return attempt.id


def last_attempt(session: Session, delivery_id: int) -> Attempt | None:
    """Last attempt of a delivery, the one whose outcome may be unconfirmed."""
    asked = {"delivery": delivery_id}
    newest: Attempt | None = session.exec(_newest_attempt(), params=asked).first()
    return newest


@functools.cache
def _newest_attempt() -> Any:
    query = select(Attempt).where(Attempt.delivery_id == bindparam("delivery"))
    return query.order_by(col(Attempt.id).desc()).limit(1)


def settle_from(session: Session, delivery_id: int, moment: datetime) -> None:
    """New start, in place of the deadline, for the reads after the last attempt."""
    attempt = last_attempt(session, delivery_id)
    if attempt is not None:
        attempt.deadline = moment
        session.add(attempt)


def in_question(session: Session, delivery_id: int) -> bool:
    """True when the last attempt may be public, and nobody has found out."""
    attempt = last_attempt(session, delivery_id)
    return attempt is not None and attempt.outcome in UNDECIDED


def in_doubt(session: Session, delivery_id: int) -> bool:
    """True when it was due while no daemon ran, and has not been reconciled since."""
    attempt = last_attempt(session, delivery_id)
    return attempt is not None and attempt.outcome == NOT_RUNNING


def close_attempt(
    session: Session,
    delivery_id: int,
    *,
    at: datetime,
    outcome: str,
    code: str | None = None,
    error: str | None = None,
) -> None:
    """Outcome of a delivery's last attempt, written; known facts stay."""
    attempt = last_attempt(session, delivery_id)
    if attempt is None:
        return
    attempt.finished_at = at
    attempt.outcome = outcome
    attempt.code = code or attempt.code
    attempt.error = error or attempt.error
    session.add(attempt)
