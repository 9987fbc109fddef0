"""What the configuration says reaches the report, and the daemon looks for what is due."""

from collections.abc import Iterator
from contextlib import closing
from decimal import Decimal
from pathlib import Path

import pytest

from crossposter.app import App, build
from crossposter.config import load
from crossposter.daemon.process import Daemon
from tests.support.desk import CONFIG
from tests.support.fakes import FrozenClock

SECTIONS = """
email: {host: mail.example.go.id, from: media@example.go.id}
report: {send: fri 16:00, to: [kadis@example.go.id]}
holidays: {2026-12-04: Hari Jadi, 2026-12-05: no}
"""
STAFF = "staff: [{login: siti, name: Siti Aminah, roles: [officer]}]"


@pytest.fixture
def configured(tmp_path: Path, sqlite_url: str, clock: FrozenClock) -> Iterator[App]:
    path = tmp_path / "config.yaml"
    text = CONFIG.replace("staff: []", STAFF) + SECTIONS
    path.write_text(text, encoding="utf-8")
    app = build(load(path, {"FACEBOOK_PAGE_TOKEN": "sandbox-token"}), clock=clock)
    with closing(app.database):
        yield app


def test_office_sources_channels_and_prices_are_those_of_the_configuration(
    configured: App,
) -> None:
    report = configured.reporting.report(configured.reporting.period(None))

    assert report.office.name == "Pemerintah Kabupaten Tanah Bumbu"
    assert [row.code for row in report.sources] == ["BPBD", "KEC-SATUI"]
    assert [row.channel for row in report.channels] == ["facebook", "x", "instagram"]
    assert [row.price for row in report.channels] == [None, Decimal(0), None]
    assert configured.reporting._surroundings.people == {"siti": "Siti Aminah"}


def test_it_is_sent_when_and_to_whom_the_configuration_says(
    configured: App, clock: FrozenClock
) -> None:
    """Friday is a holiday of the office, which works on that Saturday instead."""
    dispatch = configured.reporting._dispatch
    assert dispatch is not None

    moment = dispatch.calendar.moment(configured.reporting.running_week())

    assert moment.isoformat() == "2026-12-05T08:00:00+00:00"
    assert list(dispatch.recipients) == ["kadis@example.go.id"]


def test_the_daemon_looks_for_reports_that_are_due(configured: App) -> None:
    daemon = Daemon(configured)
    daemon._add_jobs()

    jobs = {job.id: job for job in daemon._scheduler.get_jobs()}

    assert jobs["report"].args[0] == configured.reporting.write_due
    assert jobs["report"].executor == "aside"
