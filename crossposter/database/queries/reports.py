"""Aggregates of the weekly report: few queries, each over a whole range of time.

Every range begins with *since* and ends before *until*.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, and_, distinct, func, or_, select
from sqlmodel import col

from crossposter.database.connection import Session
from crossposter.database.models import (
    Announcement,
    Delivery,
    Event,
    MailMessage,
    Sample,
)
from crossposter.database.models import DeliveryStatus as Status
from crossposter.database.models.delivery_states import GIVEN_UP, ON_THE_WAY
from crossposter.database.models.event import NEXT_SLOT, POSTPONED, Action
from crossposter.database.queries.deliveries import TITLE
from crossposter.database.queries.time_ranges import between, number, rows


class Published(NamedTuple):
    """Delivery that became public."""

    delivery: int
    announcement: int
    channel: str
    platform: str
    due_at: datetime
    at: datetime
    permalink: str | None
    title: str | None = None  #: under which it was approved


class AnnouncementRow(NamedTuple):
    """Announcement with a post."""

    key: int
    title: str
    source: str
    category: str
    urgent: bool
    author: str
    approved_by: str | None
    approved_at: datetime | None


class Planned(NamedTuple):
    """Delivery that is due."""

    announcement: int
    at: datetime
    channel: str
    title: str
    source: str


class Measured(NamedTuple):
    """Engagement with a channel's posts."""

    channel: str
    likes: int | None
    comments: int | None
    shares: int | None
    views: int | None
    reach: int | None


def published(
    session: Session, since: datetime, until: datetime
) -> Sequence[Published]:
    """Published deliveries, oldest first."""
    query = (
        select(
            col(Delivery.id),
            col(Delivery.announcement_id),
            col(Delivery.channel),
            col(Delivery.platform),
            col(Delivery.due_at),
            col(Delivery.published_at),
            col(Delivery.permalink),
            col(Delivery.title),
        )
        .where(_is_published(since, until))
        .order_by(col(Delivery.published_at), col(Delivery.id))
    )
    return [Published._make(row) for row in rows(session, query)]


def told(
    session: Session, since: datetime, until: datetime
) -> Mapping[int, AnnouncementRow]:
    """Announcements with a post."""
    keys = select(col(Delivery.announcement_id)).where(_is_published(since, until))
    query = select(
        col(Announcement.id),
        col(Announcement.title),
        col(Announcement.source),
        col(Announcement.category),
        col(Announcement.urgent),
        col(Announcement.author),
        col(Announcement.approved_by),
        col(Announcement.approved_at),
    ).where(col(Announcement.id).in_(keys))
    return {row[0]: AnnouncementRow._make(row) for row in rows(session, query)}


def public_before(session: Session, since: datetime, until: datetime) -> frozenset[int]:
    """Announcements with a post that had one before this range."""
    keys = select(col(Delivery.announcement_id)).where(_is_published(since, until))
    query = (
        select(col(Delivery.announcement_id))
        .distinct()
        .where(
            col(Delivery.announcement_id).in_(keys),
            col(Delivery.status) == Status.PUBLISHED,
            col(Delivery.published_at) < since,
        )
    )
    return frozenset(row[0] for row in rows(session, query))


def by_source(session: Session, since: datetime, until: datetime) -> Mapping[str, int]:
    """Number of announcements of each source with a post."""
    query = (
        select(col(Announcement.source), func.count(distinct(col(Announcement.id))))
        .join(Delivery, col(Delivery.announcement_id) == col(Announcement.id))
        .where(_is_published(since, until))
        .group_by(col(Announcement.source))
    )
    return {row[0]: row[1] for row in rows(session, query)}


def texts(
    session: Session, channel: str, since: datetime, until: datetime
) -> Sequence[str]:
    """Texts of the posts of one channel, each part of a thread by itself."""
    query = select(col(Delivery.text), col(Delivery.replies)).where(
        col(Delivery.channel) == channel, _is_published(since, until)
    )
    return [part for row in rows(session, query) for part in (row[0], *row[1])]


def approvals(session: Session, since: datetime, until: datetime) -> int:
    """Number of announcements approved; twice on account of a change is once."""
    query = select(func.count(distinct(col(Event.announcement_id)))).where(
        col(Event.action) == Action.APPROVED, between(col(Event.at), since, until)
    )
    return number(session, query)


def due(session: Session, since: datetime, until: datetime) -> Mapping[str, int]:
    """Number of deliveries each channel was to publish, whatever became of them."""
    query = (
        select(col(Delivery.channel), func.count())
        .where(
            between(col(Delivery.due_at), since, until),
            col(Delivery.status) != Status.CANCELLED,
        )
        .group_by(col(Delivery.channel))
    )
    return {row[0]: row[1] for row in rows(session, query)}


def waiting(session: Session, channels: Sequence[str], at: datetime) -> int:
    """Number of deliveries that had been approved at a moment and were to come."""
    still = and_(
        col(Delivery.channel).in_(channels), col(Delivery.status).in_(ON_THE_WAY)
    )
    return sum(
        number(
            session,
            select(func.count())
            .select_from(Delivery)
            .join(Announcement, col(Announcement.id) == col(Delivery.announcement_id))
            .where(condition, col(Announcement.approved_at) < at),
        )
        for condition in (still, col(Delivery.published_at) >= at)
    )


def postponed(session: Session, since: datetime, until: datetime) -> frozenset[int]:
    """Published deliveries that had lost the time they were approved for."""
    query = (
        select(col(Event.delivery_id))
        .distinct()
        .join(Delivery, col(Delivery.id) == col(Event.delivery_id))
        .where(
            _is_published(since, until),
            or_(
                col(Event.action).in_(POSTPONED),
                col(Event.detail) == NEXT_SLOT,
            ),
        )
    )
    return frozenset(row[0] for row in rows(session, query))


def measured(session: Session, since: datetime, until: datetime) -> Sequence[Measured]:
    """Engagement by channel, from each post's newest sample; None: nothing is known.

    A sample without figures takes no earlier figures away.
    """
    figures = (Sample.likes, Sample.comments, Sample.shares, Sample.views, Sample.reach)
    newest = (
        select(
            col(Sample.delivery_id).label("delivery"),
            func.max(col(Sample.taken_at)).label("taken_at"),
        )
        .join(Delivery, col(Delivery.id) == col(Sample.delivery_id))
        .where(
            _is_published(since, until),
            or_(*(col(each).is_not(None) for each in figures)),
        )
        .group_by(col(Sample.delivery_id))
        .subquery()
    )
    query = (
        select(col(Delivery.channel), *(func.sum(each) for each in figures))
        .join(Sample, col(Sample.delivery_id) == col(Delivery.id))
        .join(
            newest,
            and_(
                newest.c.delivery == col(Sample.delivery_id),
                newest.c.taken_at == col(Sample.taken_at),
            ),
        )
        .group_by(col(Delivery.channel))
    )
    return [Measured._make(row) for row in rows(session, query)]


def gone(session: Session, since: datetime, until: datetime) -> frozenset[int]:
    """Deliveries published in this range whose post is not there any more."""
    query = (
        select(col(Sample.delivery_id))
        .distinct()
        .join(Delivery, col(Delivery.id) == col(Sample.delivery_id))
        .where(_is_published(since, until), col(Sample.gone).is_(True))
    )
    return frozenset(row[0] for row in rows(session, query))


def planned(session: Session, since: datetime, until: datetime) -> Sequence[Planned]:
    """Planned deliveries in the order of their times."""
    query = (
        select(
            col(Delivery.announcement_id),
            col(Delivery.due_at),
            col(Delivery.channel),
            TITLE,
            col(Announcement.source),
        )
        .join(Announcement, col(Announcement.id) == col(Delivery.announcement_id))
        .where(
            between(col(Delivery.due_at), since, until),
            col(Delivery.status).not_in(GIVEN_UP),
        )
        .order_by(col(Delivery.due_at), col(Delivery.id))
    )
    return [Planned._make(row) for row in rows(session, query)]


def began(session: Session) -> datetime | None:
    """Time of the first announcement; None before that."""
    query = select(func.min(col(Announcement.created_at)))
    found: datetime | None = rows(session, query)[0][0]
    return found


def signs_of_life(
    session: Session, since: datetime, until: datetime
) -> Sequence[datetime]:
    """Times of every event of an announcement, a delivery or a channel."""
    query = select(col(Event.at)).where(between(col(Event.at), since, until))
    return [row[0] for row in rows(session, query)]


def letters(session: Session, prefix: str) -> frozenset[str]:
    """Keys of messages that were written, by the part after the prefix."""
    query = select(col(MailMessage.key)).where(
        col(MailMessage.key).startswith(prefix, autoescape=True)
    )
    return frozenset(row[0].removeprefix(prefix) for row in rows(session, query))


def _is_published(since: datetime, until: datetime) -> ColumnElement[bool]:
    return and_(
        col(Delivery.status) == Status.PUBLISHED,
        between(col(Delivery.published_at), since, until),
    )
