"""smtplib connection with an overall timeout."""

import smtplib
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from crossposter.transport import Exchange, connected

Reply = tuple[int, bytes]

_LONGEST = 64 * 1024  #: bytes of a reply; RFC 5321 allows lines of 512


class Connection(smtplib.SMTP):
    """SMTP connection that ends after *timeout*, unless it is extended."""

    def __init__(self, host: str, port: int, *, timeout: float, **more: Any) -> None:
        self._exchange = Exchange(timeout, most=_LONGEST)
        self._exchange.begin()
        try:
            with self._bounded():
                # Otherwise the library asks the network for a name of this machine.
                super().__init__(
                    host, port, local_hostname="localhost", timeout=timeout, **more
                )
        except BaseException:
            self._exchange.end()
            raise
        # As most mail programs do: an office's machine may have no name.
        self.local_hostname = _literal(self.sock)

    def extend(self, seconds: float) -> None:
        """Give the next steps this many seconds, counted from now."""
        self._exchange.extend(seconds)

    def getreply(self) -> Reply:
        with self._bounded():
            self._exchange.allow(_LONGEST)
            if self.file is None and self.sock is not None:
                raw = self.sock.makefile("rb", buffering=0)
                self.file = self._exchange.metered(raw)
            reply = self._reply()
        if self._exchange.is_up:  # it may have been cut off
            self.close()
            raise TimeoutError("no whole answer in time")
        return reply

    def _reply(self) -> Reply:
        try:
            return super().getreply()
        except smtplib.SMTPResponseException as error:
            # The library's own words for an endless line; the server did not say this.
            raise smtplib.SMTPServerDisconnected(str(error.smtp_error)) from error

    def send(self, s: Any) -> None:
        with self._bounded():
            super().send(s)

    def starttls(self, **options: Any) -> Reply:  # type: ignore[override]  # by name
        with self._bounded():
            return super().starttls(**options)

    def close(self) -> None:
        try:
            super().close()
        finally:
            self._exchange.end()

    @contextmanager
    def _bounded(self) -> Iterator[None]:
        if self._exchange.is_up:
            self.close()
            raise TimeoutError("no time is left")
        if self.sock is not None:
            self.sock.settimeout(self._exchange.left)
        try:
            yield
        except OSError as error:
            is_up, overflowed = self._exchange.is_up, self._exchange.overflowed
            self.close()
            if overflowed:
                raise smtplib.SMTPServerDisconnected("a reply without end") from error
            if is_up:
                raise TimeoutError("no answer in time") from error
            raise

    def _get_socket(self, host: str, port: int, timeout: float) -> socket.socket:
        """Open socket as the library asks for it, encrypted if that comes first."""
        opened = connected(self._exchange, host, port, seconds=timeout)
        return self._encrypted(opened, host)

    def _encrypted(self, opened: socket.socket, _host: str) -> socket.socket:
        return opened


class TlsConnection(Connection, smtplib.SMTP_SSL):
    """SMTP connection that is encrypted from the first byte."""

    context: ssl.SSLContext

    def _encrypted(self, opened: socket.socket, host: str) -> socket.socket:
        return self.context.wrap_socket(opened, server_hostname=host)


def _literal(sock: socket.socket | ssl.SSLSocket | None) -> str:
    """Address of this machine as RFC 5321 §4.1.3 writes it."""
    address = str(sock.getsockname()[0]) if sock else "127.0.0.1"
    return f"[IPv6:{address}]" if ":" in address else f"[{address}]"
