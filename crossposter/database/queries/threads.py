"""Public parts of threads, each under its own remote id."""

from datetime import datetime

from sqlmodel import Session, col, select

from crossposter.channels import Receipt
from crossposter.database.models import Delivery, Part
from crossposter.database.models.thread import Thread, texts_of


def of(session: Session, delivery: Delivery) -> Thread:
    """Thread of a delivery with its progress; no query where it has one part only."""
    if not delivery.replies:
        return Thread(texts=texts_of(delivery))
    query = select(Part).where(Part.delivery_id == delivery.id)
    public = session.exec(query.order_by(col(Part.position))).all()
    return Thread(texts=texts_of(delivery), public=tuple(public))


def add(
    session: Session,
    delivery: Delivery,
    thread: Thread,
    receipt: Receipt,
    *,
    at: datetime,
) -> None:
    """Next public part; the only part of a post stands in its delivery."""
    if len(thread.texts) == 1 or receipt.remote_id is None:
        return
    session.add(
        Part(
            delivery_id=delivery.id or 0,
            position=thread.position,
            channel=delivery.channel,
            remote_id=receipt.remote_id,
            permalink=receipt.permalink,
            published_at=at,
        )
    )
    session.flush()


def remote_ids(session: Session, channel: str) -> frozenset[str]:
    """Remote ids of a channel's posts that are parts of threads."""
    query = select(Part.remote_id).where(Part.channel == channel)
    return frozenset(session.exec(query).all())
