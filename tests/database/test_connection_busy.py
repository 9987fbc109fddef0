"""A commit that finds the database busy, as any reader can make it."""

import sqlite3
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from crossposter.database import Database
from crossposter.database import connection as store
from crossposter.database.queries import channels
from crossposter.errors import Unavailable


@pytest.fixture
def file(sqlite_url: str) -> Path:
    return Path(sqlite_url.removeprefix("sqlite:///"))


@pytest.fixture
def impatient(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Database]:
    # In WAL mode readers keep no commit waiting.
    monkeypatch.setattr(store, "_wal_is_safe", lambda _: False)
    opened = Database(sqlite_url, busy=timedelta(milliseconds=50))
    yield opened
    opened.close()


@pytest.fixture
def reader(impatient: Database, file: Path) -> Iterator[sqlite3.Connection]:
    """Another program in the middle of a long look, which keeps commits waiting."""
    connection = sqlite3.connect(file, isolation_level=None)
    connection.execute("BEGIN")
    connection.execute("SELECT * FROM channelstate").fetchall()
    yield connection
    connection.close()


def pause(database: Database) -> None:
    with database.write() as session:
        channels.pause(session, "facebook", reason="rapat", until=None)


def test_a_busy_commit_can_be_tried_again_at_once(
    impatient: Database, reader: sqlite3.Connection
) -> None:
    for _ in range(3):
        with pytest.raises(Unavailable, match="in use by another program"):
            pause(impatient)

    reader.execute("ROLLBACK")
    pause(impatient)

    with impatient.read() as session:
        assert channels.state(session, "facebook").paused


def test_a_busy_commit_leaves_nothing_locked_behind(
    impatient: Database, reader: sqlite3.Connection, file: Path
) -> None:
    with pytest.raises(Unavailable):
        pause(impatient)
    reader.execute("ROLLBACK")

    other = sqlite3.connect(file, isolation_level=None, timeout=0)
    other.execute("BEGIN IMMEDIATE")
    other.close()
