"""What the daemon asks the platforms besides the posts: later, and in another thread."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import requests

from crossposter.daemon import jobs as daemons
from crossposter.daemon.jobs import Every
from crossposter.daemon.process import Daemon, run_once
from crossposter.database.models import CredentialCheck
from crossposter.database.queries import credential_checks as checkups
from crossposter.database.queries import deliveries
from crossposter.sandbox.server import running
from tests.support.fakes import FrozenClock
from tests.support.office import Office, eventually
from tests.support.samples import of_delivery

ALL_PUBLISHED = {"facebook": "published", "x": "published", "instagram": "published"}


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with running(port=0, state=":memory:") as sandbox:
        office = Office(folder=tmp_path, url=sandbox.url).set_up()
        yield office
        office.close()


@contextmanager
def at_work(office: Office) -> Iterator[None]:
    """A daemon in this process until the block ends."""
    daemon = Daemon(office.app)
    thread = threading.Thread(target=daemon.run, daemon=True)
    thread.start()
    try:
        yield
    finally:
        daemon.stop()
        thread.join(100)
        assert not thread.is_alive()


def test_the_daemon_asks_about_credentials_by_itself(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(daemons, "_POSTS_FIRST", timedelta(0))

    with at_work(office):
        eventually(lambda: len(known(office)) == len(ALL_PUBLISHED))

    assert known(office)["x"].account == "@sandbox_pemkab"


def known(office: Office) -> dict[str, CredentialCheck]:
    with office.app.database.read() as session:
        return dict(checkups.last(session))


def test_a_platform_that_is_slow_to_answer_keeps_no_post_waiting(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(daemons, "_POSTS_FIRST", timedelta(0))
    asked, answered = threading.Event(), threading.Event()
    original = office.app.checkups.run_due

    def run_due() -> None:
        asked.set()
        answered.wait(100)
        original()

    monkeypatch.setattr(office.app.checkups, "run_due", run_due)
    with at_work(office):
        assert asked.wait(100)
        key = office.approved("Peringatan dini banjir")
        eventually(lambda: office.statuses(key) == ALL_PUBLISHED)
        answered.set()


def test_posts_come_first(office: Office) -> None:
    key = office.approved("Pasar murah")

    with at_work(office):
        eventually(lambda: office.statuses(key) == ALL_PUBLISHED)
        log = requests.get(f"{office.url}/_sandbox/requests", timeout=10).json()

    assert "debug_token" not in {entry["operation"] for entry in log}


def test_figures_come_from_every_platform_an_hour_after_the_post(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = office.approved("Pasar murah")
    run_once(office.app)
    for post in office.posts():
        figures = {"platform": post["platform"], "id": post["id"], "likes": 8}
        url = f"{office.url}/_sandbox/figures"
        requests.put(url, json=figures, timeout=10).raise_for_status()
    later = FrozenClock(datetime.now(UTC) + timedelta(hours=1))
    monkeypatch.setattr(office.app.measuring, "_clock", later)

    for name in ALL_PUBLISHED:
        office.app.measuring.sample(name)

    assert likes(office, key) == dict.fromkeys(ALL_PUBLISHED, 8)


def likes(office: Office, key: int) -> dict[str, int | None]:
    with office.app.database.read() as session:
        return {
            each.channel: sample.likes
            for each in deliveries.of_announcement(session, key)
            for sample in of_delivery(session, each.id or 0)
        }


def test_a_question_waits_before_its_first_time_only() -> None:
    now = datetime(2026, 11, 23, tzinfo=UTC)
    pace = Every(timedelta(minutes=1), first=timedelta(seconds=30))

    first = pace.get_next_fire_time(None, now)

    assert first == now + timedelta(seconds=30)
    assert pace.get_next_fire_time(first, first) == first + timedelta(minutes=1)
