"""The demo: its office, its own judgement, and that it leaves nothing running."""

import os
import re
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from crossposter.app import build
from crossposter.cli.demo.announcements import NEWS, PICTURES
from crossposter.cli.demo.environment import connect, daemon_running, furnish
from crossposter.cli.demo.verification import discrepancies
from crossposter.config import load
from crossposter.errors import BadInput, Unavailable
from crossposter.media import DecodedImage, MediaFolder
from crossposter.sandbox.posts import Medium, Post
from tests.support.checkout import ROOT
from tests.support.office import eventually

URL = "http://127.0.0.1:9"
PATH = "/x/sandbox_pemkab/status/1"


def _delivery(**changed: Any) -> dict[str, Any]:
    return {
        "channel": "x",
        "platform": "x",
        "status": "published",
        "error": None,
        "permalink": URL + PATH,
        "text": "Pasar murah di Satui",
        "media": [{"name": "pasar.jpg"}],
    } | changed


def _post(**changed: Any) -> Post:
    values: dict[str, Any] = {
        "seq": 1,
        "platform": "x",
        "account": "3001",
        "id": "1",
        "text": "Pasar murah di Satui",
        "link": "",
        "created": 0.0,
        "path": PATH,
        "published": True,
        "reply_to": None,
        "media": (Medium(id="1", received="a", served="b"),),
    }
    return Post(**values | changed)


def _judged(delivery: dict[str, Any], *posts: Post) -> list[str]:
    announcement = {"title": "Pasar murah", "deliveries": [delivery]}
    return list(discrepancies([announcement], posts))


def test_a_post_that_shows_what_was_approved_is_no_discrepancy() -> None:
    assert _judged(_delivery(), _post()) == []


@pytest.mark.parametrize(
    ("delivery", "posts", "said"),
    [
        ({}, [], "leads to no live post"),
        ({}, [_post(text="Pasar murah di Satu")], "not show the text"),
        ({}, [_post(media=())], "shows 0 pictures"),
        ({}, [_post(), _post(id="2", path=f"{PATH}2")], "x shows 2 posts, and 1"),
        ({"status": "held", "error": "too late"}, [], r"is held.*\(too late\)"),
        ({"status": "unconfirmed"}, [_post()], "is unconfirmed, not published"),
        ({"permalink": None}, [_post()], "leads to no live post"),
    ],
)
def test_whatever_differs_is_said(
    delivery: dict[str, Any], posts: list[Post], said: str
) -> None:
    assert re.search(said, "; ".join(_judged(_delivery(**delivery), *posts)))


def test_two_receipts_for_one_post_are_a_discrepancy() -> None:
    announcement = {"title": "Pasar murah", "deliveries": [_delivery(), _delivery()]}

    [said] = discrepancies([announcement], [_post()])

    assert "leads to no live post" in said


def test_the_office_publishes_to_the_sandbox_only_and_has_no_secret(
    tmp_path: Path,
) -> None:
    furnish(tmp_path)

    config = load(connect(tmp_path, URL), {})

    assert {each.api_url for each in config.channels.values()} == {URL}
    assert not config.publishing.blackouts


def test_a_folder_with_something_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "config.yaml").write_text("timezone: Asia/Jakarta\n")

    with pytest.raises(BadInput, match="not empty"):
        furnish(tmp_path)

    assert [path.name for path in tmp_path.iterdir()] == ["config.yaml"]


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    with pytest.raises(Unavailable, match="file"):
        furnish(tmp_path / "file" / "demo")


def test_the_news_show_what_the_program_can_do(tmp_path: Path) -> None:
    furnish(tmp_path)
    config = load(connect(tmp_path, URL), {})
    pictures = MediaFolder(PICTURES)
    longest = max(len(news.body) for news in NEWS)

    assert len({config.source(news.source).code for news in NEWS}) == 6
    assert [news.urgent for news in NEWS].count(True) == 1
    assert max(len(news.pictures) for news in NEWS) == 3
    assert any(news.link for news in NEWS)
    assert longest > 280
    for news in NEWS:
        for name, alt in news.pictures:
            picture = pictures.read(name)
            assert isinstance(picture, DecodedImage)
            assert len(picture.data) <= 60_000
            assert alt


def test_a_daemon_that_ends_by_itself_is_reported_with_its_last_words(
    tmp_path: Path,
) -> None:
    furnish(tmp_path)
    config = connect(tmp_path, URL)
    build(load(config, {})).database.close()
    config.write_text("timezone: Asia/Atlantis\n")

    with daemon_running(config) as daemon:
        daemon.process.wait(100)

        with pytest.raises(Unavailable, match="ended by itself"):
            daemon.require_alive()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_demo_takes_its_daemon_along(
    tmp_path: Path, number: signal.Signals
) -> None:
    folder = tmp_path / "demo"
    lock = folder / "crossposter.db.lock"
    with subprocess.Popen(
        [sys.executable, "-m", "crossposter", "demo", str(folder)],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    ) as demo:
        eventually(lambda: lock.exists() and bool(lock.read_text()))
        daemon = int(lock.read_text())

        demo.send_signal(number)

        _, words = demo.communicate(timeout=100)
    assert demo.returncode == 130, words
    with pytest.raises(ProcessLookupError):
        os.kill(daemon, 0)
