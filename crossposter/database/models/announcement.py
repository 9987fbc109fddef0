"""Announcement, Attachment, Category, AnnouncementStatus."""

import enum
from datetime import datetime

from sqlalchemy import JSON, UniqueConstraint
from sqlmodel import Field, SQLModel

from crossposter.database.models.columns import UtcDateTime, words


class AnnouncementStatus(enum.StrEnum):
    """Status of an announcement in the approval chain."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    APPROVED = "approved"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


class Category(enum.StrEnum):
    """Category of an announcement, in the words of the office."""

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
    """Announcement of the office."""

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
    #: accepted reason of each channel that makes no post of it
    left_out: dict[str, str] | None = Field(default=None, sa_type=JSON)
    at: datetime | None = Field(default=None, sa_type=UtcDateTime)  #: asked for
    at_once: bool = False  #: asked for "now": due at approval
    urgent: bool = False
    expires_at: datetime | None = Field(
        default=None, sa_type=UtcDateTime
    )  #: it is not published after this
    valid_until: datetime | None = Field(
        default=None, sa_type=UtcDateTime
    )  #: end of the event or offer; posts say so
    texts: dict[str, str] | None = Field(
        default=None, sa_type=JSON
    )  #: custom texts by channel, in place of the template's
    classification: str | None = None  #: by the law on public information
    area: str | None = None  #: the people a serta-merta announcement concerns
    contact: str | None = None  #: contact for questions about it
    author: str
    created_at: datetime = Field(sa_type=UtcDateTime)
    updated_at: datetime = Field(sa_type=UtcDateTime)
    submitted_by: str | None = None
    approved_by: str | None = None
    approved_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    reason: str | None = None  #: of a rejection or withdrawal
    revision: int = 0  #: counts every change, so that no approval covers another text


class Attachment(SQLModel, table=True):
    """Image or video of an announcement, by its place in the media folder."""

    __table_args__ = (UniqueConstraint("announcement_id", "position"),)

    id: int | None = Field(default=None, primary_key=True)
    announcement_id: int = Field(foreign_key="announcement.id", index=True)
    position: int
    file: str  #: relative to the media folder
    alt: str = ""
