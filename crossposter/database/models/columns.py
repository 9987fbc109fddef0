"""Column types: UTC datetimes, status strings.

Times are aware UTC. SQLite keeps no zone, so :class:`UtcDateTime` refuses naive times
on the way in and adds the zone on the way out.
"""

import enum
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import DateTime, Dialect, Enum, String
from sqlalchemy.types import TypeDecorator


class UtcDateTime(TypeDecorator[datetime]):
    """Time, aware and in UTC, on every database."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(
        self,
        value: datetime | None,
        dialect: Dialect,  # noqa: ARG002  # SQLAlchemy's signature
    ) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"a time without a zone: {value!r}")
        return value.astimezone(UTC)

    def process_result_value(
        self,
        value: datetime | None,
        dialect: Dialect,  # noqa: ARG002  # SQLAlchemy's signature
    ) -> datetime | None:
        if value is None:
            return None
        # PostgreSQL answers in the zone of its server.
        return value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)


class Word(TypeDecorator[enum.StrEnum]):
    """Word of an enum in a column that any text fits into."""

    impl = String
    cache_ok = True

    def __init__(self, kind: type[enum.StrEnum]) -> None:
        super().__init__()
        self.kind = kind

    def process_bind_param(
        self,
        value: str | None,
        dialect: Dialect,  # noqa: ARG002  # SQLAlchemy's signature
    ) -> str | None:
        return None if value is None else self.kind(value).value

    def process_result_value(
        self,
        value: str | None,
        dialect: Dialect,  # noqa: ARG002  # SQLAlchemy's signature
    ) -> enum.StrEnum | None:
        return None if value is None else self.kind(value)


def words(kind: type[enum.StrEnum]) -> Any:
    """Column type of status words, readable in any database tool."""
    return Enum(
        kind,
        values_callable=lambda kind: [word.value for word in kind],
        native_enum=False,
        length=20,
    )
