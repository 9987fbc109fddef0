"""Refusals, failures and waits of the Graph API, and the usage headers it sends."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from crossposter.sandbox.meta import errors, graph
from crossposter.sandbox.platform import Refusals, Route, account_of
from crossposter.sandbox.request import Answer, Call, Refused
from crossposter.sandbox.state import State


def admit(call: Call, route: Route, state: State) -> dict[str, str]:
    """Usage headers of an account, on a refusal as well; raises Refused."""
    headers = graph.headers(call, account_of(call, route))
    try:
        graph.authorize(call, state)
    except Refused as refusal:
        both = {**headers, **refusal.answer.headers}
        raise Refused(replace(refusal.answer, headers=both)) from None
    return headers


def hides(state: State) -> bool:
    """True when the public sees nothing of what an app in development posted.

    https://developers.facebook.com/docs/apps/managing-development-cycle
    """
    return bool(state.setting("app_in_development"))


def _documented(code: str) -> Answer:
    known = code.lstrip("-").replace("/", "").isdecimal()
    return errors.answer(code if known else "1")


def _failed(status: int) -> Answer:
    return Answer(status=status, body=errors.body("2" if status > 500 else "1"))


def _too_often(
    fault: Mapping[str, Any], call: Call, route: Route, state: State
) -> Answer:
    del state
    refusal = errors.answer(str(fault.get("code", "4")))
    headers = graph.headers(call, account_of(call, route), percent=100)
    return Answer(status=refusal.status, body=refusal.body, headers=headers)


def _malformed(message: str) -> Answer:
    return errors.answer("2500", message)


def _unknown(path: str) -> Answer:
    return errors.answer("2500", "Unknown path components: " + path)


REFUSALS = Refusals(
    documented=_documented,
    failed=_failed,
    too_often=_too_often,
    malformed=_malformed,
    unknown=_unknown,
    expired="190/463",
    unreadable="100/33",
)
