"""Effect of a fault on a request: does the platform act, and what answer goes back."""

import html
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Any

from crossposter.sandbox.platform import Refusals, Route
from crossposter.sandbox.request import Answer, Call
from crossposter.sandbox.routes import BY_NAME
from crossposter.sandbox.state import State

PAGE = """<!DOCTYPE html>
<html lang="en"><head><title>{title}</title></head>
<body><h1>{title}</h1><p>Something went wrong. Please try again later.</p></body></html>
"""


class Ending(Enum):
    """Ending of a request as the client sees it."""

    ANSWER = "the platform's own answer"
    INSTEAD = "the fault's answer"
    DROP = "a closed connection"
    TRUNCATE = "half an answer"


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """Outcome of a request: `late` is in seconds."""

    acts: bool = True
    ending: Ending = Ending.ANSWER
    instead: Answer | None = None
    late: float | None = None
    kills: bool = False


def of(fault: dict[str, Any] | None, call: Call, route: Route, state: State) -> Outcome:
    """Outcome of a request under a fault."""
    if fault is None:
        return Outcome()
    kind = fault["kind"]
    if kind in _PLAIN:
        return _PLAIN[kind]
    if kind == "late":
        return Outcome(acts=False, ending=Ending.DROP, late=fault.get("seconds", 1))
    instead = _ANSWERS[kind](fault, call, route, state)
    acts = fault.get("after", kind in {"error_after", "html"})
    return Outcome(acts=bool(acts), ending=Ending.INSTEAD, instead=instead)


_PLAIN = {
    "drop_before": Outcome(acts=False, ending=Ending.DROP),
    "drop_after": Outcome(ending=Ending.DROP),
    "truncated": Outcome(ending=Ending.TRUNCATE),
    "kill_client_before": Outcome(acts=False, ending=Ending.DROP, kills=True),
    "kill_client_after": Outcome(ending=Ending.DROP, kills=True),
}


def _refusals(route: Route) -> Refusals:
    return BY_NAME[route.platform].refusals


def _documented(fault: dict[str, Any], route: Route, default: str) -> Answer:
    return _refusals(route).documented(str(fault.get("code", default)))


def _refuse(fault: dict[str, Any], call: Call, route: Route, state: State) -> Answer:
    del call, state
    if "code" in fault:
        return _documented(fault, route, "")
    body = fault.get("body", {})
    return Answer(
        status=int(fault.get("status", 400)),
        body=body,
        headers=fault.get("headers", {}),
        media_type="text/html" if isinstance(body, str) else "application/json",
    )


def _error(fault: dict[str, Any], call: Call, route: Route, state: State) -> Answer:
    del call, state
    status = int(fault.get("status", 500))
    if fault.get("html"):
        return _page(status, f"{status} Server Error")
    return _refusals(route).failed(status)


def _page(status: int, title: str) -> Answer:
    body = PAGE.format(title=html.escape(title))
    return Answer(status=status, body=body, media_type="text/html")


def _html(fault: dict[str, Any], call: Call, route: Route, state: State) -> Answer:
    del call, route, state
    return _page(int(fault.get("status", 200)), "Sorry")


def _rate_limited(
    fault: dict[str, Any], call: Call, route: Route, state: State
) -> Answer:
    return _refusals(route).too_often(fault, call, route, state)


def _expired(fault: dict[str, Any], call: Call, route: Route, state: State) -> Answer:
    del call, state
    return _documented(fault, route, _refusals(route).expired)


def _unreadable(
    fault: dict[str, Any], call: Call, route: Route, state: State
) -> Answer:
    if "status" in fault:
        return _error(fault, call, route, state)
    return _documented(fault, route, _refusals(route).unreadable)


_ANSWERS: dict[str, Callable[[dict[str, Any], Call, Route, State], Answer]] = {
    "refuse": _refuse,
    "error_before": _error,
    "error_after": _error,
    "html": _html,
    "rate_limited": _rate_limited,
    "expired_token": _expired,
    "unreadable": _unreadable,
}
