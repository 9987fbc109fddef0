"""Outbox: messages and recipients; claims and updates are conditional."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import and_, or_, update
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

from crossposter.database.models import MailMessage, MailRecipient
from crossposter.database.models import MailStatus as Status


class Superseded(Exception):
    """Move by somebody else since the recipient was read."""


def write(
    session: Session, letter: MailMessage, mails: Sequence[MailRecipient]
) -> bool:
    """Message and its recipients, stored unless there is one with this key already."""
    if session.get(MailMessage, letter.key) is not None:
        return False
    try:
        with session.begin_nested():
            session.add(letter)
    except IntegrityError:  # on PostgreSQL: another process wrote it just now
        return False
    session.add_all(mails)
    session.flush()
    return True


def letter(session: Session, key: str) -> MailMessage | None:
    return session.get(MailMessage, key)


def of_letter(session: Session, key: str) -> Sequence[MailRecipient]:
    """Recipients of a message, in their order."""
    query = select(MailRecipient).where(MailRecipient.letter == key)
    return session.exec(query.order_by(col(MailRecipient.id))).all()


def is_due(session: Session, *, now: datetime, beyond: datetime) -> bool:
    """True when there is anything to send; keeps no writer waiting."""
    query = select(MailRecipient.id).where(
        or_(_due(now, beyond), _lapsed(now, beyond)),
    )
    return session.exec(query.limit(1)).first() is not None


def _due(now: datetime, beyond: datetime) -> Any:
    """Condition on the time; one *beyond* every wait of ours has a wrong clock."""
    return and_(
        col(MailRecipient.status) == Status.WAITING,
        or_(col(MailRecipient.next_at) <= now, col(MailRecipient.next_at) > beyond),
    )


def _lapsed(now: datetime, beyond: datetime) -> Any:
    return and_(
        col(MailRecipient.status) == Status.SENDING,
        or_(col(MailRecipient.next_at) <= now, col(MailRecipient.next_at) > beyond),
    )


def lapsed(
    session: Session, *, now: datetime, beyond: datetime
) -> Sequence[MailRecipient]:
    """Recipients claimed by a process that must be dead by this time."""
    return session.exec(select(MailRecipient).where(_lapsed(now, beyond))).all()


def claim(
    session: Session,
    *,
    now: datetime,
    beyond: datetime,
    until: datetime,
    key: str | None = None,
) -> MailRecipient | None:
    """Claim of the next recipient, of one message or of any, *until* a time."""
    candidate = select(MailRecipient.id).where(_due(now, beyond))
    if key is not None:
        candidate = candidate.where(MailRecipient.letter == key)
    candidate = candidate.order_by(
        col(MailRecipient.next_at), col(MailRecipient.id)
    ).limit(1)
    if session.get_bind().dialect.name == "postgresql":
        candidate = candidate.with_for_update(skip_locked=True)
    mail_id = session.exec(candidate).first()
    if mail_id is None:
        return None
    mail = session.get_one(MailRecipient, mail_id, populate_existing=True)
    move(session, mail, Status.SENDING, next_at=until, tries=mail.tries + 1)
    session.refresh(mail)
    return mail


def move(session: Session, mail: MailRecipient, after: Status, **values: Any) -> None:
    """Conditional update, if the recipient is as it was read; raises Superseded."""
    statement = (
        update(MailRecipient)
        .where(
            col(MailRecipient.id) == mail.id,
            col(MailRecipient.status) == mail.status,
            col(MailRecipient.epoch) == mail.epoch,
        )
        .values(status=after, epoch=MailRecipient.epoch + 1, **values)
        .execution_options(synchronize_session=False)
    )
    if session.exec(statement).rowcount != 1:
        raise Superseded(f"mail {mail.id} is no longer {mail.status}")


def put_off(session: Session, *, until: datetime, error: str) -> None:
    """Common wait of all recipients that wait."""
    session.exec(
        update(MailRecipient)
        .where(
            col(MailRecipient.status) == Status.WAITING,
            col(MailRecipient.next_at) < until,
        )
        .values(next_at=until, error=error, epoch=MailRecipient.epoch + 1)
    )


def hurry(session: Session, *, now: datetime, key: str | None = None) -> None:
    """End of the wait of recipients, of one message or all."""
    statement = update(MailRecipient).where(
        col(MailRecipient.status) == Status.WAITING, col(MailRecipient.next_at) > now
    )
    if key is not None:
        statement = statement.where(col(MailRecipient.letter) == key)
    session.exec(statement.values(next_at=now, epoch=MailRecipient.epoch + 1))


def revive(session: Session, key: str, *, now: datetime) -> None:
    """New start for the failed recipients of a message."""
    session.exec(
        update(MailRecipient)
        .where(
            col(MailRecipient.letter) == key, col(MailRecipient.status) == Status.FAILED
        )
        .values(
            status=Status.WAITING,
            next_at=now,
            tries=0,
            error=None,
            epoch=MailRecipient.epoch + 1,
        )
    )
