"""X, as the contract plays it."""

import hashlib
from typing import Any

from crossposter.clock import SystemClock
from crossposter.platforms.x.publisher import XAccount
from tests.support.terms import Terms


def connect(_account: str, token: str, api: dict[str, Any]) -> XAccount:
    return XAccount(
        access_token=token,
        access_token_secret="rahasia-token",
        consumer_key="kunci-aplikasi",
        consumer_secret="rahasia-aplikasi",
        clock=SystemClock(),
        **api,
    )


def _account(_number: int, token: str) -> str:
    """In the sandbox every token is an account of its own."""
    digest = hashlib.sha256(token.encode()).hexdigest()
    return str(3_100_000_000 + int(digest[:7], 16))


TERMS = Terms(
    connect=connect,
    account=_account,
    default_account="3001",
    commit="tweets",
    uploads=frozenset({"media_upload", "media_metadata"}),
    figures="lookup",
    refusals={
        "refused": {"code": "400-too-long"},
        "busy": {"code": "429"},
        "bad token": {"code": "401"},
        "blocked": {"code": "402"},
        "duplicate": {"code": "403-duplicate"},
    },
    expired="401",
    refs={"user": "31", "username": "pemkab", "media": ""},
)
