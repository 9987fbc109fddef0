"""A statement is compiled once for all the databases that the tests open.

SQLAlchemy does it once for each engine, and the tests open thousands.
"""

from typing import Any

import sqlalchemy
from sqlalchemy import Connection, Engine, event

_FIRST: dict[str, Engine] = {}


def like_the_first(*arguments: Any, **options: Any) -> Engine:
    """`create_engine`; what was compiled for the first of its kind serves them all."""
    engine = sqlalchemy.create_engine(*arguments, **options)
    first = _FIRST.get(engine.driver)
    if first is None:
        event.listen(engine, "engine_connect", _remember)
        return engine
    # The dialect is a part of the cache's key: it has to be the same object.
    engine.dialect = engine.pool._dialect = first.dialect
    engine._compiled_cache = first._compiled_cache
    return engine


def _remember(connection: Connection) -> None:
    """A dialect knows all that it has to only when there has been a connection."""
    _FIRST.setdefault(connection.engine.driver, connection.engine)
