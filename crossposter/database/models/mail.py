"""What people are told: mail, incidents, and the figures reports are made of."""

import enum
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from crossposter.database.models.columns import UtcDateTime, words


class MailStatus(enum.StrEnum):
    """How far a mail is on its way to one recipient."""

    WAITING = "waiting"  #: for its time, or to be tried again
    SENDING = "sending"  #: the server may have taken it
    SENT = "sent"  #: the server took it
    FAILED = "failed"  #: refused for good, or tried too often


class Letter(SQLModel, table=True):
    """A message as it was written, before anybody has got it."""

    key: str = Field(primary_key=True)  #: "report/2026-W47", "incident/17/opened"
    subject: str
    content: bytes  #: the MIME message without To and Message-ID
    written_at: datetime = Field(sa_type=UtcDateTime)


class Mail(SQLModel, table=True):
    """A letter on its way to one recipient."""

    __table_args__ = (
        UniqueConstraint("letter", "recipient"),
        Index("ix_mail_waiting", "status", "next_at"),
    )

    id: int | None = Field(default=None, primary_key=True)
    letter: str = Field(foreign_key="letter.key")
    recipient: str
    message_id: str  #: chosen before the first try, the same for every copy
    status: MailStatus = Field(default=MailStatus.WAITING, sa_type=words(MailStatus))
    epoch: int = 0  #: grows with every move, so that a stale worker cannot write
    tries: int = 0
    next_at: datetime = Field(sa_type=UtcDateTime)
    sent_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    error: str | None = None


class Incident(SQLModel, table=True):
    """Something people must hear of: once when it opens, changes, and is solved."""

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
    key: str  #: what it is about: "channel/facebook/paused", "delivery/12"
    kind: str
    reason: str  #: in plain words
    next_step: str  #: the command to type
    facts: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    opened_at: datetime = Field(sa_type=UtcDateTime, index=True)
    changed_at: datetime = Field(sa_type=UtcDateTime)
    solved_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class Sample(SQLModel, table=True):
    """What the public made of a post, some time after it went out; None: unknown."""

    __table_args__ = (UniqueConstraint("delivery_id", "age"),)

    id: int | None = Field(default=None, primary_key=True)
    delivery_id: int = Field(foreign_key="delivery.id", index=True)
    age: str  #: of the post: "1h", "24h", "7d"
    taken_at: datetime = Field(sa_type=UtcDateTime, index=True)
    likes: int | None = None
    comments: int | None = None
    shares: int | None = None
    views: int | None = None
    reach: int | None = None
    gone: bool = False  #: the platform says there is no such post any more


class Checkup(SQLModel, table=True):
    """What a platform last said about a channel's credentials."""

    channel: str = Field(primary_key=True)
    checked_at: datetime = Field(sa_type=UtcDateTime)
    account: str | None = None
    token_ends_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    data_access_ends_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    api_ends_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    problems: list[dict[str, Any]] = Field(default_factory=list, sa_type=JSON)
