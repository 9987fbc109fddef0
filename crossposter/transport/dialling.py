"""Dialling: a name becomes an open connection, within the time of its exchange."""

import queue
import socket
import threading
from collections.abc import Iterable, Sequence
from time import monotonic
from typing import Any

from crossposter.transport.exchange import Exchange

#: Bytes; content waiting in a larger buffer would look as if it had arrived.
_UNSENT = 256 * 1024
_GLANCE = 0.2  #: seconds between checks of the time left

#: As :func:`socket.getaddrinfo` gives them.
Place = tuple[int, int, int, str, Any]


def connected(
    exchange: Exchange,
    host: str,
    port: int,
    *,
    seconds: float | None = None,
    options: Iterable[Sequence[Any]] = (),
) -> socket.socket:
    """Open connection that the exchange follows; raises OSError."""
    limit = exchange.left if seconds is None else min(seconds, exchange.left)
    give_up_at = monotonic() + limit
    places = _places(exchange, host, port, give_up_at)
    failure: OSError = socket.gaierror(f"{host} has no address")
    for number, place in enumerate(places):
        left = min(give_up_at - monotonic(), exchange.left)
        if left <= 0:
            raise TimeoutError("no connection in time")
        try:
            opened = _open(exchange, place, left / (len(places) - number), options)
        except OSError as error:
            failure = error
        else:
            opened.settimeout(limit)
            return opened
    raise failure


def _places(
    exchange: Exchange, host: str, port: int, give_up_at: float
) -> Sequence[Place]:
    """Addresses of a name; no time limit of its own reaches the system's resolver."""
    answers: queue.Queue[Sequence[Place] | OSError] = queue.Queue()

    def ask() -> None:
        try:
            answers.put(socket.getaddrinfo(host, port, type=socket.SOCK_STREAM))
        except OSError as error:
            answers.put(error)
        except UnicodeError as error:  # a label that is too long
            answers.put(socket.gaierror(str(error)))

    threading.Thread(target=ask, name="resolver", daemon=True).start()
    while (left := min(give_up_at - monotonic(), exchange.left)) > 0:
        try:
            found = answers.get(timeout=min(left, _GLANCE))
        except queue.Empty:
            continue
        if isinstance(found, OSError):
            raise found
        return found
    raise TimeoutError("no address in time")


def _open(
    exchange: Exchange, place: Place, seconds: float, options: Iterable[Sequence[Any]]
) -> socket.socket:
    family, kind, protocol, _, address = place
    connection = socket.socket(family, kind, protocol)
    try:
        for option in options:
            connection.setsockopt(*option)
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, _UNSENT)
        exchange.follow(connection)
        connection.settimeout(seconds)
        connection.connect(address)
    except BaseException:
        connection.close()
        raise
    return connection
