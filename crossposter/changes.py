"""Changes of an announcement: whose they are, what they end, and what is kept of them."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from crossposter.channels import Channel
from crossposter.errors import NotAllowed
from crossposter.lifecycle import UNTOUCHABLE
from crossposter.models import Announcement, AnnouncementStatus, Delivery
from crossposter.models import DeliveryStatus as Status
from crossposter.staff import Actor, Staff, Task
from crossposter.store import Session, deliveries, journal

_TO_CANCEL = frozenset({Status.SCHEDULED, Status.HELD, Status.FAILED})
#: What an edit resets, whatever else it changes.
_OF_THE_CHAIN = frozenset(
    {"status", "approved_by", "approved_at", "submitted_by", "reason"}
)


def require_right_to_end(
    staff: Staff, actor: Actor, announcement: Announcement
) -> None:
    """Raises NotAllowed unless an approval is this person's to end.

    Its author may, and whoever may withdraw.
    """
    is_approved = announcement.status is AnnouncementStatus.APPROVED
    if is_approved and actor.name != announcement.author:
        staff.require(actor, Task.CHANGE_APPROVED)


def require_something_to_send(
    session: Session, announcement: Announcement, wanted: Sequence[Channel]
) -> None:
    """Raises NotAllowed for what is public on every channel: people have read it."""
    key = announcement.id or 0
    public = {
        each.channel
        for each in deliveries.of_announcement(session, key)
        if each.status is Status.PUBLISHED
    }
    if public and {channel.name for channel in wanted} <= public:
        raise NotAllowed(
            f"announcement {key} is public on {', '.join(sorted(public))}, and what"
            " people have read there stays as it is: write a correction as a new"
            " announcement with `crossposter add`"
        )


def cancel(
    session: Session, actor: Actor, key: int, *, why: str, now: datetime
) -> Sequence[Delivery]:
    """Take back what waits; returns it. Raises NotAllowed for what may be public."""
    rows = deliveries.of_announcement(session, key)
    for delivery in rows:
        _require_at_rest(session, delivery)
    waiting = [each for each in rows if each.status in _TO_CANCEL]
    for delivery in waiting:
        deliveries.move(
            session,
            delivery,
            Status.CANCELLED,
            at=now,
            actor=actor,
            action="delivery cancelled",
            detail=why,
        )
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


def note_end(
    session: Session,
    actor: Actor,
    earlier: Mapping[str, Any],
    cancelled: Sequence[Delivery],
    *,
    at: datetime,
) -> None:
    """Keep that an approval was ended, unless by who had given it: they are told."""
    approver = earlier["approved_by"]
    if cancelled and approver not in {None, actor.name}:
        journal.note(
            session,
            at=at,
            actor=actor,
            action=journal.APPROVAL_ENDED,
            announcement_id=earlier["id"],
            detail=approver,
        )


def told(
    earlier: Mapping[str, Any],
    values: Mapping[str, Any],
    images: Sequence[tuple[str, str]] | None,
) -> str:
    """Old and new values as JSON, for the log."""
    changed = {
        name: [earlier[name], new]
        for name, new in values.items()
        if name not in _OF_THE_CHAIN and earlier[name] != new
    }
    if images is not None:
        changed["images"] = [None, [list(each) for each in images]]
    return json.dumps(changed, ensure_ascii=False, default=str)


def note_left_out(
    session: Session,
    actor: Actor,
    announcement: Announcement,
    left_out: Mapping[str, str],
    *,
    at: datetime,
) -> None:
    """Keep which channels make no post, and why; the report counts them."""
    for channel, reason in left_out.items():
        journal.note(
            session,
            at=at,
            actor=actor,
            action=journal.LEFT_OUT,
            announcement_id=announcement.id,
            detail=f"{channel}: {reason}",
        )
