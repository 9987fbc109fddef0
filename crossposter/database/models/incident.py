"""Incidents, and how far people have been told of each."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Index, text
from sqlmodel import Field, SQLModel

from crossposter.database.models.columns import UtcDateTime

Value = str | int | None


@dataclass(frozen=True, kw_only=True)
class IncidentState:
    """Progress of an incident, and what has been told of it; JSON in its row."""

    kind: str
    nature: str
    values: Mapping[str, Value] = field(default_factory=dict)
    told: tuple[str, ...] = ()  #: natures
    untold_since: datetime | None = None
    well_since: datetime | None = None
    once: bool = False


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
