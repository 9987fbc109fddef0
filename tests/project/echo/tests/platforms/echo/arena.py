"""Echo, as the contract plays it."""

from typing import Any

from crossposter.platforms.echo.publisher import EchoAccount

from crossposter.clock import SystemClock
from tests.support.terms import Terms


def connect(account: str, token: str, api: dict[str, Any]) -> EchoAccount:
    return EchoAccount(account=account, token=token, clock=SystemClock(), **api)


TERMS = Terms(
    connect=connect,
    account=lambda number, _: f"gema{number}",
    default_account="1001",
    commit="create",
    uploads=frozenset({"upload"}),
    figures="read",
    refusals={
        "refused": {"code": "refused"},
        "busy": {"code": "busy"},
        "bad token": {"code": "token"},
        "blocked": {"code": "blocked"},
        "duplicate": {"code": "duplicate"},
    },
    expired="token",
    refs={},
)
