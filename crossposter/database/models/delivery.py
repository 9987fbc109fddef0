"""Delivery, Part, Attempt, DeliveryStatus."""

import enum
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from crossposter.database.models.columns import UtcDateTime, words


class DeliveryStatus(enum.StrEnum):
    """Status of a delivery; `delivery_states.py` has the transitions."""

    SCHEDULED = "scheduled"  #: waits for its time
    PREPARING = "preparing"  #: invisible parts are being uploaded
    COMMITTING = "committing"  #: the request that makes it public may be under way
    PUBLISHED = "published"  #: public, with a receipt
    UNCONFIRMED = "unconfirmed"  #: the answer was lost; the account is being read
    FAILED = "failed"  #: the platform refused it for good
    HELD = "held"  #: waits for a person
    EXPIRED = "expired"  #: its time had passed before it could go out
    CANCELLED = "cancelled"  #: a person took it back


class Delivery(SQLModel, table=True):
    """Delivery of one announcement to one channel, a snapshot from its approval."""

    __table_args__ = (
        UniqueConstraint("announcement_id", "channel"),
        UniqueConstraint("channel", "remote_id"),
        Index("ix_delivery_lane", "channel", "status", "next_at"),
        Index("ix_delivery_published_at", "published_at"),
        Index("ix_delivery_due_at", "due_at"),
    )

    id: int | None = Field(default=None, primary_key=True)
    announcement_id: int = Field(foreign_key="announcement.id", index=True)
    channel: str
    platform: str
    status: DeliveryStatus = Field(
        default=DeliveryStatus.SCHEDULED, sa_type=words(DeliveryStatus)
    )
    urgent: bool = False
    due_at: datetime = Field(sa_type=UtcDateTime)  #: the time it was given
    next_at: datetime = Field(sa_type=UtcDateTime)  #: next time its lane takes it up
    expires_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    text: str
    #: the further parts of a thread
    replies: list[str] = Field(default_factory=list, sa_type=JSON)
    link: str | None = None
    media: list[dict[str, Any]] = Field(default_factory=list, sa_type=JSON)
    title: str | None = None  #: as it was approved
    fingerprint: str  #: SHA-256 over everything the public will see, taken at approval
    epoch: int = 0  #: grows with every claim, so that a stale worker cannot write
    owner: str | None = None
    saved: dict[str, str] = Field(default_factory=dict, sa_type=JSON)
    attempts: int = 0  #: commits begun
    tries: int = 0  #: failures that count against the retries
    absents: int = 0  #: complete reads that did not show the post
    error: str | None = None
    remote_id: str | None = None
    permalink: str | None = None
    published_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class Part(SQLModel, table=True):
    """Part of a thread that is public; a post of one part has none."""

    __table_args__ = (
        UniqueConstraint("delivery_id", "position"),
        UniqueConstraint("channel", "remote_id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    delivery_id: int = Field(foreign_key="delivery.id")
    position: int  #: 0 is the delivery's text, 1 the first of its replies
    channel: str
    remote_id: str
    permalink: str | None = None
    published_at: datetime = Field(sa_type=UtcDateTime)


class Attempt(SQLModel, table=True):
    """Attempt of a delivery; the row is durable before the commit request leaves."""

    id: int | None = Field(default=None, primary_key=True)
    delivery_id: int = Field(foreign_key="delivery.id", index=True)
    number: int
    part: int = 0  #: of a thread; the first is 0
    started_at: datetime = Field(sa_type=UtcDateTime)
    deadline: datetime = Field(sa_type=UtcDateTime)  #: when the request must have ended
    finished_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    outcome: str = "committing"
    code: str | None = None  #: the platform's own name for the error
    error: str | None = None
    refs: dict[str, str] = Field(default_factory=dict, sa_type=JSON)
    baseline: str | None = None
