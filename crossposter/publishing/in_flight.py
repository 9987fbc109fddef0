"""Deliveries in flight: on their way to a platform that has not answered yet."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from crossposter.database import Session
from crossposter.database.models import Delivery
from crossposter.database.models import DeliveryStatus as Status
from crossposter.database.models.delivery_states import IN_FLIGHT
from crossposter.database.queries import monitoring

#: An upload may take long; the one request that counts is answered at once.
_LONG = {
    Status.COMMITTING: timedelta(seconds=10),
    Status.PREPARING: timedelta(minutes=10),
}


@dataclass(frozen=True, kw_only=True)
class InFlight:
    """Delivery in flight on a lane, and since when."""

    delivery: Delivery
    since: datetime

    def is_long(self, now: datetime) -> bool:
        """True when somebody should know of it."""
        return now - self.since > _LONG[self.delivery.status]


def in_flight(session: Session, rows: Iterable[Delivery]) -> list[InFlight]:
    """Deliveries of *rows* that are in flight."""
    under_way = [each for each in rows if each.status in IN_FLIGHT]
    since = monitoring.in_flight_since(session, [each.id or 0 for each in under_way])
    return [
        InFlight(delivery=each, since=since.get(each.id or 0, each.next_at))
        for each in under_way
    ]


def waits_since(channel: str, rows: Iterable[InFlight]) -> datetime | None:
    """Time at which the lane began to wait for an answer; None: it does not."""
    return min(
        (each.since for each in rows if each.delivery.channel == channel), default=None
    )
