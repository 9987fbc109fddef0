"""Connections of urllib3 that belong to an exchange."""

import http.client
import socket
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from urllib3 import HTTPConnectionPool, HTTPSConnectionPool, PoolManager
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import (
    ConnectTimeoutError,
    NameResolutionError,
    NewConnectionError,
)

from crossposter.transport.dialling import connected
from crossposter.transport.exchange import Exchange

_PIECE = 64 * 1024

_current: ContextVar[Exchange] = ContextVar("exchange")


@contextmanager
def belonging_to(exchange: Exchange) -> Iterator[None]:
    """Block in which every connection of this thread belongs to *exchange*."""
    token = _current.set(exchange)
    try:
        yield
    finally:
        _current.reset(token)


class _Answer(http.client.HTTPResponse):
    """Answer that counts all bytes: status lines, headers, chunks, trailers."""

    def __init__(self, *arguments: Any, **more: Any) -> None:
        super().__init__(*arguments, **more)
        self.fp = _current.get().metered(self.fp.detach())

    def begin(self) -> None:
        """End of the connection with its exchange, whatever the server offers."""
        super().begin()
        self.will_close = True


class _Bounded(HTTPConnection):
    """Connection opened, written to and read from within the exchange of its thread."""

    response_class = _Answer

    def _new_conn(self) -> socket.socket:
        seconds = self.timeout if isinstance(self.timeout, int | float) else None
        try:
            return connected(
                _current.get(),
                self._dns_host,
                self.port,
                seconds=seconds,
                options=self.socket_options or (),
            )
        except socket.gaierror as error:
            raise NameResolutionError(self.host, self, error) from error
        except TimeoutError as error:
            raise ConnectTimeoutError(self, f"{self.host} does not answer") from error
        except OSError as error:
            raise NewConnectionError(self, f"cannot connect: {error}") from error

    def send(self, data: Any) -> None:
        """Upload in chunks: each that gets away buys the next one time."""
        if self.sock is None:
            self.connect()
        exchange = _current.get()
        for piece in _pieces(data):
            with exchange.sending(len(piece)):
                super().send(piece)


class _BoundedTls(_Bounded, HTTPSConnection):
    """Bounded connection with TLS."""

    def _tunnel(self) -> None:
        """Proxy tunnel; a cut-off proxy looks as if it said yes: no TLS begins then."""
        super()._tunnel()
        if _current.get().is_up:
            raise TimeoutError("the proxy did not answer in time")


class _Pool(HTTPConnectionPool):
    ConnectionCls = _Bounded


class _TlsPool(HTTPSConnectionPool):
    ConnectionCls = _BoundedTls


def bind(manager: PoolManager) -> None:
    """Connections of a manager, all made to belong to exchanges."""
    manager.pool_classes_by_scheme = {"http": _Pool, "https": _TlsPool}


def _pieces(data: Any) -> Iterable[Any]:
    if not isinstance(data, bytes | bytearray | memoryview):
        return [data]
    whole = memoryview(data)
    return (whole[at : at + _PIECE] for at in range(0, len(whole), _PIECE))
