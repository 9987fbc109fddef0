"""Deliveries; conditional updates, so that one worker wins."""

import functools
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Update, bindparam, func, update
from sqlmodel import Session, SQLModel, col, select

from crossposter.database.models import Announcement, Delivery
from crossposter.database.models import DeliveryStatus as Status
from crossposter.database.models.delivery_states import (
    GIVEN_UP,
    MOVES,
    NOT_SHOWN,
    SENT,
    WAITING,
)
from crossposter.database.models.event import Action, Phrase
from crossposter.database.queries import journal, threads
from crossposter.errors import NotFound
from crossposter.staff import Actor

#: Title as it was approved, even if its announcement has another by now.
TITLE: Any = func.coalesce(col(Delivery.title), col(Announcement.title))
_TABLE = SQLModel.metadata.tables["delivery"]


class Superseded(Exception):
    """Move by somebody else since the delivery was read."""


def get(session: Session, delivery_id: int) -> Delivery:
    """Delivery by its id; raises NotFound."""
    delivery = session.get(Delivery, delivery_id)
    if delivery is None:
        raise NotFound(f"there is no delivery {delivery_id}: see `crossposter list`")
    return delivery


def of_announcement(session: Session, announcement_id: int) -> Sequence[Delivery]:
    """Deliveries of an announcement in the order of their approval."""
    asked = {"announcement": announcement_id}
    found: Sequence[Delivery] = session.exec(_of_announcement(), params=asked).all()
    return found


@functools.cache
def _of_announcement() -> Any:
    query = select(Delivery).where(
        Delivery.announcement_id == bindparam("announcement")
    )
    return query.order_by(col(Delivery.id))


def everything(session: Session) -> Sequence[Delivery]:
    """Deliveries, all of them, in the order of their approval."""
    return session.exec(select(Delivery).order_by(col(Delivery.id))).all()


def with_status(session: Session, *statuses: Status) -> Sequence[Delivery]:
    """Deliveries with a status, oldest due first."""
    asked = {"statuses": statuses}
    found: Sequence[Delivery] = session.exec(_with_status(), params=asked).all()
    return found


@functools.cache
def _with_status() -> Any:
    asked = col(Delivery.status).in_(bindparam("statuses", expanding=True))
    query = select(Delivery).where(asked)
    return query.order_by(col(Delivery.due_at), col(Delivery.id))


def in_doubt(session: Session, channel: str, text: str) -> Sequence[Delivery]:
    """Deliveries of a channel with this very text that may be public."""
    query = select(Delivery).where(
        Delivery.channel == channel,
        Delivery.text == text,
        col(Delivery.status).in_(SENT),
    )
    return session.exec(query).all()


def nameless(session: Session, channel: str, text: str) -> Sequence[Delivery]:
    """Deliveries of a channel with this very text that are public under no known id."""
    query = select(Delivery).where(
        Delivery.channel == channel,
        Delivery.text == text,
        Delivery.status == Status.PUBLISHED,
        col(Delivery.remote_id).is_(None),
    )
    return session.exec(query).all()


def counts(session: Session) -> Mapping[Status, int]:
    """Number of deliveries in each status that any has."""
    query = select(Delivery.status, func.count()).group_by(col(Delivery.status))
    return {Status(status): number for status, number in session.exec(query).all()}


def taken_moments(
    session: Session, channel: str, *, since: datetime, but: Collection[int] = ()
) -> list[datetime]:
    """Times at which a channel publishes already.

    Whoever asks next waits for the end of this transaction: no time is given twice.
    """
    one_after_another(session, "moments")
    query = select(Delivery.due_at).where(
        Delivery.channel == channel,
        col(Delivery.status).not_in(GIVEN_UP),
        Delivery.due_at >= since,
        col(Delivery.id).not_in(but),
    )
    return list(session.exec(query).all())


def texts_due(
    session: Session,
    channel: str,
    *,
    since: datetime,
    until: datetime,
    but: int | None,
) -> Sequence[str]:
    """Texts a channel publishes or published from *since* to before *until*.

    Each part of a thread counts; the announcement *but* is left out.
    """
    query = select(Delivery.text, Delivery.replies).where(
        Delivery.channel == channel,
        col(Delivery.status).not_in(NOT_SHOWN),
        Delivery.due_at >= since,
        Delivery.due_at < until,
        Delivery.announcement_id != (but or 0),
    )
    return [
        part for text, replies in session.exec(query).all() for part in (text, *replies)
    ]


def remote_ids(session: Session, channel: str, *, but: int) -> frozenset[str]:
    """Remote ids of a channel that are bound to another delivery, or a part of any."""
    query = select(Delivery.remote_id).where(
        Delivery.channel == channel,
        col(Delivery.remote_id).is_not(None),
        Delivery.id != but,
    )
    others = filter(None, session.exec(query).all())
    return frozenset(others) | threads.remote_ids(session, channel)


def one_after_another(session: Session, what: str) -> None:
    """Lock by which transactions that do the same thing wait for each other's end.

    On PostgreSQL they would not see each other's rows; SQLite has one writer anyway.
    """
    if session.get_bind().dialect.name == "postgresql":
        session.exec(select(func.pg_advisory_xact_lock(func.hashtext(what))))


def move(
    session: Session,
    delivery: Delivery,
    after: Status,
    *,
    at: datetime,
    actor: Actor,
    action: Action | Phrase,
    detail: str | None = None,
    **values: Any,
) -> None:
    """Conditional update with its line in the log, if it is still as it was read.

    Raises Superseded otherwise; the epoch grows, so whoever else holds it has lost it.
    """
    before = delivery.status
    if after not in MOVES[before]:
        raise RuntimeError(f"no move from {before} to {after}")
    if not _written(session, _moving(), delivery, status=after, **values):
        raise Superseded(f"delivery {delivery.id} is no longer {before}")
    journal.note(
        session,
        at=at,
        actor=actor,
        action=action,
        announcement_id=delivery.announcement_id,
        delivery_id=delivery.id,
        before=before,
        after=after,
        detail=detail,
    )


def own(session: Session, delivery: Delivery, owner: str) -> None:
    """Claim of a delivery that keeps its status; raises Superseded.

    The epoch grows, so whoever else holds it has lost it.
    """
    if not _written(session, _moving(), delivery, owner=owner):
        raise Superseded(f"delivery {delivery.id} is in other hands")


def hasten(session: Session, keys: Collection[int], *, now: datetime) -> None:
    """Earlier time, now, for deliveries that still wait for a later one."""
    statement = update(_TABLE).where(
        _TABLE.c.id.in_(keys),
        _TABLE.c.status.in_(WAITING),
        _TABLE.c.next_at > now,
        _TABLE.c.due_at <= now,
    )
    session.connection().execute(statement.values(next_at=now))


def save_refs(session: Session, delivery: Delivery, saved: Mapping[str, str]) -> None:
    """Ids of the uploads so far, saved; raises Superseded."""
    preparing = {"read_status": Status.PREPARING, "saved": dict(saved)}
    if not _written(session, _if_as_read(), delivery, **preparing):
        raise Superseded(f"delivery {delivery.id} is no longer in this worker's hand")


def _written(
    session: Session, statement: Update, delivery: Delivery, **values: Any
) -> bool:
    read = {
        "read_id": delivery.id,
        "read_status": delivery.status,
        "read_epoch": delivery.epoch,
    }
    done = session.connection().execute(statement, {**read, **values})
    return done.rowcount == 1


@functools.cache
def _moving() -> Update:
    return _if_as_read().values(epoch=_TABLE.c.epoch + 1)


@functools.cache
def _if_as_read() -> Update:
    """Conditional update of any values; built once, as every step of a lane writes."""
    return update(_TABLE).where(
        _TABLE.c.id == bindparam("read_id"),
        _TABLE.c.status == bindparam("read_status"),
        _TABLE.c.epoch == bindparam("read_epoch"),
    )
