"""Announcements and their attachments."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import delete, update
from sqlmodel import Session, col, select

from crossposter.database.models import (
    Announcement,
    AnnouncementStatus,
    Attachment,
    Delivery,
)
from crossposter.database.models.delivery_states import GIVEN_UP
from crossposter.errors import NotAllowed, NotFound


def get(session: Session, announcement_id: int) -> Announcement:
    """Announcement by its id; raises NotFound."""
    announcement = session.get(Announcement, announcement_id)
    if announcement is None:
        raise NotFound(
            f"there is no announcement {announcement_id}: see `crossposter list`"
        )
    return announcement


def listing(
    session: Session,
    *,
    statuses: Sequence[AnnouncementStatus] = (),
    source: str | None = None,
) -> Sequence[Announcement]:
    """Announcements, newest first."""
    query = select(Announcement).order_by(col(Announcement.id).desc())
    if statuses:
        query = query.where(col(Announcement.status).in_(statuses))
    if source:
        query = query.where(Announcement.source == source)
    return session.exec(query).all()


def on_their_way(session: Session, *, since: datetime) -> Sequence[Announcement]:
    """Announcements submitted or approved, and changed since then; oldest first."""
    query = select(Announcement).where(
        col(Announcement.status).in_(
            [AnnouncementStatus.SUBMITTED, AnnouncementStatus.APPROVED]
        ),
        col(Announcement.updated_at) >= since,
    )
    return session.exec(query.order_by(col(Announcement.id))).all()


def going_out(
    session: Session, category: str, *, since: datetime, until: datetime
) -> Sequence[Announcement]:
    """Announcements approved, of a category, and due in that time; oldest first."""
    due = select(Delivery.announcement_id).where(
        col(Delivery.status).not_in(GIVEN_UP),
        Delivery.due_at >= since,
        Delivery.due_at < until,
    )
    query = select(Announcement).where(
        Announcement.category == category, col(Announcement.id).in_(due)
    )
    return session.exec(query.order_by(col(Announcement.id))).all()


def attachments(session: Session, announcement_id: int) -> Sequence[Attachment]:
    """Attachments in the order they were given."""
    query = select(Attachment).where(Attachment.announcement_id == announcement_id)
    return session.exec(query.order_by(col(Attachment.position))).all()


def shown(session: Session, announcement_id: int) -> list[tuple[str, str]]:
    """Attachments as pairs of place in the media folder and alt text."""
    return [(each.file, each.alt) for each in attachments(session, announcement_id)]


def attach(
    session: Session, announcement_id: int, files: Sequence[tuple[str, str]]
) -> None:
    """Attachments replaced by *files*: pairs of place in the media folder, alt text."""
    session.exec(
        delete(Attachment).where(col(Attachment.announcement_id) == announcement_id)
    )
    for position, (file, alt) in enumerate(files):
        session.add(
            Attachment(
                announcement_id=announcement_id, position=position, file=file, alt=alt
            )
        )


def change(
    session: Session,
    announcement: Announcement,
    *,
    now: datetime,
    **values: Any,
) -> Announcement:
    """Conditional update with *values*, if the announcement is still as it was read.

    Raises NotAllowed when somebody else changed it in between.
    """
    statement = (
        update(Announcement)
        .where(
            col(Announcement.id) == announcement.id,
            col(Announcement.revision) == announcement.revision,
        )
        .values(revision=Announcement.revision + 1, updated_at=now, **values)
        .execution_options(synchronize_session=False)
    )
    if session.exec(statement).rowcount != 1:
        raise NotAllowed(
            f"announcement {announcement.id} was changed by somebody else just now:"
            " look at it again with `crossposter show`"
        )
    changed = get(session, announcement.id or 0)
    session.refresh(changed)
    return changed
