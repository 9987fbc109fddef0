"""The lease: no removed file, no sleep and no clock lets two daemons write."""

import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from crossposter.database import Database
from crossposter.database import daemon_lock as ownership
from crossposter.database import lease as leases
from crossposter.database.daemon_lock import sole_daemon
from crossposter.database.models import Lease
from crossposter.database.processes import Process, this_process
from crossposter.database.queries import announcements
from crossposter.errors import Unavailable

DAEMON = """
import sys
from crossposter.errors import Unavailable
from crossposter.database import Database, daemon_lock
from tests.support.builders import stored_announcement

daemon_lock._RENEWED_EVERY = 0.1
database = Database(sys.argv[1])
with daemon_lock.sole_daemon(database) as owner:
    print("running", flush=True)
    for _ in sys.stdin:
        try:
            with database.write() as session:
                stored_announcement(session, title="dari yang lama")
            print("written", flush=True)
        except Unavailable as error:
            print(error, flush=True)
"""


class Other:
    """A daemon in a process of its own, which writes when it is told to."""

    def __init__(self, url: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", DAEMON, url],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self._answer() == "running"

    def write(self) -> str:
        """What became of one row: "written", or why not."""
        assert self.process.stdin is not None
        self.process.stdin.write("\n")
        self.process.stdin.flush()
        return self._answer()

    def stop(self) -> None:
        """SIGSTOP, when it is in the middle of no transaction of ours."""
        self.process.send_signal(signal.SIGSTOP)

    def wake(self) -> None:
        self.process.send_signal(signal.SIGCONT)

    def kill(self) -> None:
        self.process.kill()
        self.process.wait(timeout=30)

    def close(self) -> None:
        self.kill()
        for pipe in (self.process.stdin, self.process.stdout):
            assert pipe is not None
            pipe.close()

    def _answer(self) -> str:
        assert self.process.stdout is not None
        return self.process.stdout.readline().rstrip("\n")


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Looks follow each other sooner; their number stays."""
    monkeypatch.setattr(ownership, "_LOOK", 0.05)


@contextmanager
def another_daemon(url: str) -> Iterator[Other]:
    other = Other(url)
    try:
        yield other
    finally:
        other.close()


def lock_of(database: Database) -> Path:
    assert database.file is not None
    return database.file.with_name(database.file.name + ".lock")


def left_by(database: Database, process: Process, *, host: str = "lain") -> None:
    """The lease of a daemon that never gave it back."""
    with database.write() as session:
        leases.take(session, process, host=host)


def lease_of(database: Database) -> Lease:
    with database.read() as session:
        lease = leases.current(session)
    assert lease is not None
    return lease


def counted(monkeypatch: pytest.MonkeyPatch, at: Callable[[int], None]) -> list[float]:
    """The waits between looks, which take no time here; *at* is told of each."""
    waits: list[float] = []

    def sleep(seconds: float) -> None:
        waits.append(seconds)
        at(len(waits))

    monkeypatch.setattr("crossposter.database.daemon_lock.time.sleep", sleep)
    return waits


def elsewhere() -> Process:
    """A process of which this machine knows nothing."""
    return replace(this_process(), world="another boot pid:[1]")


def dead() -> Process:
    """One whose number another process has by now."""
    return replace(this_process(), started=1)


@pytest.mark.usefixtures("quick")
def test_a_removed_lock_file_lets_no_second_daemon_in(
    sqlite: Database, sqlite_url: str
) -> None:
    with another_daemon(sqlite_url) as other:
        lock_of(sqlite).unlink()

        with (
            pytest.raises(Unavailable, match=rf"process {other.process.pid}\)"),
            sole_daemon(sqlite),
        ):
            pass

        assert other.write() == "written"


@pytest.mark.parametrize("put", [lambda _: None, Path.touch], ids=["gone", "replaced"])
def test_whoever_holds_a_file_that_is_gone_knows_it(
    sqlite: Database, put: Callable[[Path], None]
) -> None:
    with sole_daemon(sqlite) as owner:
        assert owner()
        lock_of(sqlite).unlink()
        put(lock_of(sqlite))

        assert not owner()
        with pytest.raises(Unavailable, match="was removed or replaced while"):
            owner.require()


@pytest.mark.usefixtures("quick")
def test_who_slept_past_the_lease_writes_nothing_any_more(
    sqlite: Database, sqlite_url: str
) -> None:
    with another_daemon(sqlite_url) as other:
        assert other.write() == "written"
        with sqlite.write():  # it is in the middle of nothing
            other.stop()
        lock_of(sqlite).unlink()

        with sole_daemon(sqlite) as owner:
            other.wake()
            assert "another daemon has taken over" in other.write()
            assert owner()

    with sqlite.read() as session:
        assert len(announcements.listing(session)) == 1


def test_after_kill_9_nobody_waits(
    database: Database, either_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with another_daemon(either_url) as other:
        before = lease_of(database).epoch
        other.kill()
        waits = counted(monkeypatch, lambda _: None)
        while True:  # a server learns of a death a moment after the kernel
            try:
                with sole_daemon(database):
                    assert lease_of(database).epoch == before + 1
                break
            except Unavailable:
                assert database.file is None

    assert waits == []


def test_a_holder_that_nobody_can_ask_about_is_looked_at_thirty_times(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    left_by(database, elsewhere())
    waits = counted(monkeypatch, lambda _: None)

    with sole_daemon(database) as owner:
        assert owner()

    assert waits == [1.0] * 30


def test_a_holder_elsewhere_that_lives_is_named(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    with database.write() as session:
        theirs = leases.take(session, elsewhere(), host="server-lama")

    def renew(look: int) -> None:
        if look == 29:
            with database.write() as session:
                leases.renew(session, theirs)

    counted(monkeypatch, renew)

    with pytest.raises(Unavailable, match=r"on server-lama\)"), sole_daemon(database):
        pass
