"""Servers that say nothing, or byte by byte, or that are not there at all."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from pathlib import Path
from time import monotonic, sleep

import pytest

from crossposter.mail import Later, Mailer, MailError, Unsure
from tests.support.mailers import SENDER, a_mailer, authority_file, certificate
from tests.support.smtp import PostOffice, serving

KADIS = "kadis@example.go.id"
LETTER = b"Subject: Halo\r\n\r\nSelamat pagi\r\n"
SOON = timedelta(seconds=0.4)
Say = Callable[[socket.socket], None]


@contextmanager
def answering(say: Say) -> Iterator[int]:
    """A server of one call on a free port, which says whatever it likes."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(10)

        def serve() -> None:
            with suppress(OSError):
                connection, _ = listener.accept()
                with connection:
                    say(connection)

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield listener.getsockname()[1]
        thread.join(10)
        assert not thread.is_alive()


def plain(port: int, host: str = "127.0.0.1") -> Mailer:
    return Mailer(host=host, port=port, security="none", sender=SENDER, timeout=SOON)


@pytest.mark.parametrize("security", ["starttls", "tls"])
@pytest.mark.parametrize(
    ("where", "error"), [("banner", Later), ("RCPT", Later), ("DATA", Unsure)]
)
def test_a_server_that_hangs_keeps_nobody_for_long(
    tmp_path: Path, security: str, where: str, error: type[MailError]
) -> None:
    office = PostOffice(security=security, certificate=certificate(), hangs={where})
    with serving(office):
        mailer = a_mailer(office, authority_file(tmp_path), timeout=SOON)
        started = monotonic()
        with pytest.raises(error, match="answer"):
            mailer.send(LETTER, KADIS)

    assert monotonic() - started < mailer.longest.total_seconds() + 2


def test_a_server_that_trickles_cannot_keep_us_either() -> None:
    """Each byte comes in time; a timeout of the socket alone would never end this."""

    def trickle(connection: socket.socket) -> None:
        for _ in range(100):
            connection.sendall(b"2")
            sleep(0.1)

    with answering(trickle) as port:
        started = monotonic()
        with pytest.raises(Later, match="does not answer in time"):
            plain(port).send(LETTER, KADIS)

    assert monotonic() - started < 5


def test_a_server_that_takes_the_letter_in_sips_gets_no_more_than_its_time() -> None:
    def sip(connection: socket.socket) -> None:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        answer = {b"DATA": b"354 go on\r\n"}
        connection.sendall(b"220 hello\r\n")
        for line in connection.makefile("rb"):
            connection.sendall(answer.get(line.strip(), b"250 OK\r\n"))
            if line.strip() == b"DATA":
                break
        for _ in range(80):
            connection.recv(1)
            sleep(0.05)

    with answering(sip) as port:
        mailer, started = plain(port), monotonic()
        with pytest.raises(Later, match="does not answer in time"):
            mailer.send(b"x" * 50_000_000 + b"\r\n", KADIS)
        assert monotonic() - started < mailer.longest.total_seconds() + 2


def test_words_nobody_understands_after_the_letter_leave_a_doubt() -> None:
    def babble(connection: socket.socket) -> None:
        connection.sendall(b"220 hello\r\n")
        lines = connection.makefile("rb")
        while next(lines, b"DATA").strip() != b"DATA":
            connection.sendall(b"250 OK\r\n")
        connection.sendall(b"354 go on\r\n")
        while next(lines, b".").strip() != b".":
            pass
        connection.sendall(b"terima kasih\r\n")

    with answering(babble) as port, pytest.raises(Unsure, match="said only"):
        plain(port).send(LETTER, KADIS)


def test_whoever_hangs_up_at_once_is_tried_again() -> None:
    with answering(lambda _: None) as port, pytest.raises(Later, match="broke the"):
        plain(port).send(LETTER, KADIS)


def test_a_port_where_nobody_listens() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]

    with pytest.raises(Later, match=f"127.0.0.1:{port} takes no calls: check `email"):
        plain(port).probe()


def test_a_name_nobody_knows(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_: object, **__: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)

    with pytest.raises(Later, match=r"mail\.invalid:25 is not to be found: check the"):
        plain(25, host="mail.invalid").probe()


def test_a_network_that_is_down(monkeypatch: pytest.MonkeyPatch) -> None:
    def unreachable(*_: object, **__: object) -> None:
        raise OSError(101, "Network is unreachable")

    monkeypatch.setattr(socket.socket, "connect", unreachable)

    with pytest.raises(Later, match="cannot be reached: Network is unreachable"):
        plain(25).probe()
