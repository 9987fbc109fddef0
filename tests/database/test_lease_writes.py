"""People, strangers and processes beside the holder of the lease."""

import fcntl
import stat
import subprocess
import sys
import threading
import time
from dataclasses import replace
from pathlib import Path

import pytest

from crossposter.database import Database
from crossposter.database.daemon_lock import sole_daemon
from crossposter.database.lease import LeaseLost
from crossposter.database.processes import has_died, this_process
from crossposter.database.queries import announcements
from crossposter.errors import Unavailable
from tests.database.test_lease import (
    counted,
    dead,
    elsewhere,
    lease_of,
    left_by,
    lock_of,
)
from tests.support.builders import stored_announcement


def test_no_clock_decides(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """A year forward or back at every look lets nobody in and locks nobody out."""
    left_by(database, elsewhere())
    year = iter(31_536_000.0 * (-1) ** number for number in range(100_000))
    here = threading.get_ident()  # other threads of the tests go by their clocks
    for clock in ("time", "monotonic"):
        real = getattr(time, clock)
        monkeypatch.setattr(
            time,
            clock,
            lambda real=real: (
                real() + (next(year) if threading.get_ident() == here else 0)
            ),
        )
    waits = counted(monkeypatch, lambda _: None)

    with sole_daemon(database) as owner:
        assert owner()

    assert len(waits) == 30


def test_a_number_that_another_process_has_by_now_is_no_holder(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    left_by(database, dead())
    waits = counted(monkeypatch, lambda _: None)

    with sole_daemon(database):
        pass

    assert waits == []


def test_without_its_lease_a_daemon_writes_and_sends_nothing(
    database: Database, either_url: str
) -> None:
    other = Database(either_url)
    with sole_daemon(database):
        left_by(other, elsewhere())

        for ask in (database.require_ours, lambda: written(database)):
            with pytest.raises(LeaseLost, match="another daemon has taken over"):
                ask()

    assert lease_of(other).holder is not None  # and gives back only what is its own
    with other.read() as session:
        assert not announcements.listing(session)
    other.close()


def written(database: Database) -> None:
    with database.write() as session:
        stored_announcement(session)


def test_people_write_whoever_has_the_lease(
    database: Database, either_url: str
) -> None:
    person = Database(either_url)
    with sole_daemon(database):
        written(person)
        person.require_ours()
    person.close()


def test_a_lock_of_another_program_is_told_as_such(sqlite: Database) -> None:
    with lock_of(sqlite).open("w") as strangers:
        fcntl.flock(strangers, fcntl.LOCK_EX)

        with pytest.raises(Unavailable) as refusal, sole_daemon(sqlite):
            pass

    assert f"another program holds the lock file {lock_of(sqlite)}" in str(
        refusal.value
    )
    assert "not a crossposter daemon" in str(refusal.value)


def test_a_stranger_after_a_crash_is_not_taken_for_the_daemon(sqlite: Database) -> None:
    left_by(sqlite, dead())
    with lock_of(sqlite).open("w") as strangers:
        fcntl.flock(strangers, fcntl.LOCK_EX)

        with pytest.raises(Unavailable, match="another program"), sole_daemon(sqlite):
            pass


def test_nobody_else_can_open_the_lock_file(sqlite: Database) -> None:
    lock_of(sqlite).touch(0o644)

    with sole_daemon(sqlite):
        assert stat.S_IMODE(lock_of(sqlite).stat().st_mode) == 0o600


def test_a_process_is_told_from_a_later_one_of_its_number() -> None:
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=-1) as child:
        ours = this_process()
        theirs = replace(ours, pid=child.pid, started=-1)
        child.kill()

    assert not has_died(ours)
    assert has_died(theirs)
    assert has_died(dead())
    assert not has_died(elsewhere())
    assert not has_died(replace(ours, world=""))


def test_a_process_that_nobody_has_collected_is_dead() -> None:
    child = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    try:
        started = Path(f"/proc/{child.pid}/stat").read_text().rpartition(")")[2]
        process = replace(
            this_process(), pid=child.pid, started=int(started.split()[19])
        )
        assert not has_died(process)
        child.kill()
        for _ in range(600):
            if has_died(process):
                break
            time.sleep(0.05)

        assert has_died(process)
    finally:
        child.kill()
        child.communicate()
