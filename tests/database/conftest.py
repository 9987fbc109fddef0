"""Every test of the store runs on SQLite and on PostgreSQL."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from crossposter.database import Database


@pytest.fixture
def database(either_url: str) -> Iterator[Database]:
    opened = Database(either_url, busy=timedelta(seconds=5))
    yield opened
    opened.close()


@pytest.fixture
def sqlite(sqlite_url: str) -> Iterator[Database]:
    opened = Database(sqlite_url)
    yield opened
    opened.close()
