"""Connections belong to the exchange of their thread, and end with it."""

import contextlib
import socket
from http.client import HTTPException

import pytest
from urllib3 import PoolManager
from urllib3.exceptions import HTTPError, MaxRetryError, NewConnectionError

from crossposter.transport.connections import belonging_to, bind
from crossposter.transport.exchange import Exchange
from tests.support.evil import saying, with_body


def manager() -> PoolManager:
    made = PoolManager(retries=False)
    bind(made)
    return made


def test_outside_of_an_exchange_nothing_is_opened() -> None:
    with saying(with_body(b"x")) as url, pytest.raises(LookupError):
        manager().request("GET", url)


def test_an_answer_is_counted_from_its_first_byte() -> None:
    with saying(with_body(b"x" * 50)) as url:
        with Exchange(20, most=10_000) as exchange, belonging_to(exchange):
            answer = manager().request("GET", url)
            assert answer.data == b"x" * 50
        assert exchange.begun
        with (
            Exchange(20, most=10) as small,
            belonging_to(small),
            contextlib.suppress(HTTPError, HTTPException, OSError),
        ):
            manager().request("GET", url)
        assert small.overflowed


def test_no_connection_is_used_twice_whatever_the_server_offers() -> None:
    met: list[object] = []

    def say(connection: socket.socket) -> None:
        met.append(connection)
        with_body(b"x", b"Connection: keep-alive")(connection)

    opened = manager()
    with saying(say) as url:
        for _ in range(2):
            with Exchange(20, most=10_000) as exchange, belonging_to(exchange):
                opened.request("GET", url)

    assert len(met) == 2


def test_a_port_where_nobody_listens_is_told_as_such() -> None:
    with (
        Exchange(20, most=10) as exchange,
        belonging_to(exchange),
        pytest.raises((NewConnectionError, MaxRetryError)),
    ):
        manager().request("GET", "http://127.0.0.1:9/")
