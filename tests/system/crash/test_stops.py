"""The daemon as a process that is stopped, replaced, blinded or half dead."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from crossposter.daemon.process import Daemon, run_once
from crossposter.database.daemon_lock import sole_daemon
from crossposter.database.queries import deliveries
from crossposter.errors import Unavailable
from crossposter.sandbox.server import running
from tests.support.office import Office, eventually
from tests.system.crash.audit import audit
from tests.system.crash.child import LOG, Fuse, launch

ALL_PUBLISHED = {"facebook": "published", "x": "published", "instagram": "published"}
TIMEOUT = 2  #: seconds of one request, in this office


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with running(port=0, state=":memory:") as sandbox:
        office = Office(folder=tmp_path, url=sandbox.url).set_up()
        config = tmp_path / "config.yaml"
        text = config.read_text(encoding="utf-8")
        text = text.replace("timeout: 5s", f"timeout: {TIMEOUT}s")
        config.write_text(text, encoding="utf-8")
        yield office
        office.close()
        office.app.database.close()


def flawless(office: Office) -> bool:
    with office.app.database.read() as session:
        rows = deliveries.everything(session)
    return audit(rows, office.posts()).flawless


def is_stopped(pid: int) -> bool:
    state = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2]
    return state.split()[0] == "T"


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs /proc")
def test_a_daemon_stopped_between_intent_and_request_sends_nothing_stale(
    office: Office,
) -> None:
    # One lane: another one could be stopped while it writes, and lock the database.
    key = office.approved(
        "Jembatan Sungai Loban ditutup", urgent=True, channels=["facebook"]
    )
    stopped = launch(office.folder, Fuse(step="intended", signal=signal.SIGSTOP))
    eventually(lambda: is_stopped(stopped.pid), what="the stop")

    second, once = office.run("run"), office.run("run", "--once")
    time.sleep(TIMEOUT + 0.5)
    assert office.posts() == []
    os.kill(stopped.pid, signal.SIGCONT)

    for refused in (second, once):
        assert refused.returncode == 1
        assert f"process {stopped.pid}" in refused.stderr
    eventually(lambda: office.statuses(key) == {"facebook": "published"})
    log = (office.folder / LOG).read_text(encoding="utf-8")
    assert "this machine slept: nothing sent" in log
    assert flawless(office)
    stopped.terminate()
    stopped.join(100)


def test_two_ways_to_one_database_are_one_database(
    office: Office, tmp_path: Path
) -> None:
    other = tmp_path / "link"
    other.symlink_to(office.folder / "crossposter.db")
    config = office.folder / "other.yaml"
    text = (office.folder / "config.yaml").read_text(encoding="utf-8")
    text = text.replace("sqlite:///crossposter.db", f"sqlite:///{other}")
    config.write_text(text, encoding="utf-8")

    with sole_daemon(office.app.database):
        refused = office.run("--config", str(config), "run", "--once")

    assert refused.returncode == 1
    assert "already" in refused.stderr


_DEAD_SCHEDULER = """
import sys, time
from apscheduler.schedulers.background import BackgroundScheduler
process, begun = BackgroundScheduler._process_jobs, time.monotonic()
def die(self):
    if time.monotonic() > begun + 3:
        raise RuntimeError("as APScheduler does when its job store fails")
    return process(self)
BackgroundScheduler._process_jobs = die
from crossposter.__main__ import run
sys.exit(run(["run"]))
"""


def test_a_daemon_without_its_scheduler_ends_so_that_it_is_started_again(
    office: Office,
) -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", _DEAD_SCHEDULER],
        cwd=office.folder,
        env=office._environment(),
        stderr=subprocess.PIPE,
        text=True,
    )
    _, errors = process.communicate(timeout=100)

    assert process.returncode == 3
    assert "the scheduler's thread has ended" in errors
    assert office.app.status.read()["daemon"]["running"] is False
    key = office.approved("Kabar setelahnya")
    run_once(office.app)
    assert office.statuses(key) == ALL_PUBLISHED


def test_a_daemon_that_stands_still_stops_feeding_the_watchdog(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = office.folder / "notify"
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as manager:
        manager.bind(str(address))
        manager.settimeout(100)
        monkeypatch.setenv("NOTIFY_SOCKET", str(address))
        daemon = office.start("run")
        assert manager.recv(100) == b"READY=1"
        assert manager.recv(100) == b"WATCHDOG=1"
        assert manager.recv(100) == b"WATCHDOG=1"

        daemon.send_signal(signal.SIGSTOP)
        manager.settimeout(7)
        with contextlib.suppress(TimeoutError):
            for _ in range(2):  # what was under way, and no more
                manager.recv(100)
            pytest.fail("the watchdog was fed")

        daemon.send_signal(signal.SIGCONT)
        manager.settimeout(100)
        assert manager.recv(100) == b"WATCHDOG=1"


def test_a_jump_of_the_clock_reaches_what_waits(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    daemon = Daemon(office.app)
    real = time.time
    monkeypatch.setattr("crossposter.daemon.process._HEARTBEAT", 3600)

    def jumped() -> None:
        told.append("jump")
        if len(told) == 1:
            raise Unavailable("the database is in use by another program")
        daemon.stop()

    monkeypatch.setattr(office.app.publishing, "clock_jumped", jumped)
    monkeypatch.setattr(daemon, "_add_jobs", lambda: put_forward(monkeypatch, real))

    daemon.run()

    assert told == ["jump", "jump"], "what could not be written is tried again"


def put_forward(monkeypatch: pytest.MonkeyPatch, real: object) -> None:
    """An hour, soon after the watch has begun."""
    assert callable(real)
    begun = time.monotonic()
    monkeypatch.setattr(
        "crossposter.daemon.process.time.time",
        lambda: real() + 3600 * (time.monotonic() > begun + 0.5),
    )
