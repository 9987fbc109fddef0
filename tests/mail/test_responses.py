"""Mail servers whose replies have no end, and handshakes that come byte by byte."""

import socket
import subprocess
import sys
from contextlib import suppress
from datetime import timedelta
from time import sleep

import pytest

from crossposter.mail import Later, Mailer, Unsure
from tests.mail.test_connection import Say, answering
from tests.support.checkout import ROOT
from tests.support.mailers import SENDER

KADIS = "kadis@example.go.id"
LETTER = b"Subject: Halo\r\n\r\nSelamat pagi\r\n"
PATIENT = timedelta(seconds=60)
_CONFINED = """
import resource, sys
from datetime import timedelta
from crossposter.mail import Later, Mailer
with open("/proc/self/statm") as used:
    room = int(used.read().split()[0]) * resource.getpagesize() + 64 * 2**20
resource.setrlimit(resource.RLIMIT_AS, (room, room))
mailer = Mailer(
    host="127.0.0.1", port=int(sys.argv[1]), security="none", sender="a@example.com",
    timeout=timedelta(seconds=60),
)
try:
    mailer.probe()
except Later as error:
    print("later")
"""


def flooding(begin: bytes, again: bytes) -> Say:
    def say(connection: socket.socket) -> None:
        connection.sendall(begin)
        while True:
            connection.sendall(again * 1000)

    return say


FLOODS = {
    "a reply of many lines": flooding(b"", b"220-halo\r\n"),
    "a line": flooding(b"220 ", b"halo"),
    "a greeting of its own": flooding(b"220 halo\r\n", b"250-PIPELINING\r\n"),
}


def mailer(port: int, security: str = "none", timeout: timedelta = PATIENT) -> Mailer:
    return Mailer(
        host="127.0.0.1",
        port=port,
        security=security,  # type: ignore[arg-type]
        sender=SENDER,
        timeout=timeout,
    )


@pytest.mark.parametrize("flood", FLOODS)
def test_a_reply_without_end_is_given_up(flood: str) -> None:
    with answering(FLOODS[flood]) as port, pytest.raises(Later):
        mailer(port).send(LETTER, KADIS)


def test_a_reply_without_end_takes_no_memory() -> None:
    with answering(FLOODS["a reply of many lines"]) as port:
        done = subprocess.run(
            [sys.executable, "-c", _CONFINED, str(port)],
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=100,
            check=False,
        )
    assert done.stdout.strip() == "later", done.stderr


def test_a_reply_without_end_to_the_letter_leaves_a_doubt() -> None:
    def say(connection: socket.socket) -> None:
        connection.sendall(b"220 halo\r\n")
        lines = connection.makefile("rb")
        while next(lines, b"DATA").strip() != b"DATA":
            connection.sendall(b"250 OK\r\n")
        connection.sendall(b"354 go on\r\n")
        while next(lines, b".").strip() != b".":
            pass
        while True:
            connection.sendall(b"250-terima kasih\r\n" * 1000)

    with answering(say) as port, pytest.raises(Unsure):
        mailer(port).send(LETTER, KADIS)


def test_a_handshake_that_drips_keeps_nobody() -> None:
    with answering(_greet_slowly) as port, pytest.raises(Later):
        mailer(port, "tls", timedelta(seconds=0.5)).send(LETTER, KADIS)


def test_a_handshake_that_drips_after_the_greeting_keeps_nobody() -> None:
    def say(connection: socket.socket) -> None:
        connection.sendall(b"220 halo\r\n")
        connection.recv(100)
        connection.sendall(b"250-halo\r\n250 STARTTLS\r\n")
        connection.recv(100)
        connection.sendall(b"220 go on\r\n")
        _greet_slowly(connection)

    with answering(say) as port, pytest.raises(Later):
        mailer(port, "starttls", timedelta(seconds=1)).send(LETTER, KADIS)


def _greet_slowly(connection: socket.socket) -> None:
    with suppress(OSError):
        connection.recv(10)
        connection.sendall(b"\x16\x03\x03\x40\x00")  # a long record
        for _ in range(80):
            connection.sendall(b"\2")
            sleep(0.1)
