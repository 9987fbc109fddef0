"""What only SQLite has: its settings, its files, and what becomes of them."""

import multiprocessing
import shutil
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from multiprocessing.synchronize import Event
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlmodel import select

from crossposter.errors import Unavailable
from crossposter.models import Announcement
from crossposter.store import Database, announcements
from crossposter.store import database as opening
from tests.builders import stored_announcement

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
        release.wait(30)
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
    assert held.wait(30)
    yield release
    release.set()
    process.join(30)


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


def test_a_file_without_the_right_to_write_is_named(sqlite_url: str) -> None:
    file = sqlite_url.removeprefix("sqlite:///")
    database = Database(f"sqlite:///file:{file}?mode=ro&uri=true")

    with (
        pytest.raises(Unavailable, match="is read-only: give this user the right"),
        database.write() as session,
    ):
        stored_announcement(session)
    database.close()


def test_a_folder_that_is_missing_is_named(tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match=r"hilang/a\.db cannot be opened: check that"):
        Database(f"sqlite:///{tmp_path}/hilang/a.db")


def test_a_folder_in_the_place_of_the_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match="cannot be opened"):
        Database(f"sqlite:///{tmp_path}")


def test_a_file_that_is_no_database_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "surat.db"
    file.write_text("Kepada Yth. Kepala Dinas\n" * 200)

    with pytest.raises(Unavailable, match="is no crossposter database: check"):
        Database(f"sqlite:///{file}")

    assert file.read_text() == "Kepada Yth. Kepala Dinas\n" * 200


def test_a_full_disk_loses_nothing_that_was_written(database: Database) -> None:
    with database.write() as session:
        key = stored_announcement(session, title="Sebelum penuh")
    with database.write() as session:
        pages = session.connection().exec_driver_sql("PRAGMA page_count").scalar()
        session.connection().exec_driver_sql(f"PRAGMA max_page_count={pages}")

    with (
        pytest.raises(Unavailable, match="cannot grow, the disk is full: free some"),
        database.write() as session,
    ):
        stored_announcement(session, body="x" * 100_000)

    assert title_of(database, key) == "Sebelum penuh"
    with database.write() as session:
        announcements.get(session, key).title = "Masih bisa diubah"
    assert title_of(database, key) == "Masih bisa diubah"


def test_a_damaged_file_is_told_from_an_empty_one(sqlite_url: str) -> None:
    database = Database(sqlite_url)
    with database.write() as session:
        for _ in range(50):
            stored_announcement(session, body="x" * 1_000)
    database.close()
    file = Path(sqlite_url.removeprefix("sqlite:///"))
    content = bytearray(file.read_bytes())
    content[4_096 * 2 :] = b"\xff" * (len(content) - 4_096 * 2)
    file.write_bytes(content)

    with pytest.raises(Unavailable, match="is damaged: restore it from a backup"):  # noqa: SIM117
        with closing_database(sqlite_url) as damaged, damaged.read() as session:
            announcements.listing(session)


def closing_database(url: str) -> "closing[Database]":
    return closing(Database(url))


def test_a_copy_taken_beside_the_program_is_a_database_of_its_own(
    database: Database, tmp_path: Path
) -> None:
    with database.write() as session:
        key = stored_announcement(session, title="Disalin")
    shutil.copy(str(database.file), tmp_path / "salinan.db")

    with closing_database(f"sqlite:///{tmp_path}/salinan.db") as copy:
        assert title_of(copy, key) == "Disalin"


def test_the_password_of_a_server_is_not_shown() -> None:
    with pytest.raises(Unavailable) as refusal:
        Database("postgresql+psycopg://crossposter:rahasia@127.0.0.1:1/crossposter")

    assert "rahasia" not in str(refusal.value)
    assert "cannot be reached: is the server running?" in str(refusal.value)


def test_a_connection_outside_of_transactions_writes_at_once(
    database: Database,
) -> None:
    with database.write() as session:
        key = stored_announcement(session)

    with database.connection() as connection:
        connection.execute(text("UPDATE announcement SET title = 'Langsung'"))

    assert title_of(database, key) == "Langsung"
