"""Announcements, their attachments, and how far each is along the approval chain."""

import enum
from datetime import datetime

from sqlalchemy import JSON, UniqueConstraint
from sqlmodel import Field, SQLModel

from crossposter.database.models.columns import UtcDateTime, words


class AnnouncementStatus(enum.StrEnum):
    """How far an announcement is along the approval chain."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    APPROVED = "approved"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


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
