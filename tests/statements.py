"""What SQLAlchemy has made of each statement, kept from one database to the next.

The program opens one database and compiles a statement once. The tests open hundreds,
and would spend a third of their time on compiling the same statements again.
"""

from functools import partial
from typing import Any

import pytest
from sqlalchemy import create_engine
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.engine.default import DefaultDialect
from sqlalchemy.util import LRUCache

_ENOUGH = 2000  #: statements; the program has fewer


def keep_statements(patch: pytest.MonkeyPatch) -> None:
    """Every database the program opens uses what was compiled for an earlier one."""
    for kind in (SQLiteDialect_pysqlite, PGDialect_psycopg):
        patch.setattr(kind, "__eq__", _speaks_the_same)
        patch.setattr(kind, "__hash__", _by_kind)
    # https://docs.sqlalchemy.org/en/20/core/connections.html#sql-compilation-caching
    compiled: LRUCache[Any, Any] = LRUCache(_ENOUGH)
    options = {"compiled_cache": compiled}
    opened = partial(create_engine, execution_options=options)
    patch.setattr("crossposter.store.database.create_engine", opened)


def _speaks_the_same(one: DefaultDialect, other: object) -> bool:
    return (
        isinstance(other, type(one))
        and one.server_version_info == other.server_version_info
    )


def _by_kind(dialect: DefaultDialect) -> int:
    return hash(type(dialect))
