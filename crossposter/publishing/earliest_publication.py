"""From when on a post with a delivery's words may be the delivery's own.

What is older than the approval is somebody else's: nothing is uploaded before it. That
holds for this life of the database only. Where it may be an old copy that was approved
anew, the announcement's own beginning counts; and where an intent is known that the
approval does not cover, no time at all does.
"""

from dataclasses import dataclass
from datetime import datetime

from crossposter.database import Session
from crossposter.database.models import Delivery
from crossposter.database.models.event import Action
from crossposter.database.queries import announcements, journal
from crossposter.publishing.witness import Witness


@dataclass(frozen=True, kw_only=True)
class Earliest:
    """*intents* are earlier ones that may have made the post."""

    not_before: datetime | None = None
    intents: frozenset[datetime] = frozenset()


def earliest(
    session: Session, delivery: Delivery, text: str, witness: Witness, *, now: datetime
) -> Earliest:
    """By the log, and by the witness where the log may have forgotten something."""
    told = witness.tell(delivery.channel, text)
    known = journal.intents(session, delivery.channel) if told.same else frozenset()
    intents = (told.same - known) | journal.earlier_intents(session, delivery)
    if intents:
        return Earliest(intents=intents)
    announcement = announcements.get(session, delivery.announcement_id)
    begun = announcement.created_at
    known = journal.intents(session, delivery.channel, since=begun)
    # Nothing that was sent since it was written can have been forgotten then.
    is_told_all = told.covers(begun) and known <= told.every
    action = Action.APPROVED if is_told_all else Action.ADDED
    moment = journal.said_at(session, delivery.announcement_id, action, now=now)
    return Earliest(not_before=moment)
