"""The queue: announcements, their deliveries, and what became of each."""

import enum
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, Index, UniqueConstraint, false
from sqlmodel import Field, SQLModel

from crossposter.database.models.columns import UtcDateTime, words


class AnnouncementStatus(enum.StrEnum):
    """How far an announcement is along the approval chain."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    APPROVED = "approved"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


class DeliveryStatus(enum.StrEnum):
    """How far a delivery is on its way; :mod:`crossposter.publishing.lifecycle` draws the moves."""

    SCHEDULED = "scheduled"  #: waits for its time
    PREPARING = "preparing"  #: invisible parts are being uploaded
    COMMITTING = "committing"  #: the request that makes it public may be under way
    PUBLISHED = "published"  #: public, with a receipt
    UNCONFIRMED = "unconfirmed"  #: the answer was lost; the account is being read
    FAILED = "failed"  #: the platform refused it for good
    HELD = "held"  #: waits for a person
    EXPIRED = "expired"  #: its time had passed before it could go out
    CANCELLED = "cancelled"  #: a person took it back


class Category(enum.StrEnum):
    """What kind of news an announcement is; the words are the office's own."""

    BERITA = "berita"
    PENGUMUMAN = "pengumuman"
    KEGIATAN = "kegiatan"
    LAYANAN = "layanan"
    PERINGATAN = "peringatan"
    UCAPAN = "ucapan"
    ARTIKEL = "artikel"
    DUKA_CITA = "duka-cita"
    LOWONGAN = "lowongan"
    TENDER = "tender"


class Announcement(SQLModel, table=True):
    """What the office wants told."""

    id: int | None = Field(default=None, primary_key=True)
    title: str
    body: str
    link: str | None = None
    source: str  #: code from the configuration
    category: str  #: a Category
    status: AnnouncementStatus = Field(
        default=AnnouncementStatus.DRAFT, sa_type=words(AnnouncementStatus)
    )
    channels: list[str] | None = Field(default=None, sa_type=JSON)  #: None: all of them
    #: why each channel that makes no post of it does not, as was accepted
    left_out: dict[str, str] | None = Field(default=None, sa_type=JSON)
    at: datetime | None = Field(default=None, sa_type=UtcDateTime)  #: asked for
    at_once: bool = False  #: asked for "now": due at approval
    urgent: bool = False
    expires_at: datetime | None = Field(
        default=None, sa_type=UtcDateTime
    )  #: from then on it is not published
    valid_until: datetime | None = Field(
        default=None, sa_type=UtcDateTime
    )  #: when what it tells ends; posts say so
    texts: dict[str, str] | None = Field(
        default=None, sa_type=JSON
    )  #: written by hand, by channel, in place of what its template gives
    classification: str | None = None  #: by the law on public information
    area: str | None = None  #: whom a serta-merta announcement concerns
    contact: str | None = None  #: whom to call about it
    author: str
    created_at: datetime = Field(sa_type=UtcDateTime)
    updated_at: datetime = Field(sa_type=UtcDateTime)
    submitted_by: str | None = None
    approved_by: str | None = None
    approved_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    reason: str | None = None  #: why it was rejected or withdrawn
    revision: int = 0  #: counts every change, so that no approval covers another text


class Attachment(SQLModel, table=True):
    """A picture of an announcement, by its place in the media folder."""

    __table_args__ = (UniqueConstraint("announcement_id", "position"),)

    id: int | None = Field(default=None, primary_key=True)
    announcement_id: int = Field(foreign_key="announcement.id", index=True)
    position: int
    file: str  #: relative to the media folder
    alt: str = ""


class Delivery(SQLModel, table=True):
    """One announcement on its way to one channel, frozen at approval."""

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
    next_at: datetime = Field(sa_type=UtcDateTime)  #: when its lane looks at it again
    expires_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    text: str
    #: the further parts of a thread
    replies: list[str] = Field(default_factory=list, sa_type=JSON)
    link: str | None = None
    media: list[dict[str, Any]] = Field(default_factory=list, sa_type=JSON)
    title: str | None = None  #: as it was approved
    fingerprint: str  #: SHA-256 over all the public will see, taken at approval
    epoch: int = 0  #: grows with every claim, so that a stale worker cannot write
    owner: str | None = None
    saved: dict[str, str] = Field(default_factory=dict, sa_type=JSON)
    attempts: int = 0  #: commits begun
    tries: int = 0  #: failures that count against the retries
    absents: int = 0  #: complete read-backs that did not show the post
    error: str | None = None
    remote_id: str | None = None
    permalink: str | None = None
    published_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class Part(SQLModel, table=True):
    """A part of a thread that is public; a post of one part has none."""

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
    """One try of a delivery; the row is durable before the commit request leaves."""

    id: int | None = Field(default=None, primary_key=True)
    delivery_id: int = Field(foreign_key="delivery.id", index=True)
    number: int
    part: int = 0  #: of a thread; the first is 0
    started_at: datetime = Field(sa_type=UtcDateTime)
    deadline: datetime = Field(sa_type=UtcDateTime)  #: when the request must have ended
    finished_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    outcome: str = "committing"
    code: str | None = None  #: the platform's own name for what went wrong
    error: str | None = None
    refs: dict[str, str] = Field(default_factory=dict, sa_type=JSON)
    baseline: str | None = None


class Event(SQLModel, table=True):
    """Who did what when; rows are only ever added."""

    id: int | None = Field(default=None, primary_key=True)
    at: datetime = Field(sa_type=UtcDateTime, index=True)
    actor: str  #: login, or "daemon"
    acting_for: str | None = None
    action: str
    announcement_id: int | None = Field(default=None, index=True)
    delivery_id: int | None = Field(default=None, index=True)
    before: str | None = None
    after: str | None = None
    detail: str | None = None


class ChannelState(SQLModel, table=True):
    """Whether a channel is paused, why, and until when; and what its platform asks."""

    channel: str = Field(primary_key=True)
    paused: bool = False
    reason: str | None = None
    until: datetime | None = Field(default=None, sa_type=UtcDateTime)
    last_published_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    rests_until: datetime | None = Field(default=None, sa_type=UtcDateTime)
    rest_reason: str | None = None
    rests: int = 0  #: asked for in a row
    #: whether urgent posts go out in spite of a pause
    except_urgent: bool = Field(
        default=False, sa_column_kwargs={"server_default": false()}
    )


class Heartbeat(SQLModel, table=True):
    """What the daemon last said of itself."""

    id: int = Field(default=1, primary_key=True)
    pid: int
    since: datetime = Field(sa_type=UtcDateTime)
    heartbeat_at: datetime = Field(sa_type=UtcDateTime)
    stopped: bool = False


class Lease(SQLModel, table=True):
    """Which daemon may write; there is one row, or none before the first."""

    id: int = Field(default=1, primary_key=True)
    epoch: int = 0  #: goes up whenever it is taken
    holder: str | None = None  #: a word of its own for each holder; None: nobody
    renewals: int = 0  #: goes up while its holder lives
    host: str = ""
    world: str = ""  #: boot and space that the number of the process belongs to
    pid: int = 0
    started: int = Field(default=0, sa_type=BigInteger)
