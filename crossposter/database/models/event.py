"""Events: the audit log."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from crossposter.database.models.columns import UtcDateTime


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
