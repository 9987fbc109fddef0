"""Public addresses for pictures: Facebook's CDN, or a folder of the office."""

import functools
import os
import re
import threading
from collections.abc import Iterator
from datetime import timedelta
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
import requests

from crossposter.channels import Health, Rejected, Stage, TryLater, open_attempt
from crossposter.clock import SystemClock
from crossposter.platforms.facebook.api import Page
from crossposter.platforms.facebook.image_host import FacebookImageHost
from crossposter.platforms.instagram.containers import Patience
from crossposter.platforms.instagram.image_folder import FolderImageHost
from crossposter.platforms.instagram.publisher import InstagramAccount
from crossposter.sandbox.server import Sandbox
from tests.support.arenas import SandboxArena
from tests.support.fakes import FrozenClock
from tests.support.sending import Sending, a_post, picture


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@pytest.fixture
def web_server(tmp_path: Path) -> Iterator[str]:
    """The office's web server, showing tmp_path."""
    handler = functools.partial(Quiet, directory=str(tmp_path))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()
        thread.join()


@pytest.fixture
def instagram(sandbox: Sandbox, web_server: str, tmp_path: Path) -> SandboxArena:
    """Instagram, with pictures from the office's own folder."""
    arena = SandboxArena("instagram", sandbox)
    clock = FrozenClock(SystemClock().now())
    arena.publisher = InstagramAccount(
        user_id=arena.account,
        access_token="t0ken",
        images=FolderImageHost(base_url=web_server, folder=tmp_path, clock=clock),
        clock=clock,
        api_url=arena.url,
        patience=Patience(),
    )
    return arena


def files(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


def test_a_picture_lies_in_the_folder_only_until_it_is_fetched(
    instagram: SandboxArena, tmp_path: Path
) -> None:
    source = picture()

    Sending(instagram, a_post(instagram, media=(source, picture("navy")))).commit()

    assert instagram.live()[0].pictures[0][0] == source.sha256
    assert files(tmp_path) == []


def test_a_picture_stays_while_instagram_is_still_working(
    instagram: SandboxArena, tmp_path: Path
) -> None:
    instagram.fault(
        "container_stuck", operation="container", seconds="ever", times=None
    )

    with pytest.raises(TryLater):
        Sending(instagram, a_post(instagram)).prepare()

    assert len(files(tmp_path)) == 1


def test_a_refused_picture_does_not_stay(
    instagram: SandboxArena, tmp_path: Path
) -> None:
    instagram.fault("refuse", operation="media", code="36003/2207009")

    with pytest.raises(Rejected):
        Sending(instagram, a_post(instagram)).prepare()

    assert files(tmp_path) == []


def test_a_name_cannot_be_guessed(tmp_path: Path) -> None:
    host = FolderImageHost(
        base_url="https://pemkab.go.id/ig", folder=tmp_path, clock=FrozenClock()
    )

    urls = {host.publish(picture()).url for _ in range(3)}

    assert len(urls) == 3
    pattern = r"https://pemkab\.go\.id/ig/crossposter-[0-9a-f]{32}\.jpg"
    assert all(re.fullmatch(pattern, url) for url in urls)


def test_the_web_server_may_read_the_picture(tmp_path: Path) -> None:
    host = FolderImageHost(
        base_url="https://a.id", folder=tmp_path, clock=FrozenClock()
    )

    host.publish(picture())

    [path] = tmp_path.iterdir()
    assert path.stat().st_mode & 0o777 == 0o644
    assert path.read_bytes() == picture().data


def test_removing_twice_is_no_mistake(tmp_path: Path) -> None:
    host = FolderImageHost(
        base_url="https://a.id", folder=tmp_path, clock=FrozenClock()
    )
    hosted = host.publish(picture())

    hosted.remove()
    hosted.remove()

    assert files(tmp_path) == []


def test_what_a_crash_left_behind_is_removed_a_day_later(tmp_path: Path) -> None:
    clock = FrozenClock()
    host = FolderImageHost(base_url="https://a.id", folder=tmp_path, clock=clock)
    host.publish(picture())
    [left] = tmp_path.iterdir()
    (tmp_path / "logo.jpg").write_bytes(b"the office's own")
    old = (clock.now() - timedelta(hours=25)).timestamp()
    for path in tmp_path.iterdir():
        os.utime(path, (old, old))

    host.publish(picture())

    assert left.name not in files(tmp_path)
    assert "logo.jpg" in files(tmp_path)
    assert len(files(tmp_path)) == 2


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    host = FolderImageHost(
        base_url="https://a.id", folder=tmp_path / "nowhere", clock=FrozenClock()
    )

    with pytest.raises(TryLater, match="nowhere"):
        host.publish(picture())


@pytest.fixture
def facebook_host(sandbox: Sandbox) -> FacebookImageHost:
    page = Page(
        page_id="1001", access_token="t", api_url=sandbox.url, clock=SystemClock()
    )
    return FacebookImageHost(page, Health)


def test_facebook_serves_the_largest_copy(facebook_host: FacebookImageHost) -> None:
    with open_attempt(Stage.PREPARING):
        hosted = facebook_host.publish(picture())

    answer = requests.get(hosted.url)
    assert answer.headers["content-type"] == "image/jpeg"
    hosted.remove()


def test_a_photo_without_an_address_is_tried_again(
    facebook_host: FacebookImageHost, sandbox: Sandbox
) -> None:
    arena = SandboxArena("facebook", sandbox)
    arena.fault("refuse", operation="photo", status=200, body={"images": [{}]})

    with open_attempt(Stage.PREPARING), pytest.raises(TryLater):
        facebook_host.publish(picture())
