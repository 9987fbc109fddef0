"""Revocations: who may end an approval, what that cancels, and its log entry."""

from collections.abc import Sequence
from datetime import datetime

from crossposter.database import Session
from crossposter.database.models import Announcement, AnnouncementStatus, Delivery
from crossposter.database.models import DeliveryStatus as Status
from crossposter.database.models.delivery_states import CANCELLABLE, UNTOUCHABLE
from crossposter.database.models.event import Action
from crossposter.database.queries import deliveries, journal
from crossposter.errors import NotAllowed
from crossposter.publishing import transitions
from crossposter.staff import Actor, Staff, Task


def require_right(staff: Staff, actor: Actor, announcement: Announcement) -> None:
    """Right of this person to end an approval; raises NotAllowed without it.

    Its author may, and whoever may withdraw.
    """
    is_approved = announcement.status is AnnouncementStatus.APPROVED
    if is_approved and actor.name != announcement.author:
        staff.require(actor, Task.CHANGE_APPROVED)


def cancel(
    session: Session, actor: Actor, key: int, *, why: str, now: datetime
) -> Sequence[Delivery]:
    """Cancelled deliveries: all that wait. Raises NotAllowed for what may be public."""
    rows = deliveries.of_announcement(session, key)
    for delivery in rows:
        _require_at_rest(session, delivery)
    waiting = [each for each in rows if each.status in CANCELLABLE]
    for delivery in waiting:
        transitions.cancel(session, delivery, at=now, actor=actor, why=why)
    return waiting


def _require_at_rest(session: Session, delivery: Delivery) -> None:
    key = delivery.announcement_id
    if delivery.status in UNTOUCHABLE:
        raise NotAllowed(
            f"announcement {key} is being sent to {delivery.channel} just now:"
            f" wait until `crossposter show {key}` says how it ended"
        )
    held = delivery.status is Status.HELD
    if held and journal.in_question(session, delivery.id or 0):
        raise NotAllowed(
            f"announcement {key} may be public on {delivery.channel}: look there, then"
            f" `crossposter resolve {delivery.id}` with --posted URL or --not-posted"
        )


def note(
    session: Session,
    actor: Actor,
    earlier: Announcement,
    cancelled: Sequence[Delivery],
    *,
    at: datetime,
) -> None:
    """Log that an approval was ended, so that whoever gave it is notified.

    Nothing is logged when the approver ended it.
    """
    approver = earlier.approved_by
    if cancelled and approver not in {None, actor.name}:
        journal.note(
            session,
            at=at,
            actor=actor,
            action=Action.APPROVAL_ENDED,
            announcement_id=earlier.id,
            detail=approver,
        )
