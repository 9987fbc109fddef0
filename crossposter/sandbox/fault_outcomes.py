"""How a fault turns out for one request: does it act, and what goes back."""

import html
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Any

from crossposter.sandbox.accounts import X
from crossposter.sandbox.meta import errors as graph_errors
from crossposter.sandbox.meta import graph
from crossposter.sandbox.request import Answer, Call
from crossposter.sandbox.routes import Route, default_account
from crossposter.sandbox.state import State
from crossposter.sandbox.x import auth as x_access
from crossposter.sandbox.x import errors as x_errors

PAGE = """<!DOCTYPE html>
<html lang="en"><head><title>{title}</title></head>
<body><h1>{title}</h1><p>Something went wrong. Please try again later.</p></body></html>
"""


class Ending(Enum):
    """What the client gets to see."""

    ANSWER = "the platform's own answer"
    INSTEAD = "the fault's answer"
    DROP = "a closed connection"
    TRUNCATE = "half an answer"


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """Whether the platform acts and how the request ends; `late` is in seconds."""

    acts: bool = True
    ending: Ending = Ending.ANSWER
    instead: Answer | None = None
    late: float | None = None
    kills: bool = False


def of(fault: dict[str, Any] | None, call: Call, route: Route, state: State) -> Outcome:
    """Work out what a fault does to a request."""
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


def _refuse(fault: dict[str, Any], call: Call, route: Route, state: State) -> Answer:
    del call, state
    if "code" in fault:
        return documented(route.platform, str(fault["code"]))
    body = fault.get("body", {})
    return Answer(
        status=int(fault.get("status", 400)),
        body=body,
        headers=fault.get("headers", {}),
        media_type="text/html" if isinstance(body, str) else "application/json",
    )


def documented(platform: str, code: str) -> Answer:
    """Give a documented refusal of a platform by its name."""
    if platform == X:
        return x_errors.answer(code)
    known = code.lstrip("-").replace("/", "").isdecimal()
    return graph_errors.answer(code if known else "1")


def _error(fault: dict[str, Any], call: Call, route: Route, state: State) -> Answer:
    del call, state
    status = int(fault.get("status", 500))
    if fault.get("html"):
        return _page(status, f"{status} Server Error")
    if route.platform == X:
        problem = x_errors.KNOWN["503" if status == 503 else "500"]
        return Answer(status=status, body=problem | {"status": status})
    return Answer(status=status, body=graph_errors.body("2" if status > 500 else "1"))


def _page(status: int, title: str) -> Answer:
    body = PAGE.format(title=html.escape(title))
    return Answer(status=status, body=body, media_type="text/html")


def _html(fault: dict[str, Any], call: Call, route: Route, state: State) -> Answer:
    del call, route, state
    return _page(int(fault.get("status", 200)), "Sorry")


def _rate_limited(
    fault: dict[str, Any], call: Call, route: Route, state: State
) -> Answer:
    if route.platform != X:
        refusal = graph_errors.answer(str(fault.get("code", "4")))
        headers = graph.headers(call, default_account(route, call), percent=100)
        return Answer(status=refusal.status, body=refusal.body, headers=headers)
    reset = int(state.timestamp() + float(fault.get("reset", 60)))
    if fault.get("day"):
        headers = x_access.limit_headers(100, 99, int(state.timestamp()) + 900)
        headers |= {
            "x-user-limit-24hour-limit": "10000",
            "x-user-limit-24hour-remaining": "0",
            "x-user-limit-24hour-reset": str(reset),
        }
        return x_access.too_many(headers)
    return x_access.too_many(x_access.limit_headers(100, 0, reset))


def _expired(fault: dict[str, Any], call: Call, route: Route, state: State) -> Answer:
    del call, state
    default = "401" if route.platform == X else "190/463"
    return documented(route.platform, str(fault.get("code", default)))


def _unreadable(
    fault: dict[str, Any], call: Call, route: Route, state: State
) -> Answer:
    if "status" in fault:
        return _error(fault, call, route, state)
    default = "503" if route.platform == X else "100/33"
    return documented(route.platform, str(fault.get("code", default)))


_ANSWERS: dict[str, Callable[[dict[str, Any], Call, Route, State], Answer]] = {
    "refuse": _refuse,
    "error_before": _error,
    "error_after": _error,
    "html": _html,
    "rate_limited": _rate_limited,
    "expired_token": _expired,
    "unreadable": _unreadable,
}
