"""What the daemon does again and again, and that an app has it all."""

import os
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from crossposter.app import App, build
from crossposter.config import load
from crossposter.daemon.jobs import jobs
from crossposter.media import Archive
from tests.support.builders import an_announcement
from tests.support.desk import CONFIG


@pytest.fixture
def app(tmp_path: Path, sqlite_url: str) -> Iterator[App]:
    path = tmp_path / "config.yaml"
    path.write_text(CONFIG, encoding="utf-8")
    app = build(load(path, {"FACEBOOK_PAGE_TOKEN": "sandbox-token"}))
    with closing(app.database):
        yield app


def test_every_channel_has_a_lane_and_a_look_at_its_figures(app: App) -> None:
    keys = [job.key for job in jobs(app)]

    assert len(set(keys)) == len(keys)
    for name in app.channels:
        assert {f"lane:{name}", f"measure:{name}"} <= set(keys)


def test_nothing_that_may_take_long_keeps_a_lane_waiting(app: App) -> None:
    executors = {job.key: job.executor for job in jobs(app)}

    assert {executors[key] for key in ("notify", "ping", "mail", "report")} == {"aside"}
    assert executors["tidy archive"] == "aside"
    assert executors["check up"] == executors["preflight"] == "questions"


def test_the_archive_is_tidied_up_with_all_that_is_older_than_a_month(
    app: App,
) -> None:
    long_ago = datetime.now(UTC) - timedelta(days=90)
    with app.database.write() as session:
        session.add(an_announcement(created_at=long_ago, updated_at=long_ago))
    archive = Archive(app.config.archive_folder)
    digest = archive.put(b"nobody's", suffix=".jpg")
    put = (long_ago + timedelta(days=1)).timestamp()
    os.utime(archive.file(digest), (put, put))
    tidy = next(job for job in jobs(app) if job.key == "tidy archive")

    tidy.work(*tidy.args)
    assert archive.get(digest) == b"nobody's"
    tidy.work(*tidy.args)

    assert not list(app.config.archive_folder.glob("??/??/*"))
