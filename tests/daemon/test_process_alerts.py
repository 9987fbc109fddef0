"""Faults on the sandbox reach people by mail: exactly those, and each of them once."""

import re
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
import requests

from crossposter.app import build
from crossposter.config import load
from crossposter.daemon.process import Daemon
from crossposter.database.models import MailStatus
from crossposter.database.queries import incidents
from crossposter.sandbox.server import running
from crossposter.staff import Actor
from tests.support.fakes import FrozenClock
from tests.support.office import Office, eventually
from tests.support.smtp import PostOffice, serving

_TELLING = """\
language: en
email: {{host: 127.0.0.1, port: {port}, security: none, from: media@example.go.id}}
alerts: {{to: [admin@example.go.id, kabid@example.go.id]}}
monitoring: {{listen: "127.0.0.1:0", ping: "http://127.0.0.1:1/uuid"}}
"""
_STATES = {"NEW": "+", "CHANGED": "~", "SOLVED": "-"}


@pytest.fixture
def mail() -> Iterator[PostOffice]:
    with serving(PostOffice(security="none", signs_in=False)) as office:
        yield office


@pytest.fixture
def office(tmp_path: Path, mail: PostOffice) -> Iterator[Office]:
    with running(port=0, state=":memory:") as sandbox:
        office = Office(folder=tmp_path, url=sandbox.url).set_up()
        with (tmp_path / "config.yaml").open("a", encoding="utf-8") as config:
            config.write(_TELLING.format(port=mail.port))
        yield office
        office.close()


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """An hour of the daemon in seconds; every part of it works as ever."""
    moment = timedelta(seconds=0.3)
    for name in ("_INCIDENTS", "_MAIL", "_POSTS_FIRST"):
        monkeypatch.setattr(f"crossposter.daemon.jobs.{name}", moment)
    monkeypatch.setattr(
        "crossposter.monitoring.alerts.lifecycle.GROUP_WAIT", 2 * moment
    )
    monkeypatch.setattr(
        "crossposter.monitoring.alerts.lifecycle.RESOLVE_TIMEOUT", 4 * moment
    )


@contextmanager
def working(office: Office) -> Iterator[None]:
    """A daemon of this office, as `run` starts it."""
    daemon = Daemon(office.app)
    thread = threading.Thread(target=daemon.run)
    thread.start()
    try:
        yield
    finally:
        daemon.stop()
        thread.join(100)
        assert not thread.is_alive()
        office.__dict__.pop("app").close()  # the next one has just begun


def told(mail: PostOffice, recipient: str) -> Counter[str]:
    """Every line of news one reader got: "+ Channel facebook stands still"."""
    lines: Counter[str] = Counter()
    for letter in mail.to(recipient):
        state = ""
        for line in letter.message.get_content().splitlines():
            if heading := re.fullmatch("== (.+) ==", line):
                state = _STATES[heading[1]]
            elif line.startswith("* "):
                lines[f"{state} {line.removeprefix('* ')}"] += 1
    return lines


def refuse(office: Office, platform: str, operation: str, code: str) -> None:
    office.fault(kind="refuse", platform=platform, operation=operation, code=code)


def settle(seconds: float = 5) -> None:
    """Let many looks pass that could repeat what was told."""
    time.sleep(seconds)


@pytest.mark.usefixtures("quick")
def test_faults_are_told_exactly_once_each_across_restarts(
    office: Office, mail: PostOffice
) -> None:
    refuse(office, "x", "tweets", "400-too-long")
    refuse(office, "facebook", "feed", "190")
    spoiled = {"token_days": 5}
    requests.put(f"{office.url}/_sandbox/settings", json=spoiled, timeout=10)
    key = office.approved("Banjir di Satui <b>& 🌊</b>")
    expected = {
        "+ Delivery 2 to x failed: Banjir di Satui <b>& 🌊</b>",
        "+ Channel facebook stands still",
    }
    ending = re.compile(r"\+ The token of (facebook|instagram) ends on \S+ \S+ WITA")

    def heard() -> tuple[set[str], set[str]]:
        lines = set(told(mail, "admin@example.go.id"))
        ends = {line for line in lines if ending.fullmatch(line)}
        return lines - ends, ends

    with working(office):
        eventually(
            lambda: heard()[0] >= expected and len(heard()[1]) == 2,
            what="every alert",
        )
        settle()
        assert office.statuses(key)["x"] == "failed"
    with working(office):
        settle()
        office.app.pausing.resume(Actor(login="petugas"), ["facebook"])
        solved = "- Channel facebook stands still"
        eventually(lambda: solved in heard()[0], what="its end")
        settle(3)

    others, ends = heard()
    assert others == {*expected, solved}
    assert len(ends) == 2
    for reader in ("admin@example.go.id", "kabid@example.go.id"):
        assert set(told(mail, reader).values()) == {1}
        assert told(mail, reader).keys() == others | ends


@pytest.mark.usefixtures("quick")
def test_each_mail_names_the_office_the_reason_and_the_command(
    office: Office, mail: PostOffice
) -> None:
    refuse(office, "x", "tweets", "400-too-long")
    office.approved("Banjir\u2028Bcc: semua@example.org", channels=["x"], urgent=True)

    with working(office):
        eventually(lambda: bool(mail.arrived), what="a mail")

    message = mail.arrived[0].message
    subject = str(message["Subject"])
    assert subject.startswith(
        "[Pemerintah Kabupaten Tanah Bumbu] Delivery 1 to x failed: Banjir"
    )
    assert message["Bcc"] is None
    assert message["Auto-Submitted"] == "auto-generated"
    text = message.get_content()
    error = office.show(1)["deliveries"][0]["error"]
    for part in (error, "`crossposter retry 1`", "`crossposter edit 1`", "WITA"):
        assert part in text
    for secret in ("sandbox-token", "sandbox-secret", "/uuid"):
        assert secret not in mail.arrived[0].content.decode()


@pytest.mark.usefixtures("quick")
def test_a_mail_server_that_is_away_loses_no_alert_and_stops_no_post(
    office: Office, mail: PostOffice
) -> None:
    mail.wrong["MAIL"] = "451 later"
    refuse(office, "x", "tweets", "400-too-long")
    first = office.approved("Satu", channels=["x"], urgent=True)
    second = office.approved("Dua", channels=["facebook"], urgent=True)

    with working(office):
        eventually(lambda: _waits_for_the_server(office), what="a try")
        assert office.statuses(first) == {"x": "failed"}
        assert office.statuses(second) == {"facebook": "published"}
        mail.wrong.clear()
        office.app.mailing.hurry()
        eventually(lambda: len(mail.arrived) == 2, what="the alert")
        settle(2)

    assert told(mail, "admin@example.go.id") == {"+ Delivery 1 to x failed: Satu": 1}


def test_a_machine_that_slept_was_away(office: Office) -> None:
    clock = FrozenClock()
    app = build(load(office.folder / "config.yaml", {}), clock=clock)
    daemon = Daemon(app)
    daemon._beat()
    clock.advance(hours=9)

    daemon._after_clock_jump()
    daemon._beat()

    with app.database.read() as session:
        (row,) = incidents.unsolved(session)
    assert row.kind == "away"
    app.close()


def _waits_for_the_server(office: Office) -> bool:
    rows = office.app.mailing.status("incident/1/1")
    return any(row.status is MailStatus.WAITING and row.error for row in rows)
