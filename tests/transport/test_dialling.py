"""A name becomes a connection: its addresses one after another, in one time."""

import socket
from typing import Any

import pytest

from crossposter.transport.dialling import connected
from crossposter.transport.exchange import Exchange


@pytest.fixture
def listening() -> Any:
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server


def place(port: int) -> tuple[Any, ...]:
    return (socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))


def test_the_next_address_is_tried_where_one_refuses(
    listening: socket.socket, monkeypatch: pytest.MonkeyPatch
) -> None:
    port = listening.getsockname()[1]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: [place(9), place(port)])

    with (
        Exchange(20, most=10) as exchange,
        connected(exchange, "contoh.example", port) as opened,
    ):
        assert opened.getpeername() == ("127.0.0.1", port)


def test_the_last_refusal_is_told_where_none_answers(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: [place(9), place(9)])

    with Exchange(20, most=10) as exchange, pytest.raises(ConnectionRefusedError):
        connected(exchange, "contoh.example", 9)


@pytest.mark.parametrize("found", [[], UnicodeError("label too long")])
def test_a_name_that_leads_nowhere_is_an_error_of_names(
    monkeypatch: pytest.MonkeyPatch, found: Any
) -> None:
    def resolve(*_: object, **__: object) -> Any:
        if isinstance(found, Exception):
            raise found
        return found

    monkeypatch.setattr(socket, "getaddrinfo", resolve)

    with Exchange(20, most=10) as exchange, pytest.raises(socket.gaierror):
        connected(exchange, "contoh.example", 80)


def test_no_time_is_no_connection(listening: socket.socket) -> None:
    with Exchange(20, most=10) as exchange, pytest.raises(TimeoutError):
        connected(exchange, "127.0.0.1", listening.getsockname()[1], seconds=0)


def test_options_are_set_before_anything_is_said(listening: socket.socket) -> None:
    option = (socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    port = listening.getsockname()[1]

    with (
        Exchange(20, most=10) as exchange,
        connected(exchange, "127.0.0.1", port, options=[option]) as opened,
    ):
        assert opened.getsockopt(*option[:2]) == 1
