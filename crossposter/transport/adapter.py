"""Adapter of `requests`: bounded exchanges, and answers that are read as a whole."""

from collections.abc import Callable
from contextlib import closing
from functools import partial
from http.client import HTTPException
from http.cookiejar import DefaultCookiePolicy
from io import BytesIO
from time import monotonic
from typing import Any

import requests
from requests.adapters import HTTPAdapter
from requests.exceptions import (
    ChunkedEncodingError,
    ConnectTimeout,
    ReadTimeout,
    RequestException,
    Timeout,
)
from urllib3 import PoolManager
from urllib3.exceptions import HTTPError

from crossposter.transport.connections import belonging_to, bind
from crossposter.transport.decoding import Bomb, decoded
from crossposter.transport.exchange import Exchange

HEADERS = 256 * 1024  #: bytes for status lines, headers and the frames of chunks
_PIECE = 64 * 1024
_MUCH = "the answer is larger than it may be"


class TooLarge(RequestException):
    """Answer larger than allowed; *response* is its head, if that fitted."""


class _BoundedAdapter(HTTPAdapter):
    """Adapter that reads *most* bytes of an answer; with 0 only its head is read."""

    def __init__(self, most: int) -> None:
        self._body = most
        super().__init__()

    def init_poolmanager(self, *arguments: Any, **more: Any) -> None:
        super().init_poolmanager(*arguments, **more)
        bind(self.poolmanager)

    def proxy_manager_for(self, proxy: str, **more: Any) -> PoolManager:
        manager: PoolManager = super().proxy_manager_for(proxy, **more)
        if not proxy.lower().startswith("socks"):
            bind(manager)
        return manager

    def send(  # type: ignore[override]  # the library passes all of them by name
        self, request: requests.PreparedRequest, **options: Any
    ) -> requests.Response:
        """Answer to *request*; RequestException when it does not arrive whole."""
        connect, answer = _limits(options["timeout"])
        whole = {**options, "stream": True, "timeout": (connect, answer)}
        exchange = Exchange(answer, most=self._body + HEADERS)
        with exchange, belonging_to(exchange):
            ask = partial(super().send, request, **whole)
            return self._whole(ask, exchange, request)

    def _whole(
        self,
        ask: Callable[[], requests.Response],
        exchange: Exchange,
        request: requests.PreparedRequest,
    ) -> requests.Response:
        try:
            response = ask()
            self._read(response)
        except (ConnectTimeout, TooLarge):
            raise
        except (RequestException, HTTPError, HTTPException, OSError, ValueError) as e:
            raise _named(e, exchange, request) from e
        if exchange.is_up:  # a connection that is shut down looks like a whole answer
            raise ReadTimeout("the answer was cut off", request=request)
        return response

    def _read(self, response: requests.Response) -> None:
        """Content of the answer, put where the library will look for it."""
        content = b""
        with closing(response.raw) as raw:
            while self._body and (piece := raw.read(_PIECE)):
                content += piece
                if len(content) > self._body:
                    raise TooLarge(_MUCH, response=response)
        encoding = response.headers.get("Content-Encoding", "") if content else ""
        try:
            response.raw = BytesIO(decoded(content, encoding, self._body))
        except Bomb as error:
            raise TooLarge(_MUCH, response=response) from error


def _limits(timeout: Any) -> tuple[float, float]:
    """Time limits: for connecting, and for everything together."""
    connect, whole = timeout if isinstance(timeout, tuple) else (timeout, timeout)
    return min(connect, whole), whole


def _named(
    error: Exception, exchange: Exchange, request: requests.PreparedRequest
) -> RequestException:
    if exchange.overflowed:
        return TooLarge(_MUCH, request=request)
    if exchange.is_up or _timed_out(error):
        if not exchange.begun:  # a handshake, at most
            return ConnectTimeout("no connection in time", request=request)
        return ReadTimeout("no whole answer in time", request=request)
    if isinstance(error, RequestException):
        return error
    return ChunkedEncodingError(error, request=request)


def _timed_out(error: BaseException | None) -> bool:
    """Blocked write as the library's lost connection, with its cause."""
    while error is not None and not isinstance(error, TimeoutError):
        error = error.__cause__ or error.__context__
    return error is not None


def bound(session: requests.Session, *, most: int) -> None:
    """Time and size limits for what *session* sends; *most* are bytes of an answer.

    With 0 only the head of each answer is read. Every request needs a time limit.
    """
    adapter = _BoundedAdapter(most)
    session.mount("https://", adapter)
    session.mount("http://", adapter)
    # No answer here is worth a decompression.
    session.headers["Accept-Encoding"] = "identity"
    session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=()))


def bound_everything(*, most: int) -> None:
    """Limits for everything that a library of this process sends with `requests`.

    For a process that runs somebody else's code and nothing of ours.
    """
    requests.sessions.HTTPAdapter = partial(  # type: ignore[assignment]
        _BoundedAdapter, most
    )


class BoundedSession(requests.Session):
    """Session whose requests end after *seconds*, all of them together."""

    def __init__(self, *, seconds: float, most: int = 0) -> None:
        super().__init__()
        self._ends_at = monotonic() + seconds
        bound(self, most=most)

    def send(
        self, request: requests.PreparedRequest, **options: Any
    ) -> requests.Response:
        """Answer to *request*; Timeout as well when there is no time left for it."""
        left = self._ends_at - monotonic()
        if left <= 0:
            raise Timeout("no time is left", request=request)
        return super().send(request, **{**options, "timeout": left})


def as_it_is(request: requests.PreparedRequest) -> requests.PreparedRequest:
    """Replacement for credentials; otherwise a .netrc could put its own in."""
    return request
