"""Filters for half-open time ranges, and plain rows that the session does not keep."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Executable, and_

from crossposter.database.connection import Session


def between(column: Any, since: datetime, until: datetime) -> ColumnElement[bool]:
    """Filter from *since* on, and before *until*."""
    return and_(column >= since, column < until)


def rows(session: Session, query: Executable) -> Sequence[Any]:
    """Rows of a query, each as a tuple of its columns."""
    return session.connection().execute(query).all()


def number(session: Session, query: Executable) -> int:
    """Number that a query counts."""
    return int(rows(session, query)[0][0])
