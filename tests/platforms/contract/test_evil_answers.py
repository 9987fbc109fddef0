"""Platforms that answer as none should: each publisher, each step, over raw sockets."""

import socket
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from crossposter.channels import (
    Media,
    OutcomeUnknown,
    Post,
    Prepared,
    SentAttempt,
    Stage,
    TryLater,
    Unreadable,
    open_attempt,
)
from crossposter.clock import SystemClock
from tests.support import evil
from tests.support.arenas import TERMS
from tests.support.evil import Say, saying
from tests.support.sending import picture

SOON = timedelta(seconds=0.4)
PATIENT = timedelta(seconds=60)  #: for what has to end for another reason
POST = Post(text="Jalan provinsi km 12 ditutup", media=(picture(),))
ANSWERS: dict[str, Say] = evil.FLOODS | evil.DRIPS | evil.NONSENSE


def talking(platform: str, url: str, timeout: timedelta) -> Any:
    terms = TERMS[platform]
    api = {"api_url": url, "timeout": timeout}
    return terms.connect(terms.default_account, "kunci-rahasia", api)


def patience(name: str) -> timedelta:
    return SOON if name in evil.DRIPS or name.startswith("interim") else PATIENT


@pytest.fixture(params=[*TERMS])
def platform(request: pytest.FixtureRequest) -> str:
    name: str = request.param
    return name


@pytest.mark.parametrize("name", ANSWERS)
def test_a_commit_that_is_answered_so_may_have_made_a_post(
    platform: str, name: str
) -> None:
    with saying(ANSWERS[name]) as url, open_attempt(Stage.COMMITTING):
        publisher = talking(platform, url, patience(name))
        with pytest.raises(OutcomeUnknown):
            publisher.commit(Prepared(post=POST, refs=TERMS[platform].refs))


@pytest.mark.parametrize("name", ANSWERS)
def test_an_account_that_is_shown_so_proves_nothing(platform: str, name: str) -> None:
    attempt = SentAttempt(
        started_at=SystemClock().now(), refs=TERMS[platform].refs, baseline="1"
    )
    with saying(ANSWERS[name]) as url:
        publisher = talking(platform, url, patience(name))
        with pytest.raises(Unreadable):
            publisher.find(POST, attempt)


@pytest.mark.parametrize("name", evil.NONSENSE)
def test_an_upload_that_is_answered_so_is_tried_again(platform: str, name: str) -> None:
    with saying(ANSWERS[name]) as url, open_attempt(Stage.PREPARING):
        publisher = talking(platform, url, patience(name))
        with pytest.raises(TryLater):
            publisher.prepare(POST, {})


@pytest.mark.parametrize("bomb", evil.BOMBS)
def test_a_bomb_is_no_answer(platform: str, bomb: str) -> None:
    with saying(evil.BOMBS[bomb]()) as url, open_attempt(Stage.COMMITTING):
        publisher = talking(platform, url, PATIENT)
        with pytest.raises(OutcomeUnknown):
            publisher.commit(Prepared(post=POST, refs=TERMS[platform].refs))


def test_nobody_waits_for_a_server_that_is_silent(platform: str) -> None:
    with saying(evil.silent) as url, open_attempt(Stage.COMMITTING):
        publisher = talking(platform, url, SOON)
        with pytest.raises(OutcomeUnknown):
            publisher.commit(Prepared(post=POST, refs=TERMS[platform].refs))


def test_before_the_handshake_is_over_nothing_has_been_sent(platform: str) -> None:
    with saying(evil.greeting_slowly) as url, open_attempt(Stage.COMMITTING):
        publisher = talking(platform, url.replace("http:", "https:"), SOON)
        with pytest.raises(TryLater, match="nothing was sent"):
            publisher.commit(Prepared(post=POST, refs=TERMS[platform].refs))


def test_an_upload_that_nobody_takes_is_tried_again(platform: str) -> None:
    large = Media(name="a.jpg", mime="image/jpeg", sha256="0" * 64, data=bytes(9 << 20))
    with saying(evil.deaf) as url, open_attempt(Stage.PREPARING):
        publisher = talking(platform, url, SOON)
        with pytest.raises(TryLater):
            publisher.prepare(Post(text="a", media=(large,)), {})


REFUSAL = (
    rb'{"error":{"code":100,"message":"%b"},"title":"%b","detail":"%b","status":400}'
)


@pytest.mark.parametrize(
    "words", [rb"tidak \ud83d bisa", rb"tidak \u001b[2J\u202e\u0000\n bisa"]
)
def test_the_words_of_a_refusal_can_be_written_and_draw_nothing(
    platform: str, words: bytes
) -> None:
    body = REFUSAL.replace(b"%b", words)
    with (
        saying(evil.with_body(body, status=b"400 Bad Request")) as url,
        open_attempt(Stage.COMMITTING),
        pytest.raises(Exception, match=r"tidak .* ?bisa|may be public") as refusal,
    ):
        talking(platform, url, PATIENT).commit(
            Prepared(post=POST, refs=TERMS[platform].refs)
        )
    told = str(refusal.value)
    assert told.encode().decode() == told
    assert told.isprintable()


@pytest.mark.parametrize(
    ("link", "believed"),
    [
        ("https://www.facebook.com/1001/posts/42", True),
        ("javascript:alert(1)", False),
        ("http://example.com/42", False),
        ("https://a@example.com/42", False),
        ("https://example.com/\\u001b[2J", False),
        ("https://example.com/\\ud83d", False),
        ("https://example.com/ 42", False),
        ("https://[", False),
        ("https://example.com/" + "4" * 500_000, False),
    ],
)
def test_only_a_link_that_can_be_followed_is_kept(link: str, believed: bool) -> None:
    body = f'{{"id":"1001_42","permalink_url":"{link}"}}'.encode()
    with saying(evil.with_body(body)) as url, open_attempt(Stage.COMMITTING):
        receipt = talking("facebook", url, PATIENT).commit(Prepared(post=POST))
    assert receipt.remote_id == "1001_42"
    assert receipt.permalink == (link if believed else None)


def listing(pages: Callable[[int], bytes]) -> Say:
    """A listing of as many posts as are asked for."""

    def say(connection: socket.socket) -> None:
        head = evil.asked(connection)
        names = (b"limit=", b"max_results=")
        size = next(
            int(head.split(name)[1].split(b"&")[0].split(b" ")[0])
            for name in names
            if name in head
        )
        body = pages(size)
        connection.sendall(evil.HEAD + b"Content-Length: %d\r\n\r\n" % len(body) + body)

    return say


def test_a_list_of_long_posts_is_read_in_smaller_pages() -> None:
    long = b"k" * 60_000

    def pages(size: int) -> bytes:
        posts = b",".join(
            b'{"id":"1001_%d","message":"%b"}' % (number, long)
            for number in range(900, 900 - size, -1)
        )
        return b'{"data":[' + posts + b"]}"

    attempt = SentAttempt(started_at=SystemClock().now(), baseline="1001_899")
    with saying(listing(pages)) as url:
        assert talking("facebook", url, PATIENT).find(POST, attempt) is None


def test_a_list_of_long_posts_on_x_is_read_in_smaller_pages() -> None:
    def pages(size: int) -> bytes:
        posts = b",".join(
            b'{"id":"%d","text":"%b"}' % (number, b"k" * 25_000)
            for number in range(900, 900 - size, -1)
        )
        return b'{"data":[%b],"meta":{"result_count":%d}}' % (posts, size)

    attempt = SentAttempt(
        started_at=SystemClock().now(), baseline="800", refs=TERMS["x"].refs
    )
    with saying(listing(pages)) as url:
        assert talking("x", url, PATIENT).find(POST, attempt) is None
