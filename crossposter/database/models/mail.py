"""Letter, Mail, MailStatus: messages and their recipients."""

import enum
from datetime import datetime

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from crossposter.database.models.columns import UtcDateTime, words


class MailStatus(enum.StrEnum):
    """Status of a message on its way to one recipient."""

    WAITING = "waiting"  #: for its time, or to be tried again
    SENDING = "sending"  #: the server may have taken it
    SENT = "sent"  #: the server took it
    FAILED = "failed"  #: refused for good, or tried too often


class MailMessage(SQLModel, table=True):
    """Message as it was written, before it reaches any recipient."""

    __tablename__ = "letter"

    key: str = Field(primary_key=True)  #: "report/2026-W47", "incident/17/opened"
    subject: str
    content: bytes  #: the MIME message without To and Message-ID
    written_at: datetime = Field(sa_type=UtcDateTime)


class MailRecipient(SQLModel, table=True):
    """Recipient of a message, with the status on the way there."""

    __tablename__ = "mail"

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
