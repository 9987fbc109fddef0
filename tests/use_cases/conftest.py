"""Offices to act in; the ones on PostgreSQL are for what the database decides."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.use_cases.office import House, Office

MakeOffice = Callable[..., Office]


@pytest.fixture
def make_office(sqlite_url: str, tmp_path: Path) -> Iterator[MakeOffice]:
    """An office with rules of its own: `make_office(blackouts=[...])`."""
    made: list[Office] = []

    def make(**rules: Any) -> Office:
        made.append(Office(sqlite_url, tmp_path, House(**rules)))
        return made[-1]

    yield make
    for office in made:
        office.close()


@pytest.fixture
def office(make_office: MakeOffice) -> Office:
    return make_office()


@pytest.fixture
def office_on_either(either_url: str, tmp_path: Path) -> Iterator[Office]:
    """The same office on SQLite and on PostgreSQL."""
    office = Office(either_url, tmp_path)
    yield office
    office.close()
