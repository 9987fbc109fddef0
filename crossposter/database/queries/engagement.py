"""Engagement samples, and which are due."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import and_, exists, func, or_
from sqlmodel import Session, col, select

from crossposter.database.models import Delivery, Sample
from crossposter.database.models import DeliveryStatus as Status


def due(
    session: Session,
    channel: str,
    age: str,
    *,
    since: datetime,
    until: datetime,
    at_most: int,
    but: Collection[int] = (),
) -> Sequence[Delivery]:
    """Posts made after *since* and until *until* that lack a sample of this age.

    Oldest first, because their time for it ends first. A post that was found gone is
    not asked about again.
    """
    had = exists().where(
        col(Sample.delivery_id) == col(Delivery.id),
        or_(col(Sample.age) == age, col(Sample.gone).is_(True)),
    )
    query = (
        select(Delivery)
        .where(
            Delivery.channel == channel,
            Delivery.status == Status.PUBLISHED,
            col(Delivery.remote_id).is_not(None),
            col(Delivery.published_at) > since,
            col(Delivery.published_at) <= until,
            col(Delivery.id).not_in(but),
            ~had,
        )
        .order_by(col(Delivery.published_at), col(Delivery.id))
        .limit(at_most)
    )
    return session.exec(query).all()


def taken(session: Session, channel: str, *, since: datetime) -> int:
    """Number of posts of a channel that were sampled."""
    query = (
        select(func.count())
        .select_from(Sample)
        .join(
            Delivery,
            and_(
                col(Delivery.id) == col(Sample.delivery_id),
                col(Delivery.channel) == channel,
            ),
        )
        .where(col(Sample.taken_at) >= since)
    )
    return session.exec(query).one()
