"""Incident, and `IncidentState`: its progress, stored as JSON in the row."""

import enum
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Index, text
from sqlmodel import Field, SQLModel

from crossposter.database.models.columns import UtcDateTime, Word

Value = str | int | None


class IncidentKind(enum.StrEnum):
    """Kinds of incidents as stored words; those that stop posts come first."""

    PAUSED = "paused"  #: a channel, until somebody resumes it
    RESTING = "resting"  #: a channel, until a time
    UNREADY = "unready"  #: the preflight of one post found a fault
    UNREADY_CHANNEL = "unready-channel"  #: likewise one of all its posts
    FAILED = "failed"  #: a delivery, refused for good
    HELD = "held"  #: a delivery that waits for a person
    DOUBTFUL = "doubtful"  #: likewise, and it may be public
    UNCONFIRMED = "unconfirmed"  #: a delivery whose account is still being read
    LATE = "late"  #: a lane without progress
    NOWHERE = "nowhere"  #: deliveries of a channel that is not configured
    AWAY = "away"  #: the daemon was off without being asked to
    TOKEN = "token"  #: ends on a day  # noqa: S105  # our own word
    TOKEN_ENDED = "token-ended"  # noqa: S105  # likewise
    DATA_ACCESS = "data-access"  #: ends on a day
    DATA_ACCESS_ENDED = "data-access-ended"
    API = "api"  #: its version ends on a day
    API_ENDED = "api-ended"
    CREDENTIALS = "credentials"  #: faults found by a platform
    DISK_LOW = "disk-low"
    DISK_FULL = "disk-full"  #: so that nothing is sent
    BACKUP_OLD = "backup-old"
    BACKUP_NONE = "backup-none"
    APPROVAL_ENDED = "approval-ended"  #: by somebody else
    URGENT_WAITS = "urgent-waits"  #: while its channel is paused
    REMOVED = "removed"  #: a post that was public
    MAIL_REFUSED = "mail-refused"  #: one recipient
    MAIL_SERVER = "mail-server"  #: all recipients


@dataclass(frozen=True, kw_only=True)
class IncidentState:
    """Progress of an incident, and its notifications; JSON in its row."""

    kind: IncidentKind
    variant: str
    values: Mapping[str, Value] = field(default_factory=dict)
    notified: tuple[str, ...] = ()  #: variants people were notified of
    pending_since: datetime | None = None
    ok_since: datetime | None = None
    once: bool = False


class Incident(SQLModel, table=True):
    """Incident for notification: once when it opens, changes, and is solved."""

    __table_args__ = (
        Index(
            "ux_incident_open",
            "key",
            unique=True,
            sqlite_where=text("solved_at IS NULL"),
            postgresql_where=text("solved_at IS NULL"),
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    key: str  #: its subject: "channel/facebook/paused", "delivery/12"
    kind: IncidentKind = Field(sa_type=Word(IncidentKind))
    reason: str  #: in plain words
    next_step: str  #: the command to type
    facts: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    opened_at: datetime = Field(sa_type=UtcDateTime, index=True)
    changed_at: datetime = Field(sa_type=UtcDateTime)
    solved_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
