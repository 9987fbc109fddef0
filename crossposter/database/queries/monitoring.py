"""Aggregates for alert rules and metrics: sets, never one row after another."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta

from sqlalchemy import func, or_
from sqlmodel import Session, col, select

from crossposter.database.models import (
    Announcement,
    ChannelState,
    CredentialCheck,
    Delivery,
    Event,
    MailMessage,
    MailRecipient,
    MailStatus,
    Sample,
)
from crossposter.database.models import DeliveryStatus as Status
from crossposter.database.models.delivery_states import IN_FLIGHT, TROUBLE, WAITING
from crossposter.database.models.event import Action
from crossposter.database.queries.deliveries import TITLE

OTHER_WAYS = "apprise:"  #: prefix of alert targets other than mail
NOTIFIED_AT_MOST = 5  #: times, until a target is reached
_LOOK_BACK = timedelta(days=30)


def troubled(session: Session) -> Sequence[tuple[Delivery, str]]:
    """Deliveries that did not go out as they should, with their titles."""
    query = select(Delivery, TITLE).where(
        col(Delivery.announcement_id) == col(Announcement.id),
        col(Delivery.status).in_(TROUBLE),
    )
    return [*session.exec(query.order_by(col(Delivery.id))).all()]


def in_trouble_since(
    session: Session, deliveries: Collection[int]
) -> Mapping[int, datetime]:
    """Time each last came into its status; a read without a change does not count.

    A delivery without an event in the log is left out.
    """
    return _since(session, deliveries, TROUBLE)


def in_flight_since(
    session: Session, deliveries: Collection[int]
) -> Mapping[int, datetime]:
    """Time each was taken up, or its post was sent off."""
    return _since(session, deliveries, IN_FLIGHT)


def _since(
    session: Session, deliveries: Collection[int], statuses: Collection[Status]
) -> Mapping[int, datetime]:
    query = (
        select(col(Event.delivery_id), func.max(col(Event.at)))
        .where(
            col(Event.delivery_id).in_(deliveries),
            col(Event.after).in_(statuses),
            col(Event.before) != col(Event.after),
        )
        .group_by(col(Event.delivery_id))
    )
    return {key: at for key, at in session.exec(query).all() if key is not None}


def behind(session: Session, before: datetime) -> Mapping[str, tuple[int, datetime]]:
    """Number of deliveries by channel not taken up, and since when; due *before*."""
    query = (
        select(Delivery.channel, func.count(), func.min(col(Delivery.next_at)))
        .where(col(Delivery.status).in_(WAITING), Delivery.next_at < before)
        .group_by(Delivery.channel)
    )
    return {name: (count, at) for name, count, at in session.exec(query).all()}


def due_between(session: Session, since: datetime, until: datetime) -> int:
    """Number of waiting deliveries that were due in a range of time."""
    query = select(func.count()).where(
        col(Delivery.status).in_(WAITING),
        Delivery.due_at >= since,
        Delivery.due_at <= until,
    )
    return session.exec(query).one()


def checkups(session: Session) -> Sequence[CredentialCheck]:
    """Credential checks, the last of each channel."""
    return session.exec(select(CredentialCheck)).all()


def last_backup(session: Session, *, since: datetime | None = None) -> datetime | None:
    """Time of the last backup; None: none, or none *since* a time, which is faster."""
    query = select(Event.at).where(Event.action == Action.BACKUP_WRITTEN)
    if since is not None:
        query = query.where(Event.at >= since)
    return session.exec(query.order_by(col(Event.at).desc())).first()


def first_announcement(session: Session) -> datetime | None:
    """Time of the office's first announcement."""
    query = select(Announcement.created_at).order_by(col(Announcement.id))
    return session.exec(query).first()


def removed(
    session: Session, now: datetime
) -> Sequence[tuple[Delivery, str, datetime]]:
    """Posts that a platform did not have any more, noticed within 30 days."""
    query = (
        select(Delivery, TITLE, func.min(col(Sample.taken_at)))
        .where(
            col(Delivery.id) == col(Sample.delivery_id),
            col(Delivery.announcement_id) == col(Announcement.id),
            col(Sample.gone).is_(True),
            Sample.taken_at > now - _LOOK_BACK,
        )
        .group_by(col(Delivery.id), TITLE)
        .order_by(col(Delivery.id))
    )
    return [*session.exec(query).all()]


def approvals_ended(session: Session, now: datetime) -> Sequence[tuple[Event, str]]:
    """Approvals that somebody else has ended within 30 days, with the titles."""
    query = (
        select(Event, Announcement.title)
        .where(
            col(Event.announcement_id) == col(Announcement.id),
            Event.action == Action.APPROVAL_ENDED,
            Event.at > now - _LOOK_BACK,
        )
        .order_by(col(Event.id))
    )
    return [*session.exec(query).all()]


def urgent_on_paused(
    session: Session, now: datetime
) -> Sequence[tuple[Delivery, str, ChannelState]]:
    """Deliveries that are urgent and due and cannot go out, with their titles."""
    query = (
        select(Delivery, TITLE, ChannelState)
        .where(
            col(Delivery.announcement_id) == col(Announcement.id),
            col(Delivery.channel) == col(ChannelState.channel),
            Delivery.status == Status.SCHEDULED,
            col(Delivery.urgent).is_(True),
            Delivery.due_at <= now,
            col(ChannelState.paused).is_(True),
            col(ChannelState.except_urgent).is_(False),
        )
        .order_by(col(Delivery.id))
    )
    return [*session.exec(query).all()]


def untold(
    session: Session, reader: str, *, since: datetime, now: datetime
) -> Sequence[MailMessage]:
    """Messages about incidents, written since a time, that a target was not given.

    Or was given in vain, fewer than NOTIFIED_AT_MOST times.
    """
    given = select(MailRecipient.letter).where(
        MailRecipient.recipient == reader,
        or_(
            col(MailRecipient.status) != MailStatus.FAILED,
            col(MailRecipient.tries) >= NOTIFIED_AT_MOST,
            col(MailRecipient.next_at) > now,
        ),
    )
    query = select(MailMessage).where(
        col(MailMessage.key).startswith("incident/"),
        MailMessage.written_at > since,
        col(MailMessage.key).not_in(given),
    )
    return session.exec(query.order_by(col(MailMessage.written_at))).all()


def give(
    session: Session, letter: MailMessage, reader: str, *, now: datetime
) -> MailRecipient:
    """Record of a notification before it is sent: no target is told twice."""
    query = select(MailRecipient).where(
        MailRecipient.letter == letter.key, MailRecipient.recipient == reader
    )
    mail = session.exec(query).first() or MailRecipient(
        letter=letter.key, recipient=reader, message_id="", next_at=now
    )
    mail.status, mail.sent_at, mail.error = MailStatus.SENT, now, None
    mail.tries += 1
    session.add(mail)
    return mail


def give_back(
    session: Session, mail: MailRecipient, error: str, *, next_at: datetime
) -> None:
    """Return of a notification: the target was not reached."""
    mail.status, mail.sent_at, mail.error = MailStatus.FAILED, None, error
    mail.next_at = next_at
    session.add(mail)


def refused_mails(session: Session) -> Sequence[MailRecipient]:
    """Recipients whose newest message was refused, each with that row."""
    ended = [MailStatus.SENT, MailStatus.FAILED]
    newest = (
        select(func.max(col(MailRecipient.id)))
        .where(col(MailRecipient.status).in_(ended))
        .group_by(MailRecipient.recipient)
    )
    query = select(MailRecipient).where(
        col(MailRecipient.id).in_(newest),
        MailRecipient.status == MailStatus.FAILED,
        or_(
            ~col(MailRecipient.recipient).startswith(OTHER_WAYS),
            col(MailRecipient.tries) >= NOTIFIED_AT_MOST,
        ),
    )
    return session.exec(query.order_by(MailRecipient.recipient)).all()


def stuck_mail(session: Session) -> tuple[datetime, str | None] | None:
    """Time since which the oldest message tried in vain has waited, and the reason."""
    query = (
        select(MailMessage.written_at, MailRecipient.error)
        .where(
            MailRecipient.letter == MailMessage.key,
            MailRecipient.status == MailStatus.WAITING,
            col(MailRecipient.error).is_not(None),
        )
        .order_by(col(MailMessage.written_at))
    )
    return session.exec(query).first()


def mail_waiting(session: Session) -> int:
    """Number of recipients whose message is on its way."""
    waiting = [MailStatus.WAITING, MailStatus.SENDING]
    query = select(func.count()).where(col(MailRecipient.status).in_(waiting))
    return session.exec(query).one()


def published(session: Session) -> Mapping[str, int]:
    """Number of posts each channel has made in all."""
    query = select(Delivery.channel, func.count()).where(
        Delivery.status == Status.PUBLISHED
    )
    return dict(session.exec(query.group_by(Delivery.channel)).all())
