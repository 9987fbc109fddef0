"""The refusals of Echo."""

from collections.abc import Mapping
from typing import Any

from crossposter.sandbox.platform import Refusals, Route
from crossposter.sandbox.request import Answer, Call, Refused
from crossposter.sandbox.state import State

_STATUSES = {
    "refused": 400,
    "token": 401,
    "blocked": 403,
    "missing": 404,
    "duplicate": 409,
    "busy": 429,
    "broken": 503,
}


def answer(code: str, message: str = "It is not possible.") -> Answer:
    """Give the refusal of a code; any other is a plain one."""
    body = {"error": {"code": code, "message": message}}
    return Answer(status=_STATUSES.get(code, 400), body=body)


def refused(code: str) -> Refused:
    """Give the exception that answers with a code."""
    return Refused(answer(code))


def _failed(status: int) -> Answer:
    return Answer(status=status, body={"error": {"code": "broken"}})


def _too_often(
    _fault: Mapping[str, Any], _call: Call, _route: Route, _state: State
) -> Answer:
    return answer("busy")


def _malformed(message: str) -> Answer:
    return answer("refused", message)


def _unknown(_path: str) -> Answer:
    return answer("missing")


REFUSALS = Refusals(
    documented=answer,
    failed=_failed,
    too_often=_too_often,
    malformed=_malformed,
    unknown=_unknown,
    expired="token",
    unreadable="broken",
    codes=frozenset(_STATUSES),
)
