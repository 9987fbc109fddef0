"""The real daemon brings letters to people, as config.yaml says."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from crossposter.app import App, build
from crossposter.config import load
from crossposter.daemon.process import Daemon, run_once
from crossposter.database.models import MailStatus as Status
from tests.support.mailers import a_message, authority_file, certificate
from tests.support.office import Office, eventually
from tests.support.smtp import PASSWORD, PostOffice, hang_up, serving

KEY, KADIS = "report/2026-W47", "kadis@a.go.id"


@pytest.fixture
def post_office() -> Iterator[PostOffice]:
    with serving(PostOffice(certificate=certificate())) as office:
        yield office


@pytest.fixture
def app(tmp_path: Path, post_office: PostOffice) -> Iterator[App]:
    office = Office(folder=tmp_path, url="http://127.0.0.1:1").set_up()
    authority_file(tmp_path)
    file = office.folder / "config.yaml"
    text = file.read_text(encoding="utf-8") + _EMAIL.format(port=post_office.port)
    file.write_text(text, encoding="utf-8")
    app = build(load(file, {"SMTP_PASSWORD": PASSWORD}))
    yield app
    app.close()


_EMAIL = """\
email:
  host: 127.0.0.1
  port: {port}
  username: media
  password: ${{SMTP_PASSWORD}}
  from: Media Center <media@example.go.id>
  ca: ca.pem
"""


def statuses(app: App) -> list[Status]:
    return [each.status for each in app.mailing.status(KEY)]


def test_a_running_daemon_delivers_what_others_post(
    app: App, post_office: PostOffice
) -> None:
    daemon = Daemon(app)
    thread = threading.Thread(target=daemon.run)
    app.mailing.post(KEY, a_message(), [KADIS])
    thread.start()
    try:
        eventually(lambda: statuses(app) == [Status.SENT], what="the letter")
    finally:
        daemon.stop()
        thread.join(100)

    (arrival,) = post_office.arrived
    assert (arrival.sender, arrival.recipient) == ("media@example.go.id", KADIS)
    assert not thread.is_alive()


def test_a_server_that_hangs_stops_no_lane(app: App, post_office: PostOffice) -> None:
    post_office.hangs.add("banner")
    app.mailing.post(KEY, a_message(), [KADIS])
    daemon = Daemon(app)
    thread = threading.Thread(target=daemon.run)
    thread.start()
    try:
        eventually(lambda: statuses(app) == [Status.SENDING], what="the claim")
        jobs = daemon._scheduler.get_jobs()
        assert {it.executor for it in jobs if it.name == "mail"} == {"aside"}
        assert {it.executor for it in jobs if "lane" in it.name} == {"default"}
    finally:
        post_office.hangs.clear()
        for talk in post_office.talks:
            talk.loop.call_soon_threadsafe(hang_up, talk)
        daemon.stop()
        thread.join(100)

    # It may have called again, now that somebody answers.
    assert statuses(app)[0] in {Status.WAITING, Status.SENT}


def test_what_is_due_goes_out_when_the_daemon_runs_once(
    app: App, post_office: PostOffice
) -> None:
    app.mailing.post(KEY, a_message(), [KADIS])

    run_once(app)

    assert len(post_office.to(KADIS)) == 1


def test_a_daemon_that_starts_tries_mended_settings_at_once(
    app: App, post_office: PostOffice
) -> None:
    post_office.wrong["MAIL"] = "553 not your address"
    app.mailing.post(KEY, a_message(), [KADIS])
    app.mailing.deliver_due()
    post_office.wrong.clear()
    assert statuses(app) == [Status.WAITING]

    test_a_running_daemon_delivers_what_others_post(app, post_office)
