"""Content hashes, in any column of any table."""

import re
from collections.abc import Iterable, Iterator

from sqlalchemy import JSON, Column, String, Text, cast, func
from sqlalchemy.types import TypeDecorator
from sqlmodel import Session, SQLModel, select

_LENGTH = 64  #: of SHA-256
_HASH = re.compile(f"(?=([0-9a-f]{{{_LENGTH}}}))")


def unnamed(session: Session, hashes: Iterable[str]) -> frozenset[str]:
    """Hashes that no text of any table holds, be it one that is added later."""
    left = set(hashes)
    for table in SQLModel.metadata.sorted_tables:
        for column in table.columns:
            if left and _holds_text(column):
                left.difference_update(_named(session, column))
    return frozenset(left)


def _holds_text(column: Column[str]) -> bool:
    kind = column.type
    kind = kind.impl_instance if isinstance(kind, TypeDecorator) else kind
    return isinstance(kind, String | JSON)


def _named(session: Session, column: Column[str]) -> Iterator[str]:
    text = cast(column, Text)
    query = select(text).where(func.length(text) >= _LENGTH)
    for each in session.exec(query.execution_options(yield_per=1000)):
        yield from _HASH.findall(each)
