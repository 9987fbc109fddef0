"""The daemon as a real process: publishing, stopping, dying, being watched."""

import signal
import socket
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import requests

from crossposter.daemon.jobs import Every
from crossposter.daemon.process import Daemon, SchedulerDied
from crossposter.sandbox.server import running
from tests.support.office import Office, eventually

ALL_PUBLISHED = {"facebook": "published", "x": "published", "instagram": "published"}


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with running(port=0, state=":memory:") as sandbox:
        office = Office(folder=tmp_path, url=sandbox.url).set_up()
        yield office
        office.close()


def test_an_approved_announcement_goes_live_on_every_channel_in_time(
    office: Office,
) -> None:
    daemon = office.start("run")
    due = datetime.now(UTC) + timedelta(seconds=5)
    key = office.approved("Peringatan dini banjir", at=due)

    eventually(lambda: office.statuses(key) == ALL_PUBLISHED)

    assert {post["platform"] for post in office.posts()} == set(ALL_PUBLISHED)
    texts = {row["platform"]: row["text"] for row in office.show(key)["deliveries"]}
    assert {post["platform"]: post["text"] for post in office.posts()} == texts
    log = requests.get(f"{office.url}/_sandbox/requests", timeout=10).json()
    first = min(datetime.fromisoformat(entry["time"]) for entry in log)
    assert first >= due - timedelta(milliseconds=50), "sent before its time"
    daemon.send_signal(signal.SIGTERM)
    assert daemon.wait(timeout=100) == 0


def test_sigterm_finishes_what_is_in_flight(office: Office) -> None:
    office.fault(kind="slow", platform="x", operation="tweets", seconds=3)
    key = office.approved("Gladi evakuasi")
    daemon = office.start("run")
    eventually(lambda: office.statuses(key)["x"] == "committing")

    daemon.send_signal(signal.SIGTERM)

    assert daemon.wait(timeout=100) == 0
    assert office.statuses(key)["x"] == "published"


def test_a_lane_that_is_being_woken_does_not_hold_up_the_end(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    daemon = Daemon(office.app)
    looking = threading.Event()

    def look_slowly() -> dict[str, datetime]:
        looking.set()
        daemon._stop.wait(100)
        time.sleep(1)  # long enough for the scheduler to begin its shutdown
        return {"x": datetime(2026, 1, 1, tzinfo=UTC)}

    monkeypatch.setattr(office.app.publishing, "next_looks", look_slowly)
    running_daemon = threading.Thread(target=daemon.run, daemon=True)
    running_daemon.start()
    looking.wait(100)

    daemon.stop()

    running_daemon.join(100)
    assert not running_daemon.is_alive()


def test_a_second_daemon_refuses_to_start(office: Office) -> None:
    first = office.start("run")
    eventually(lambda: office.app.status.read()["daemon"]["running"])

    second = office.run("run")

    assert second.returncode == 1
    assert str(first.pid) in second.stderr
    assert "already" in second.stderr
    assert office.run("run", "--once").returncode == 1
    assert first.poll() is None


def test_a_daemon_whose_lock_file_was_tidied_up_ends_and_is_started_again(
    office: Office,
) -> None:
    first = office.start("run")
    eventually(lambda: office.app.status.read()["daemon"]["running"])
    (office.folder / "crossposter.db.lock").unlink()

    second = office.run("run", "--once")
    told, _ = first.communicate(timeout=60)

    assert (second.returncode, first.returncode) in {(1, 1), (0, 1)}
    assert "was removed or replaced while this daemon ran" in told
    key = office.approved("Jalan dibuka kembali")
    office.start("run")
    eventually(lambda: office.statuses(key) == ALL_PUBLISHED, within=30)
    assert len(office.posts()) == len(ALL_PUBLISHED)


def test_after_kill_9_while_sending_the_post_is_found_and_not_sent_again(
    office: Office,
) -> None:
    office.fault(kind="kill_client_after", platform="x", operation="tweets")
    key = office.approved("Jembatan Sungai Loban ditutup")
    killed = office.start("run")
    assert killed.wait(timeout=100) == -signal.SIGKILL
    assert office.statuses(key)["x"] == "committing"

    office.start("run")

    eventually(lambda: office.statuses(key) == ALL_PUBLISHED)
    assert len([post for post in office.posts() if post["platform"] == "x"]) == 1


def test_run_once_publishes_what_is_due_and_leaves_the_rest(office: Office) -> None:
    due = office.approved("Pasar murah hari ini")
    tomorrow = datetime.now(UTC) + timedelta(days=1)
    waiting = office.approved("Pasar murah besok", at=tomorrow)

    done = office.run("run", "--once")

    assert done.returncode == 0
    assert office.statuses(due) == ALL_PUBLISHED
    assert set(office.statuses(waiting).values()) == {"scheduled"}


def test_the_service_manager_is_told_when_the_daemon_is_ready(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = tmp_path / "notify"
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as manager:
        manager.bind(str(address))
        manager.settimeout(100)
        monkeypatch.setenv("NOTIFY_SOCKET", str(address))
        daemon = office.start("run")

        assert manager.recv(100) == b"READY=1"
        assert manager.recv(100) == b"WATCHDOG=1"
        daemon.send_signal(signal.SIGTERM)
        daemon.wait(timeout=100)
        while (message := manager.recv(100)) == b"WATCHDOG=1":
            pass
        assert message == b"STOPPING=1"


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_dead_scheduler_thread_ends_the_process(office: Office) -> None:
    daemon = Daemon(office.app)

    def die() -> None:
        raise RuntimeError("as APScheduler does when its job store fails")

    daemon._scheduler._process_jobs = die

    with pytest.raises(SchedulerDied):
        daemon.run()


def test_a_jump_of_the_clock_by_a_year_costs_one_run() -> None:
    pace = Every(timedelta(seconds=1))
    now = datetime(2026, 11, 23, tzinfo=UTC)

    again = pace.get_next_fire_time(now - timedelta(days=365), now)

    assert again == now + timedelta(seconds=1)
