"""Failures and pauses in the weekly report, and posts that were left out.

Every range begins with *since* and ends before *until*.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import and_, func, or_, select
from sqlmodel import col

from crossposter.database.connection import Session
from crossposter.database.models import Announcement, Delivery, Event, Sample
from crossposter.database.models import DeliveryStatus as Status
from crossposter.database.models.delivery_states import SETBACKS, UNTOUCHABLE
from crossposter.database.models.event import OF_CHANNEL, Action
from crossposter.database.queries.deliveries import TITLE
from crossposter.database.queries.time_ranges import between, rows

_OLDEST_SAMPLE = timedelta(days=60)  #: of a post; its last sample comes after a week


class Setback(NamedTuple):
    """Move of a delivery that did not bring it nearer to the public."""

    at: datetime
    delivery: int
    before: str | None
    after: str
    detail: str | None
    due_at: datetime
    channel: str
    status: Status
    attempts: int
    tries: int
    title: str


class Standstill(NamedTuple):
    """Pause or resumption of a channel."""

    at: datetime
    actor: str
    action: str
    detail: str | None


class Removed(NamedTuple):
    """Post that is gone."""

    at: datetime
    delivery: int
    channel: str
    title: str


def setbacks(session: Session, since: datetime, until: datetime) -> Sequence[Setback]:
    """Failures in the order they happened."""
    again = and_(
        col(Event.after) == Status.SCHEDULED,
        col(Event.before).in_(UNTOUCHABLE),
        col(Event.detail).is_not(None),
    )
    query = (
        select(
            col(Event.at),
            col(Event.delivery_id),
            col(Event.before),
            col(Event.after),
            col(Event.detail),
            col(Delivery.due_at),
            col(Delivery.channel),
            col(Delivery.status),
            col(Delivery.attempts),
            col(Delivery.tries),
            TITLE,
        )
        .join(Delivery, col(Delivery.id) == col(Event.delivery_id))
        .join(Announcement, col(Announcement.id) == col(Delivery.announcement_id))
        .where(
            between(col(Event.at), since, until),
            or_(col(Event.after).in_(SETBACKS), again),
        )
        .order_by(col(Event.at), col(Event.id))
    )
    return [Setback._make(row) for row in rows(session, query)]


def standstills(session: Session, until: datetime) -> Sequence[Standstill]:
    """Pauses and resumptions, all of them, in the order they happened."""
    query = (
        select(col(Event.at), col(Event.actor), col(Event.action), col(Event.detail))
        .where(
            col(Event.announcement_id).is_(None),
            col(Event.at) < until,
            col(Event.action).startswith(OF_CHANNEL),
        )
        .order_by(col(Event.id))
    )
    return [Standstill._make(row) for row in rows(session, query)]


def removals(session: Session, since: datetime, until: datetime) -> Sequence[Removed]:
    """Posts whose absence was noticed first in this range."""
    first = func.min(col(Sample.taken_at))
    query = (
        select(first, col(Delivery.id), col(Delivery.channel), TITLE)
        .join(Delivery, col(Delivery.id) == col(Sample.delivery_id))
        .join(Announcement, col(Announcement.id) == col(Delivery.announcement_id))
        .where(
            col(Sample.gone).is_(True),
            between(col(Sample.taken_at), since - _OLDEST_SAMPLE, until),
        )
        .group_by(col(Delivery.id), col(Delivery.channel), TITLE)
        .having(first >= since)
        .order_by(first)
    )
    return [Removed._make(row) for row in rows(session, query)]


def left_out(session: Session, since: datetime, until: datetime) -> Mapping[str, int]:
    """Number of announcements approved without a post on each channel."""
    query = (
        select(col(Event.announcement_id), col(Event.detail))
        .distinct()
        .where(
            col(Event.action) == Action.LEFT_OUT, between(col(Event.at), since, until)
        )
    )
    met = {
        (key, (detail or "").partition(":")[0]) for key, detail in rows(session, query)
    }
    return Counter(channel for _, channel in met)
