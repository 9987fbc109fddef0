"""The line to a mail server: smtplib, with an end to all waiting."""

import smtplib
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from threading import Timer
from time import monotonic
from typing import Any

Reply = tuple[int, bytes]


class Line(smtplib.SMTP):
    """A conversation of which every part is over by *ends_at* of the monotonic clock.

    The timeout of a socket begins anew with each byte, so that a server could keep us
    for days.
    """

    def __init__(self, host: str, port: int, *, timeout: float, **more: Any) -> None:
        self.ends_at = monotonic() + timeout
        # Else the library asks the network for a name of this machine.
        super().__init__(
            host, port, local_hostname="localhost", timeout=timeout, **more
        )
        # As most mail programs do: an office's machine need not have a name.
        self.local_hostname = _literal(self.sock)

    def extend(self, seconds: float) -> None:
        """Give what comes so much time, counted from now."""
        self.ends_at = monotonic() + seconds

    def getreply(self) -> Reply:
        with self._bounded():
            reply = super().getreply()
            if monotonic() >= self.ends_at:  # it may have been cut short
                raise TimeoutError("no whole answer in time")
            return reply

    def send(self, s: Any) -> None:
        with self._bounded():
            super().send(s)

    @contextmanager
    def _bounded(self) -> Iterator[None]:
        left = self.ends_at - monotonic()
        if left <= 0 or self.sock is None:
            self.close()
            raise TimeoutError("no time is left")
        self.sock.settimeout(left)
        timer = Timer(left, partial(_hang_up, self.sock))
        timer.daemon = True
        timer.start()
        try:
            yield
        except OSError as error:
            self.close()
            if monotonic() >= self.ends_at:
                raise TimeoutError("no answer in time") from error
            raise
        finally:
            timer.cancel()


class TlsLine(Line, smtplib.SMTP_SSL):
    """Encrypted from the first byte."""


def _hang_up(sock: socket.socket) -> None:
    with suppress(OSError):
        # Not the method of an SSLSocket, which would go on unencrypted.
        socket.socket.shutdown(sock, socket.SHUT_RDWR)


def _literal(sock: socket.socket | ssl.SSLSocket | None) -> str:
    """The address of this machine as RFC 5321 §4.1.3 writes it."""
    address = str(sock.getsockname()[0]) if sock else "127.0.0.1"
    return f"[IPv6:{address}]" if ":" in address else f"[{address}]"
