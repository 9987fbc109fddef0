"""Whether a page is there, asked over real sockets."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from crossposter.announcements.checks.reachable import why_unreachable


class _Page(BaseHTTPRequestHandler):
    """/200 answers 200, /head/404/200 answers 404 to HEAD and 200 to GET."""

    def do_HEAD(self) -> None:
        self._answer(int(self.path.split("/")[1]))

    def do_GET(self) -> None:
        self._answer(int(self.path.split("/")[-1]))

    def _answer(self, status: int) -> None:
        self.send_response(status)
        if status == 302:
            self.send_header("Location", self.path)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def _serving() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Page)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture
def site() -> Iterator[str]:
    with _serving() as url:
        yield url


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("200", None),
        ("404/200", None),  # knows no HEAD
        ("403", None),  # lets people in, and no programs
        ("404", "answers 404"),
        ("500", "answers 500"),
        ("302", "leads in a circle"),
    ],
)
def test_a_page_is_there_or_says_why_not(
    site: str, path: str, said: str | None
) -> None:
    assert why_unreachable(f"{site}/{path}") == said


def test_nobody_answers_there() -> None:
    said = why_unreachable("http://127.0.0.1:9/")

    assert said == "cannot be reached: is 127.0.0.1 spelt right?"


def test_a_strange_address_is_told_and_not_raised() -> None:
    said = why_unreachable(
        "https://" + "a" * 70 + ".go.id", timeout=timedelta(seconds=1)
    )

    assert said is not None
