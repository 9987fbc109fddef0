"""Facebook, as the contract plays it."""

from typing import Any

from crossposter.clock import SystemClock
from crossposter.platforms.facebook.publisher import FacebookPage
from tests.support.terms import Terms


def connect(account: str, token: str, api: dict[str, Any]) -> FacebookPage:
    return FacebookPage(page_id=account, access_token=token, clock=SystemClock(), **api)


TERMS = Terms(
    connect=connect,
    account=lambda number, _: str(50_000 + number),
    default_account="1001",
    commit="feed",
    uploads=frozenset({"photos"}),
    figures="post",
    refusals={
        "refused": {"code": "1609005"},
        "busy": {"code": "32"},
        "bad token": {"code": "190/463"},
        "blocked": {"code": "368"},
        "duplicate": {"code": "506"},
    },
    expired="190/463",
    refs={},
)
