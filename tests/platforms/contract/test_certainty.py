"""Which network errors prove that nothing was sent."""

import socket
import ssl

import pytest
from requests import exceptions as trouble
from urllib3.connection import HTTPSConnection
from urllib3.exceptions import (
    ConnectTimeoutError,
    MaxRetryError,
    NameResolutionError,
    NewConnectionError,
    ProtocolError,
    SSLError,
)

from crossposter.platforms.session import certainly_unsent

CONNECTION = HTTPSConnection("graph.facebook.com")


def retried(reason: Exception) -> MaxRetryError:
    return MaxRetryError(CONNECTION, "/v26.0/1/feed", reason)  # type: ignore[arg-type]


NEVER_LEFT = {
    "slow to connect": trouble.ConnectTimeout(retried(ConnectTimeoutError("late"))),
    "refused": trouble.ConnectionError(retried(NewConnectionError(CONNECTION, "no"))),
    "no such host": trouble.ConnectionError(
        retried(NameResolutionError("graph", CONNECTION, socket.gaierror()))
    ),
    "no proxy": trouble.ProxyError("the proxy is not there"),
    "bad certificate": trouble.SSLError(
        retried(SSLError(ssl.SSLCertVerificationError("expired")))
    ),
    "no address": trouble.InvalidURL("no host"),
}
PERHAPS_SENT = {
    "slow to answer": trouble.ReadTimeout("timed out"),
    "reset": trouble.ConnectionError(ProtocolError("aborted", ConnectionResetError())),
    "refused later": trouble.ConnectionError(
        ProtocolError("aborted", ConnectionRefusedError("while reading"))
    ),
    "half a body": trouble.ChunkedEncodingError("half a body"),
    "TLS ended": trouble.SSLError(retried(SSLError(ssl.SSLEOFError("reading")))),
    "no JSON": trouble.JSONDecodeError("no JSON", "<html>", 0),
    "no gzip": trouble.ContentDecodingError("no gzip"),
}


@pytest.mark.parametrize("case", NEVER_LEFT)
def test_some_requests_certainly_never_left(case: str) -> None:
    assert certainly_unsent(NEVER_LEFT[case])


@pytest.mark.parametrize("case", PERHAPS_SENT)
def test_after_the_rest_anything_may_have_happened(case: str) -> None:
    assert not certainly_unsent(PERHAPS_SENT[case])
