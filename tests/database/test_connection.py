"""What only SQLite has: its settings, its files, and what becomes of them."""

import multiprocessing
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from multiprocessing.synchronize import Event

import pytest
from sqlalchemy import text
from sqlmodel import select

from crossposter.database import Database
from crossposter.database import connection as opening
from crossposter.database.models import Announcement
from crossposter.database.queries import announcements
from crossposter.errors import Unavailable
from tests.support.builders import stored_announcement

SOON = timedelta(seconds=0.2)


@pytest.fixture
def database(sqlite_url: str) -> Iterator[Database]:
    opened = Database(sqlite_url, busy=SOON)
    yield opened
    opened.close()


def pragma(database: Database, name: str) -> object:
    with database.read() as session:
        return session.connection().exec_driver_sql(f"PRAGMA {name}").scalar()


def title_of(database: Database, key: int) -> str:
    with database.read() as session:
        return announcements.get(session, key).title


@pytest.mark.parametrize(
    ("version", "safe"),
    [
        ((3, 40, 1), False),
        ((3, 44, 5), False),
        ((3, 44, 6), True),
        ((3, 45, 0), False),
        ((3, 50, 6), False),
        ((3, 50, 7), True),
        ((3, 51, 2), False),
        ((3, 51, 3), True),
        ((3, 52, 0), True),
        ((4, 0, 0), True),
    ],
    ids=lambda value: ".".join(map(str, value)) if isinstance(value, tuple) else None,
)
def test_wal_is_taken_only_where_it_cannot_corrupt_the_file(
    version: tuple[int, ...], safe: bool
) -> None:
    assert opening._wal_is_safe(version) is safe


@pytest.mark.parametrize(
    ("version", "journal", "synchronous"),
    [((3, 40, 1), "delete", 3), ((3, 51, 3), "wal", 2)],
    ids=["extra with a journal", "full with wal"],
)
def test_a_commit_survives_a_power_cut(
    sqlite_url: str,
    monkeypatch: pytest.MonkeyPatch,
    version: tuple[int, ...],
    journal: str,
    synchronous: int,
) -> None:
    monkeypatch.setattr(sqlite3, "sqlite_version_info", version)
    database = Database(sqlite_url)

    assert pragma(database, "journal_mode") == journal
    assert pragma(database, "synchronous") == synchronous
    assert pragma(database, "foreign_keys") == 1
    database.close()


def test_a_file_left_in_wal_mode_is_brought_back(sqlite_url: str) -> None:
    file = sqlite_url.removeprefix("sqlite:///")
    with closing(sqlite3.connect(file)) as other:
        other.execute("PRAGMA journal_mode=WAL")

    database = Database(sqlite_url)

    expected = "wal" if opening._wal_is_safe(sqlite3.sqlite_version_info) else "delete"
    assert pragma(database, "journal_mode") == expected
    database.close()


def test_every_connection_has_the_settings(database: Database) -> None:
    found: list[object] = []

    def look() -> None:
        found.append(pragma(database, "foreign_keys"))

    threads = [threading.Thread(target=look) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert found == [1, 1, 1, 1]


def hold_lock(file: str, held: Event, release: Event) -> None:
    """What another program does that writes for a long time."""
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        held.set()
        release.wait(100)
        connection.execute("ROLLBACK")


@pytest.fixture
def locked(database: Database) -> Iterator[Event]:
    """Another process writes to the file until the event is set."""
    context = multiprocessing.get_context("spawn")
    held, release = context.Event(), context.Event()
    process = context.Process(
        target=hold_lock, args=(str(database.file), held, release)
    )
    process.start()
    assert held.wait(100)
    yield release
    release.set()
    process.join(100)


def test_a_write_beside_a_long_one_gives_up_in_one_sentence(
    database: Database, locked: Event
) -> None:
    with pytest.raises(Unavailable) as refusal, database.write() as session:
        stored_announcement(session)

    assert str(refusal.value) == (
        f"the database sqlite:///{database.file} is in use by another program: try"
        " again in a moment"
    )


def test_a_look_does_not_wait_for_a_writer(database: Database, locked: Event) -> None:
    with database.read() as session:
        assert not announcements.listing(session)


def test_a_write_waits_for_a_short_one(sqlite_url: str, locked: Event) -> None:
    patient = Database(sqlite_url, busy=timedelta(seconds=30))
    threading.Timer(0.2, locked.set).start()

    with patient.write() as session:
        key = stored_announcement(session, title="Menunggu giliran")

    assert title_of(patient, key) == "Menunggu giliran"
    patient.close()


def test_what_is_read_before_a_write_is_still_so_when_it_is_written(
    sqlite_url: str,
) -> None:
    """A transaction that reads first must not fail at once beside another writer."""
    database = Database(sqlite_url, busy=timedelta(seconds=20))
    with database.write() as session:
        key = stored_announcement(session)

    def rename() -> None:
        for _ in range(10):
            with database.write() as session:
                row = session.exec(
                    select(Announcement).where(Announcement.id == key)
                ).one()
                row.revision += 1

    threads = [threading.Thread(target=rename) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    with database.read() as session:
        assert announcements.get(session, key).revision == 40
    database.close()


def test_a_block_that_fails_writes_nothing(database: Database) -> None:
    def fail_halfway() -> None:
        with database.write() as session:
            stored_announcement(session)
            raise RuntimeError("halfway")

    with pytest.raises(RuntimeError, match="halfway"):
        fail_halfway()

    with database.read() as session:
        assert not announcements.listing(session)


def test_a_look_cannot_write(database: Database) -> None:
    with database.read() as session:
        stored_announcement(session)

    with database.read() as session:
        assert not announcements.listing(session)


def test_a_connection_outside_of_transactions_writes_at_once(
    database: Database,
) -> None:
    with database.write() as session:
        key = stored_announcement(session)

    with database.connection() as connection:
        connection.execute(text("UPDATE announcement SET title = 'Langsung'"))

    assert title_of(database, key) == "Langsung"
