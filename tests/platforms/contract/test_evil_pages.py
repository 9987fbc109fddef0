"""Pages, pictures and robots.txt from servers that never come to an end."""

import hashlib
import socket
from datetime import timedelta

import pytest

from crossposter.announcements.checks.reachable import why_unreachable
from crossposter.channels import Media, Unreadable
from crossposter.platforms.instagram import crawler as _crawler
from crossposter.platforms.instagram.crawler import why_unfetchable
from crossposter.sandbox.image_fetch import NotFetched, fetch
from tests.support import evil
from tests.support.evil import saying

JPEG = b"\xff\xd8 foto"
PHOTO = Media(
    name="a.jpg",
    mime="image/jpeg",
    sha256=hashlib.sha256(JPEG).hexdigest(),
    data=JPEG,
)
IMAGE = b"HTTP/1.1 200 OK\r\nContent-Type: image/jpeg\r\n"
HEADLESS = ("headers", "header", "status line", "nothing of HTTP")


@pytest.mark.parametrize("name", evil.FLOODS)
def test_a_page_is_there_or_not_whatever_follows_its_head(name: str) -> None:
    with saying(evil.FLOODS[name]) as url:
        why = why_unreachable(url, timeout=timedelta(seconds=5))

    assert why is None or "cannot be reached" in why or "did not answer" in why
    if name in HEADLESS:
        assert why is not None


@pytest.mark.parametrize("name", ["header", "status line", "interim answers"])
def test_a_page_that_comes_byte_by_byte_is_not_there(name: str) -> None:
    with saying(evil.DRIPS[name]) as url:
        why = why_unreachable(url, timeout=timedelta(seconds=0.5))

    assert why is not None
    assert "did not answer" in why


def test_a_page_that_leads_in_a_circle_for_ever() -> None:
    again = evil.with_body(b"x" * 1000, b"Location: /", status=b"302 Found")
    with saying(again) as url:
        assert why_unreachable(url) == "leads in a circle"


@pytest.mark.parametrize("name", [*evil.FLOODS])
def test_a_picture_without_end_is_another_one_or_none(name: str) -> None:
    with saying(evil.FLOODS[name]) as url:
        try:
            why = why_unfetchable(url, PHOTO)
        except Unreadable:
            why = "did not answer"
    assert why is not None


def test_a_picture_that_goes_on_after_its_end_is_another_one() -> None:
    def say(connection: socket.socket) -> None:
        connection.sendall(IMAGE + b"\r\n" + JPEG)
        while True:
            connection.sendall(bytes(65_536))

    with saying(evil.after_asking(say)) as url:
        assert why_unfetchable(url, PHOTO) == _crawler.ANOTHER


def test_a_picture_that_drips_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_crawler, "_TIMEOUT", timedelta(seconds=0.5))
    drip = evil.dripping(IMAGE + b"X: ")
    with saying(drip) as url, pytest.raises(Unreadable):
        why_unfetchable(url, PHOTO)


def test_a_large_refusal_is_told_as_what_it_is() -> None:
    page = evil.with_body(b"x" * 5_000, status=b"404 Not Found")
    with saying(page) as url:
        assert why_unfetchable(url, PHOTO) == "answers 404"


def test_rules_for_robots_without_end_are_not_read() -> None:
    def say(connection: socket.socket) -> None:
        if b"robots" not in evil.asked(connection):
            length = b"Content-Length: %d\r\n\r\n" % len(JPEG)
            connection.sendall(IMAGE + length + JPEG)
            return
        connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
        while True:
            connection.sendall(b"Disallow: /x\r\n" * 1000)

    with saying(say) as url, pytest.raises(Unreadable):
        why_unfetchable(url, PHOTO)


def test_what_the_sandbox_fetches_has_an_end() -> None:
    with saying(evil.FLOODS["body"]) as url:
        assert len(fetch(url, 1000)) == 1001
    with saying(evil.FLOODS["headers"]) as url, pytest.raises(NotFetched):
        fetch(url, 1000)
    with saying(evil.with_body(b"x" * 1000)) as url:
        assert fetch(url, 1000) == b"x" * 1000
