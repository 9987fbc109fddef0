"""Event: the audit log; the enum of its actions."""

import enum
from datetime import datetime
from typing import NewType

from sqlmodel import Field, SQLModel

from crossposter.database.models.columns import UtcDateTime
from crossposter.database.models.delivery import DeliveryStatus


class Event(SQLModel, table=True):
    """Event: who did what when; rows are only ever added."""

    id: int | None = Field(default=None, primary_key=True)
    at: datetime = Field(sa_type=UtcDateTime, index=True)
    actor: str  #: login, or "daemon"
    acting_for: str | None = None
    action: str  #: an `Action`, or `Phrase` where it names something
    announcement_id: int | None = Field(default=None, index=True)
    delivery_id: int | None = Field(default=None, index=True)
    before: str | None = None
    after: str | None = None
    detail: str | None = None


class Action(enum.StrEnum):
    """Actions of the log, as stored words; none may ever change."""

    ADDED = "added"
    EDITED = "edited"
    EDITED_SLIGHTLY = "edited slightly"  #: every word, number, link and name stays
    SUBMITTED = "submitted"
    SHOWN = "posts shown"  #: its posts, to a person who may approve them
    APPROVED = "approved"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"
    WARNED = "warned"  #: by a check, at submission
    LEFT_OUT = "channel left out"  #: at approval, knowingly
    APPROVAL_ENDED = "approval ended"  #: by another person than had given it
    SCHEDULED = "delivery scheduled"
    RELEASED = "delivery released after the pause"
    RETRIED = "retried by a person"
    FOUND_POSTED = "resolved: posted"
    FOUND_NOT_POSTED = "resolved: not posted"
    PREFLIGHT = "preflight"
    POST_GONE = "post no longer there"
    BACKUP_WRITTEN = "backup written"


#: Actions by which a person writes parts of the text: somebody else approves it.
WRITING = frozenset({Action.ADDED, Action.EDITED, Action.EDITED_SLIGHTLY})
EDITS = frozenset({Action.EDITED, Action.EDITED_SLIGHTLY})
#: Actions by which people bring an announcement itself forward, or back.
DEEDS = WRITING | {
    *(Action.SUBMITTED, Action.APPROVED, Action.REJECTED, Action.WITHDRAWN)
}
#: Actions that give a delivery another time than it was approved for.
POSTPONED = frozenset({Action.RELEASED, Action.RETRIED, Action.FOUND_NOT_POSTED})
NEXT_SLOT = "late: takes the next slot"  #: detail of a move that does so as well

Phrase = NewType("Phrase", str)  #: an action that names a channel, a part, a status

#: Beginnings of actions of a whole channel, if they belong to no announcement.
OF_CHANNEL = "channel "
_PAUSED = " paused"
_RESUMED = " resumed"
_CAME_TO = {
    DeliveryStatus.SCHEDULED: "delivery waits",
    DeliveryStatus.PREPARING: "taken up",
    DeliveryStatus.COMMITTING: "delivery is being sent",
    DeliveryStatus.HELD: "delivery held for a person",
}


def came_to(status: DeliveryStatus) -> Phrase:
    """Action of a delivery that comes to a status on its way."""
    return Phrase(_CAME_TO.get(status, f"delivery {status}"))


def part_published(number: int, *, of: int) -> Phrase:
    """Action of a thread of which the first parts are public, and not yet all."""
    return Phrase(f"part {number} of {of} published")


def channel_paused(channel: str) -> Phrase:
    """Action of somebody who pauses a channel."""
    return Phrase(f"{OF_CHANNEL}{channel}{_PAUSED}")


def channel_resumed(channel: str) -> Phrase:
    """Action of somebody who resumes it."""
    return Phrase(f"{OF_CHANNEL}{channel}{_RESUMED}")


def is_pause(action: str) -> bool:
    """True for a stored action of a channel made by `channel_paused`."""
    return action.endswith(_PAUSED)


def is_resumption(action: str) -> bool:
    """True for a stored action of a channel made by `channel_resumed`."""
    return action.endswith(_RESUMED)


def channel_of(action: str) -> str:
    """Name of the channel in a stored action."""
    return action.removeprefix(OF_CHANNEL).rpartition(" ")[0]
