"""Refusals, failures and waits of X."""

from collections.abc import Mapping
from typing import Any

from crossposter.sandbox.platform import Refusals, Route
from crossposter.sandbox.request import Answer, Call
from crossposter.sandbox.state import State
from crossposter.sandbox.x import auth, errors


def _failed(status: int) -> Answer:
    problem = errors.KNOWN["503" if status == 503 else "500"]
    return Answer(status=status, body=problem | {"status": status})


def _too_often(
    fault: Mapping[str, Any], call: Call, route: Route, state: State
) -> Answer:
    del call, route
    reset = int(state.timestamp() + float(fault.get("reset", 60)))
    if not fault.get("day"):
        return auth.too_many(auth.limit_headers(100, 0, reset))
    headers = auth.limit_headers(100, 99, int(state.timestamp()) + 900)
    headers |= {
        "x-user-limit-24hour-limit": "10000",
        "x-user-limit-24hour-remaining": "0",
        "x-user-limit-24hour-reset": str(reset),
    }
    return auth.too_many(headers)


def _malformed(message: str) -> Answer:
    body = {"title": "Invalid Request", "detail": message, "status": 400}
    return Answer(status=400, body=body)


def _unknown(_path: str) -> Answer:
    return Answer(status=404, body={"title": "Not Found", "status": 404})


REFUSALS = Refusals(
    documented=errors.answer,
    failed=_failed,
    too_often=_too_often,
    malformed=_malformed,
    unknown=_unknown,
    expired="401",
    unreadable="503",
    codes=frozenset(errors.KNOWN),
)
