"""One daemon a database, on either kind."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from sqlalchemy import text

from crossposter.database import Database
from crossposter.database.daemon_lock import sole_daemon
from crossposter.database.queries import announcements
from crossposter.errors import Unavailable
from tests.support.builders import stored_announcement

DAEMON = """
import sys, time
from crossposter.database import Database
from crossposter.database.daemon_lock import sole_daemon

with sole_daemon(Database(sys.argv[1])):
    print("running", flush=True)
    time.sleep(60)
"""


@pytest.fixture
def second(either_url: str) -> Iterator[Database]:
    """The same database, opened by another daemon."""
    opened = Database(either_url)
    yield opened
    opened.close()


@contextmanager
def another_daemon(url: str) -> Iterator[subprocess.Popen[str]]:
    """A process that holds the lock, until it is killed."""
    process = subprocess.Popen(
        [sys.executable, "-c", DAEMON, url], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    try:
        assert process.stdout.readline() == "running\n"
        yield process
    finally:
        process.kill()
        process.wait(timeout=100)
        process.stdout.close()


def is_free_soon(database: Database) -> bool:
    """A server learns of a death a moment after the kernel."""
    for _ in range(100):
        with suppress(Unavailable), sole_daemon(database):
            return True
        time.sleep(0.05)
    return False


def test_a_second_daemon_is_told_that_one_is_running(
    database: Database, either_url: str
) -> None:
    with another_daemon(either_url), pytest.raises(Unavailable) as refusal:  # noqa: SIM117
        with sole_daemon(database):
            pass

    assert "publishes from this database already" in str(refusal.value)
    assert "`crossposter status`" in str(refusal.value)


def test_the_process_of_the_running_daemon_is_named(sqlite_url: str) -> None:
    database = Database(sqlite_url)

    with another_daemon(sqlite_url) as other:
        for _ in range(2):  # the refused one must not wipe the number
            with (
                pytest.raises(Unavailable, match=rf"\(process {other.pid}\)"),
                sole_daemon(database),
            ):
                pass
    database.close()


def test_a_second_daemon_in_the_same_process_is_refused_as_well(
    database: Database, second: Database
) -> None:

    with sole_daemon(database), pytest.raises(Unavailable):  # noqa: SIM117
        with sole_daemon(second):
            pass


def test_a_daemon_that_ended_leaves_the_place_free(
    database: Database, second: Database
) -> None:
    with sole_daemon(database):
        pass

    with sole_daemon(second):
        pass


def test_a_daemon_that_failed_leaves_the_place_free(
    database: Database, second: Database
) -> None:
    with pytest.raises(RuntimeError, match="a bug"), sole_daemon(database):
        raise RuntimeError("a bug")

    with sole_daemon(second):
        pass


def test_a_killed_daemon_leaves_the_place_free(
    database: Database, either_url: str
) -> None:
    with another_daemon(either_url) as other:
        other.send_signal(signal.SIGKILL)
        other.wait(timeout=100)

        assert is_free_soon(database)


def test_a_daemon_that_stands_still_keeps_its_place(
    database: Database, either_url: str
) -> None:
    with another_daemon(either_url) as other:
        other.send_signal(signal.SIGSTOP)
        with pytest.raises(Unavailable), sole_daemon(database):
            pass
        other.send_signal(signal.SIGCONT)


def test_people_read_and_write_beside_the_daemon(
    database: Database, either_url: str
) -> None:
    with another_daemon(either_url):
        with database.write() as session:
            key = stored_announcement(session, title="Sambil berjalan")
        with database.read() as session:
            assert announcements.get(session, key).title == "Sambil berjalan"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_without_the_right_to_write_is_named(
    sqlite_url: str, tmp_path: Path
) -> None:
    database = Database(sqlite_url)
    tmp_path.chmod(0o555)

    with pytest.raises(Unavailable, match="cannot be written"), sole_daemon(database):
        pass
    database.close()


def test_a_lock_that_cannot_be_made_is_named(sqlite_url: str) -> None:
    database = Database(sqlite_url)
    assert database.file is not None
    database.file.with_name(database.file.name + ".lock").mkdir()

    with (
        pytest.raises(Unavailable, match=r"crossposter\.db\.lock cannot be written"),
        sole_daemon(database),
    ):
        pass
    database.close()


def test_an_owner_is_an_owner_as_long_as_it_lives(database: Database) -> None:
    with sole_daemon(database) as still_mine:
        assert still_mine()


def test_a_server_that_ends_the_lock_is_noticed(postgres_url: str) -> None:
    database, administrator = Database(postgres_url), Database(postgres_url)
    with sole_daemon(database) as still_mine, administrator.connection() as other:
        other.execute(
            text(
                "SELECT pg_terminate_backend(pid) FROM pg_locks"
                " WHERE locktype = 'advisory' AND database = ("
                "SELECT oid FROM pg_database WHERE datname = current_database())"
            )
        )

        assert not still_mine()

    database.close()
    administrator.close()
