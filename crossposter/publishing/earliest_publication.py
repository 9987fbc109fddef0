"""Earliest publication: the time before which no post can be a delivery's own.

An older post than the approval is somebody else's: nothing is uploaded before it.
That holds for this life of the database only. Where it may be an old copy that was
approved anew, the announcement's own beginning counts; and where an intent is known
that the approval does not cover, no time at all does.
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
    """Earliest time for a delivery; *intents* are earlier ones that may be public."""

    not_before: datetime | None = None
    intents: frozenset[datetime] = frozenset()


def earliest(
    session: Session, delivery: Delivery, text: str, witness: Witness, *, now: datetime
) -> Earliest:
    """Earliest time by the log, and by the witness where the log may lack something."""
    told = witness.tell(delivery.channel, text)
    known = journal.intents(session, delivery.channel) if told.same else frozenset()
    intents = (told.same - known) | journal.earlier_intents(session, delivery)
    if intents:
        return Earliest(intents=intents)
    announcement = announcements.get(session, delivery.announcement_id)
    begun = announcement.created_at
    known = journal.intents(session, delivery.channel, since=begun)
    # Nothing sent since it was written can be missing from the log then.
    is_told_all = told.covers(begun) and known <= told.every
    action = Action.APPROVED if is_told_all else Action.ADDED
    moment = journal.said_at(session, delivery.announcement_id, action, now=now)
    return Earliest(not_before=moment)
