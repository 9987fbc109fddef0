"""Unconfirmed deliveries: perhaps public already, unknown to the database.

The database may be an old copy of itself that somebody put back. The account is read
for an unconfirmed delivery before it is sent.
"""

from datetime import datetime

from crossposter.database import Session
from crossposter.database.models import Attempt, Delivery
from crossposter.database.models.delivery_states import NOT_RUNNING
from crossposter.database.queries import announcements, deliveries, journal, threads
from crossposter.publishing import reconciliation_rules, transitions


def open_doubt(session: Session, delivery: Delivery, *, now: datetime) -> None:
    """Attempt that perhaps never was, recorded for the read of the account."""
    if journal.in_doubt(session, delivery.id or 0):
        journal.settle_from(session, delivery.id or 0, now)
        return
    approved = announcements.get(session, delivery.announcement_id)
    thread = threads.of(session, delivery)
    journal.open_attempt(
        session,
        Attempt(
            delivery_id=delivery.id or 0,
            number=0,
            part=thread.position,
            started_at=approved.approved_at or delivery.due_at,
            deadline=now,
            refs={},
            # Every reply is newer than the post it answers.
            baseline=thread.reply_to,
            outcome=NOT_RUNNING,
        ),
    )


def look_for_next(session: Session, delivery_id: int, *, now: datetime) -> None:
    """Reconciliation of the next part, which may be public like the one just found."""
    delivery = deliveries.get(session, delivery_id)
    session.refresh(delivery)
    open_doubt(session, delivery, now=now)
    move = reconciliation_rules.look_for_next(at=now)
    transitions.apply(session, delivery, move, at=now, quiet=True)
