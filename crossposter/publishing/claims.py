"""Claims: the next delivery of a lane is taken in flight, by one worker."""

from datetime import datetime, timedelta

from crossposter.database import Session
from crossposter.database.models import Delivery
from crossposter.database.models import DeliveryStatus as Status
from crossposter.database.queries import deliveries, lanes
from crossposter.database.queries.deliveries import Superseded
from crossposter.publishing import transitions


def claim(
    session: Session,
    channel: str,
    *,
    now: datetime,
    owner: str,
    spacing: timedelta,
    only_urgent: bool = False,
) -> Delivery | None:
    """Delivery that is due, as it is now; None when nothing is.

    A scheduled one becomes preparing; an unconfirmed one stays so.
    """
    delivery = lanes.first_due(
        session, channel, now=now, spacing=spacing, only_urgent=only_urgent
    )
    if delivery is None:
        return None
    try:
        _take(session, delivery, owner=owner, now=now)
    except Superseded:
        return None
    session.refresh(delivery)
    return delivery


def _take(session: Session, delivery: Delivery, *, owner: str, now: datetime) -> None:
    if delivery.status is Status.SCHEDULED:
        transitions.take_up(session, delivery, at=now, owner=owner)
    else:
        deliveries.own(session, delivery, owner)
