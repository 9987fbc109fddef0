"""Pure: progress of a thread -> next status.

Half a thread in public is worse than a late one: once a part is public, only its
expiry and people stop the others.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from crossposter.channels import Receipt
from crossposter.database.models import DeliveryStatus as Status
from crossposter.database.models.event import Phrase, part_published
from crossposter.database.models.thread import Thread
from crossposter.publishing.lifecycle import Move


def cut_off(
    thread: Thread, *, now: datetime, expires_at: datetime | None
) -> Move | None:
    """Move that stops a thread that has begun; None: nothing does."""
    if expires_at is None or now < expires_at:
        return None
    return Move(
        status=Status.EXPIRED,
        next_at=now,
        error=f"its expiry time has passed: {thread.progress}",
    )


@dataclass(frozen=True, kw_only=True)
class Proved:
    """Values for a delivery whose next part became public."""

    move: Move
    values: Mapping[str, Any] = field(default_factory=dict)
    action: Phrase | None = None  #: for the log, where the status does not say enough


def proved(thread: Thread, receipt: Receipt, *, at: datetime) -> Proved:
    """Proof of the next part, due at once; at the end the delivery names the first."""
    if thread.goes_on:
        return Proved(
            move=_public(Status.SCHEDULED, at=at, anew=True),
            action=part_published(thread.position + 1, of=len(thread.texts)),
        )
    first = thread.public[0] if thread.public else receipt
    return Proved(
        move=_public(Status.PUBLISHED, at=at),
        values={
            "remote_id": first.remote_id,
            "permalink": first.permalink,
            "published_at": at,
        },
    )


def _public(status: Status, *, at: datetime, anew: bool = False) -> Move:
    return Move(status=status, next_at=at, anew=anew, outcome=Status.PUBLISHED)


def unnamed(thread: Thread, *, now: datetime) -> Move:
    """Move when the platform took a part without naming it: no reply can follow it."""
    return Move(
        status=Status.HELD,
        next_at=now,
        error=f"part {thread.position + 1} is public, but the platform did not name it:"
        " look at the account, and tell its link with `crossposter resolve`",
    )
