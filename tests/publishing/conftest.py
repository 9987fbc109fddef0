"""A store for what is tried without an office."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from crossposter.database import Database


@pytest.fixture
def database(either_url: str) -> Iterator[Database]:
    opened = Database(either_url, busy=timedelta(seconds=5))
    yield opened
    opened.close()
