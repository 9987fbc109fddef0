"""The daemon tries posts before they are due, and people hear of trouble in time."""

import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import requests

from crossposter.app import build
from crossposter.config import load
from crossposter.daemon import jobs as daemons
from crossposter.daemon.process import Daemon
from crossposter.database.models import Event
from crossposter.database.queries import journal
from crossposter.sandbox.server import running
from tests.support.fakes import FrozenClock
from tests.support.mailers import authority_file, certificate
from tests.support.office import Office, eventually
from tests.support.smtp import PASSWORD, PostOffice, serving

ADMIN = "admin@example.go.id"
_MAIL = """\
email:
  host: 127.0.0.1
  port: {port}
  username: media
  password: ${{SMTP_PASSWORD}}
  from: Media Center <media@example.go.id>
  ca: ca.pem
alerts: {{to: [admin@example.go.id]}}
"""


@pytest.fixture
def clock() -> FrozenClock:
    return FrozenClock(datetime.now(UTC))


@pytest.fixture
def post_office() -> Iterator[PostOffice]:
    with serving(PostOffice(certificate=certificate())) as office:
        yield office


@pytest.fixture
def office(
    tmp_path: Path, clock: FrozenClock, post_office: PostOffice
) -> Iterator[Office]:
    with running(port=0, state=":memory:") as sandbox:
        office = Office(folder=tmp_path, url=sandbox.url).set_up()
        authority_file(tmp_path)
        file = tmp_path / "config.yaml"
        with file.open("a", encoding="utf-8") as end:
            end.write(_MAIL.format(port=post_office.port))
        config = load(file, {"SMTP_PASSWORD": PASSWORD})
        office.__dict__["app"] = build(config, clock=clock)
        yield office
        office.close()


@pytest.fixture
def at_work(office: Office, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A daemon that looks at everything several times a second."""
    for pace in ("_PREFLIGHT", "_INCIDENTS", "_MAIL"):
        monkeypatch.setattr(daemons, pace, timedelta(seconds=0.1))
    monkeypatch.setattr(daemons, "_POSTS_FIRST", timedelta(0))
    daemon = Daemon(office.app)
    thread = threading.Thread(target=daemon.run, daemon=True)
    thread.start()
    yield
    daemon.stop()
    thread.join(100)
    assert not thread.is_alive()


def revoked(office: Office, *tokens: str) -> None:
    values = {"revoked_tokens": tokens}
    requests.put(f"{office.url}/_sandbox/settings", json=values, timeout=10)


def found(office: Office, key: int) -> list[Event]:
    """The preflights of an announcement, as the log has them."""
    with office.app.database.read() as session:
        events = journal.events(session, key)
    return [each for each in events if each.action == "preflight"]


def test_a_token_revoked_before_the_post_is_told_once_and_over_when_mended(
    office: Office, clock: FrozenClock, post_office: PostOffice, at_work: None
) -> None:
    due_at = clock.now() + timedelta(minutes=55)
    key = office.approved("Pasar murah", channels=["facebook"], at=due_at)
    eventually(lambda: len(found(office, key)) == 1, what="the first look")
    clock.advance(to=due_at - timedelta(minutes=50))
    revoked(office, "sandbox-token")

    clock.advance(to=due_at - timedelta(minutes=20))
    eventually(lambda: len(found(office, key)) == 2, what="the second look")
    eventually(lambda: bool(waiting(office)), what="the incident")
    clock.advance(seconds=11)
    eventually(lambda: len(post_office.to(ADMIN)) == 1, what="the alert")

    revoked(office)
    eventually(lambda: len(found(office, key)) == 3, what="the token mended")
    eventually(lambda: not waiting(office), what="the end of the trouble")
    clock.advance(minutes=16)
    eventually(lambda: len(post_office.to(ADMIN)) == 2, what="the all-clear")

    alert, over = (str(it.message["Subject"]) for it in post_office.to(ADMIN))
    assert "Kanal facebook belum siap" in alert
    assert clock.now() < due_at
    assert over.startswith("[Pemerintah Kabupaten Tanah Bumbu] Selesai: Kanal facebook")


def waiting(office: Office) -> list[str]:
    """What `status` shows that waits for a person."""
    return [each["kind"] for each in office.app.status.read()["attention"]]
