"""Bounded sessions over raw sockets: whatever the other side does, it has an end."""

import contextlib
import gzip
import socket
import subprocess
import sys
import threading
import zlib
from time import sleep

import pytest
import requests

from crossposter.transport import BoundedSession, TooLarge, bound, cutting
from tests.support import evil
from tests.support.checkout import ROOT
from tests.support.evil import saying

SOON = 0.6  #: seconds for an answer
MOST = 100_000
#: Under a limit of memory that the program itself fits into well.
_CONFINED = """
import resource, sys
from crossposter.transport import BoundedSession
import requests
with open("/proc/self/statm") as used:
    room = int(used.read().split()[0]) * resource.getpagesize() + 64 * 2**20
resource.setrlimit(resource.RLIMIT_AS, (room, room))
try:
    with BoundedSession(seconds=20, most=1_000_000) as session:
        print("answered", len(session.get(sys.argv[1]).content))
except requests.RequestException as error:
    print(type(error).__name__)
"""


def got(url: str, *, most: int = MOST, seconds: float = SOON) -> requests.Response:
    with BoundedSession(seconds=seconds, most=most) as session:
        return session.get(url, allow_redirects=False)


@pytest.mark.parametrize("flood", evil.FLOODS)
def test_an_answer_without_end_is_given_up(flood: str) -> None:
    with saying(evil.FLOODS[flood]) as url, pytest.raises(requests.RequestException):
        got(url, seconds=60)


@pytest.mark.parametrize("drip", evil.DRIPS)
def test_a_byte_now_and_then_keeps_nobody(drip: str) -> None:
    with saying(evil.DRIPS[drip]) as url, pytest.raises(requests.Timeout):
        got(url)


def test_silence_keeps_nobody() -> None:
    with saying(evil.silent) as url, pytest.raises(requests.Timeout):
        got(url)


def test_a_handshake_that_drips_keeps_nobody() -> None:
    with saying(evil.greeting_slowly) as url, pytest.raises(requests.ConnectTimeout):
        got(url.replace("http:", "https:"))


def test_an_upload_that_nobody_takes_is_given_up() -> None:
    with (
        saying(evil.deaf) as url,
        BoundedSession(seconds=SOON) as session,
        pytest.raises(requests.Timeout),
    ):
        session.post(url, data=bytes(64 << 20))


def test_a_write_that_times_out_before_its_exchange_is_a_timeout(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The socket has its own limit, which may be over a moment earlier."""
    never = property(lambda _: 60.0)
    monkeypatch.setattr("crossposter.transport.exchange.Exchange.left", never)
    with (
        saying(evil.deaf) as url,
        BoundedSession(seconds=SOON) as session,
        pytest.raises(requests.Timeout),
    ):
        session.post(url, data=bytes(64 << 20))


def test_an_upload_has_the_time_that_a_slow_line_needs() -> None:
    """Slower than an answer may take, but it goes on."""
    size = 6 << 20

    def sip(connection: socket.socket) -> None:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 65_536)
        left = size
        while left > 0:
            left -= len(connection.recv(32_768))
            sleep(0.02)
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")

    with saying(sip) as url, requests.Session() as session:
        bound(session, most=MOST)
        assert session.post(url, data=bytes(size), timeout=(2, 2)).ok


def test_an_answer_before_the_request_is_read_is_an_answer_or_a_loss() -> None:
    with (
        saying(evil.answering_early) as url,
        BoundedSession(seconds=60) as session,
        contextlib.suppress(requests.ConnectionError),
    ):
        assert session.post(url, data=bytes(8 << 20)).status_code == 413


def test_what_is_as_large_as_it_may_be_is_read() -> None:
    with saying(evil.with_body(b"x" * MOST)) as url:
        assert len(got(url, seconds=20).content) == MOST
    more = evil.with_body(b"x" * (MOST + 1))
    with saying(more) as url, pytest.raises(TooLarge) as refusal:
        got(url, seconds=20)
    assert refusal.value.response is not None
    assert refusal.value.response.status_code == 200


@pytest.mark.parametrize("kind", ["gzip", "x-gzip", "deflate", "identity"])
def test_what_comes_compressed_without_being_asked_is_read(kind: str) -> None:
    packed = {
        "identity": b"selamat",
        "deflate": zlib.compress(b"selamat"),
    }.get(kind, gzip.compress(b"selamat"))
    with saying(evil.with_body(packed, b"Content-Encoding: " + kind.encode())) as url:
        assert got(url, seconds=20).content == b"selamat"


@pytest.mark.parametrize("bomb", evil.BOMBS)
def test_what_is_small_on_the_wire_only_is_given_up(bomb: str) -> None:
    say = evil.BOMBS[bomb]()
    with saying(say) as url, pytest.raises(requests.RequestException):
        got(url, most=1_000_000, seconds=60)


@pytest.mark.parametrize("say", ["body", "chunks", "a chunk of less than nothing"])
def test_a_flood_takes_no_memory(say: str) -> None:
    with saying(evil.FLOODS[say]) as url:
        assert confined(url) == "TooLarge"


def test_a_bomb_takes_no_memory() -> None:
    with saying(evil.BOMBS["gzip"]()) as url:
        assert confined(url) == "TooLarge"


def confined(url: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", _CONFINED, url],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_redirects_share_one_time_and_have_an_end() -> None:
    again = evil.with_body(b"", b"Location: /", status=b"302 Found")
    with (
        saying(again) as url,
        BoundedSession(seconds=30) as session,
        pytest.raises(requests.TooManyRedirects),
    ):
        session.get(url)


def test_a_redirect_with_a_body_without_end_is_not_read() -> None:
    def say(connection: socket.socket) -> None:
        if b"GET /there" in evil.asked(connection):
            connection.sendall(b"HTTP/1.1 204 No\r\n\r\n")
            return
        connection.sendall(b"HTTP/1.1 302 Found\r\nLocation: /there\r\n\r\n")
        while True:
            connection.sendall(bytes(65_536))

    with saying(say) as url, BoundedSession(seconds=30) as session:
        assert session.get(url).status_code == 204


@pytest.mark.parametrize(
    ("scheme", "name"),
    [
        *(("http", name) for name in evil.FLOODS),
        *(("https", name) for name in ("headers", "interim answers")),
    ],
)
def test_a_proxy_without_end_is_given_up(scheme: str, name: str) -> None:
    with (
        saying(evil.FLOODS[name]) as url,
        BoundedSession(seconds=60, most=MOST) as session,
        pytest.raises(requests.RequestException),
    ):
        session.get(f"{scheme}://example.com/", proxies={scheme: url})


@pytest.mark.parametrize("scheme", ["http", "https"])
@pytest.mark.parametrize("say", [*evil.DRIPS.values()], ids=[*evil.DRIPS])
def test_a_proxy_that_drips_keeps_nobody(scheme: str, say: evil.Say) -> None:
    with (
        saying(say) as url,
        BoundedSession(seconds=SOON, most=MOST) as session,
        pytest.raises(requests.RequestException),
    ):
        session.get(f"{scheme}://example.com/", proxies={scheme: url})


def test_a_name_that_nobody_resolves_in_time_keeps_nobody(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    there = threading.Event()

    def ask(*_: object, **__: object) -> list[object]:
        there.wait(100)
        return []

    monkeypatch.setattr(socket, "getaddrinfo", ask)
    with pytest.raises(requests.ConnectTimeout):
        got("http://example.com/")
    there.set()


def test_whoever_waits_is_cut_off_when_everything_ends() -> None:
    heard: list[Exception] = []

    def wait(url: str) -> None:
        try:
            got(url, seconds=100)
        except requests.RequestException as error:
            heard.append(error)

    with saying(evil.silent) as url:
        waiting = threading.Thread(target=wait, args=(url,))
        waiting.start()
        while not under_way():
            sleep(0.01)
        with cutting():
            waiting.join(60)
            assert isinstance(heard[0], requests.Timeout)
            with pytest.raises(requests.RequestException):
                got(url, seconds=100)
    with saying(evil.with_body(b"x")) as url:
        assert got(url, seconds=20).content == b"x"


def under_way() -> bool:
    return any(each.name == "exchange" for each in threading.enumerate())
