"""Checkup: last credential check of a channel."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON
from sqlmodel import Field, SQLModel

from crossposter.database.models.columns import UtcDateTime


class CredentialCheck(SQLModel, table=True):
    """Credential check of a channel: the last answer of its platform."""

    __tablename__ = "checkup"

    channel: str = Field(primary_key=True)
    checked_at: datetime = Field(sa_type=UtcDateTime)
    account: str | None = None
    token_ends_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    data_access_ends_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    api_ends_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    problems: list[dict[str, Any]] = Field(default_factory=list, sa_type=JSON)
