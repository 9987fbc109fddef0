"""Fault definitions and queue: kind, place, how often, after how many requests.

A fault is a JSON object such as
`{"kind": "drop_after", "platform": "facebook", "operation": "feed", "times": 1}`.
`platform` and `operation` may be left out; `operation` may be `read` or `write`.
`skip` lets that many matching requests pass first; `times` null means for ever;
`for` ends the fault that many seconds after it was set.

One request meets at most one fault that decides its outcome, and all the matching
faults that only change conditions.
"""

import json
import re
from dataclasses import dataclass, field
from typing import Any

from crossposter.sandbox.platform import Route
from crossposter.sandbox.request import Conditions
from crossposter.sandbox.routes import BY_NAME
from crossposter.sandbox.state import State

OUTCOMES = {
    "refuse": "a documented refusal: code, or status and body; after (act first)",
    "drop_before": "close the connection without acting",
    "drop_after": "act, then close the connection without an answer",
    "error_before": "5xx without acting: status, html",
    "error_after": "act, then 5xx: status, html",
    "html": "200 with a page of HTML: after (default true)",
    "rate_limited": "429, or code 4 (17, 32): code, reset in seconds, day",
    "expired_token": "190/463 or 401",
    "late": "close the connection, act only after so many seconds: seconds",
    "kill_client_before": "SIGKILL to the pid in X-Sandbox-Pid without acting",
    "kill_client_after": "act, then SIGKILL to the pid in X-Sandbox-Pid",
    "unreadable": "reads fail while writes work: status or code (default 100/33)",
    "truncated": "act, then close the connection in the middle of the body",
}
CONDITIONS = {
    "slow": "answer only after so many seconds: seconds, after (act first)",
    "read_lag": "what is published is readable only later: seconds",
    "container_stuck": "an Instagram container stays IN_PROGRESS: seconds or ever",
    "container_error": "an Instagram container ends in ERROR: code",
}
KINDS = OUTCOMES | CONDITIONS
NAMES = {
    "kind",
    "platform",
    "operation",
    "times",
    "skip",
    "for",
    "status",
    "body",
    "headers",
    "code",
    "html",
    "after",
    "seconds",
    "reset",
    "day",
}
PLATFORMS = {None, *BY_NAME}
CODES = frozenset().union(*(each.refusals.codes for each in BY_NAME.values()))
DEFAULT_OPERATIONS = {
    "unreadable": "read",
    "read_lag": "write",
    "late": "write",
    "container_stuck": "media",
    "container_error": "media",
}
FOR_EVER = 10 * 365 * 86_400


class BadFault(Exception):
    """Fault that cannot be set; the message says why."""


@dataclass(frozen=True, kw_only=True)
class Plan:
    """Plan of the faults for one request."""

    outcome: dict[str, Any] | None = None
    slow_before: float = 0.0
    slow_after: float = 0.0
    conditions: Conditions = field(default_factory=Conditions)


def replace_all(state: State, values: Any) -> None:
    """New list of faults, in order.

    Raises BadFault.
    """
    if not isinstance(values, list):
        message = "the faults must be a list"
        raise BadFault(message)
    with state.transaction():
        state.write("DELETE FROM fault")
        for value in values:
            add(state, value)


def add(state: State, value: Any) -> None:
    """One more fault.

    Raises BadFault.
    """
    _check(value)
    kept = {"times": 1, "skip": 0, **value}
    kept.setdefault("operation", DEFAULT_OPERATIONS.get(value["kind"]))
    if "for" in value:
        kept["until"] = state.timestamp() + float(value["for"])
    state.write("INSERT INTO fault (value) VALUES (?)", json.dumps(kept))


def _check(value: Any) -> None:
    if not isinstance(value, dict) or value.get("kind") not in KINDS:
        message = f"a fault needs a kind, one of {', '.join(KINDS)}"
        raise BadFault(message)
    unknown = set(value) - NAMES
    if unknown:
        message = f"{value['kind']}: unknown {', '.join(sorted(unknown))}"
        raise BadFault(message)
    if value.get("platform") not in PLATFORMS:
        message = f"{value['kind']}: unknown platform {value['platform']}"
        raise BadFault(message)
    _check_code(value)
    _check_numbers(value)


def _check_code(value: dict[str, Any]) -> None:
    code = str(value.get("code", "1"))
    if code not in CODES and not re.fullmatch(r"-?\d+(/\d+)?", code):
        message = f"{value['kind']}: unknown code {code}"
        raise BadFault(message)


def _check_numbers(value: dict[str, Any]) -> None:
    for name in ("times", "skip", "for", "status", "reset", "seconds"):
        given = value.get(name)
        forever = name == "seconds" and given == "ever"
        if given is not None and not forever and not isinstance(given, int | float):
            message = f"{value['kind']}: {name} must be a number"
            raise BadFault(message)


def left(state: State) -> list[dict[str, Any]]:
    """Faults that still wait, in order."""
    return [fault for _, fault in _loaded(state)]


def clear(state: State) -> None:
    """Removal of all faults."""
    state.write("DELETE FROM fault")


def _loaded(state: State) -> list[tuple[int, dict[str, Any]]]:
    rows = state.rows("SELECT seq, value FROM fault ORDER BY seq")
    return [(row["seq"], json.loads(row["value"])) for row in rows]


def take(state: State, route: Route) -> Plan:
    """Plan for a request; the faults it takes are used up."""
    taken: list[dict[str, Any]] = []
    with state.transaction():
        for seq, fault in _loaded(state):
            if fault.get("until", FOR_EVER * 1000) < state.timestamp():
                state.write("DELETE FROM fault WHERE seq = ?", seq)
            elif _matches(fault, route) and not _has_outcome(taken, fault):
                if not fault["skip"]:
                    taken.append(fault)
                _step(state, seq, fault)
    return _plan(taken)


def _matches(fault: dict[str, Any], route: Route) -> bool:
    if fault.get("platform") not in {None, route.platform}:
        return False
    group = "write" if route.writes else "read"
    return fault["operation"] in {None, route.operation, group}


def _has_outcome(taken: list[dict[str, Any]], fault: dict[str, Any]) -> bool:
    if fault["kind"] in CONDITIONS:
        return False
    return any(each["kind"] in OUTCOMES for each in taken)


def _step(state: State, seq: int, fault: dict[str, Any]) -> None:
    changed = dict(fault)
    if fault["skip"]:
        changed["skip"] -= 1
    elif fault["times"] is not None:
        changed["times"] -= 1
    if changed["times"] is not None and changed["times"] <= 0:
        state.write("DELETE FROM fault WHERE seq = ?", seq)
        return
    value = json.dumps(changed)
    state.write("UPDATE fault SET value = ? WHERE seq = ?", value, seq)


def _plan(taken: list[dict[str, Any]]) -> Plan:
    by_kind = {fault["kind"]: fault for fault in taken}
    slow = by_kind.get("slow", {})
    wait = float(slow.get("seconds", 1))
    return Plan(
        outcome=next((each for each in taken if each["kind"] in OUTCOMES), None),
        slow_before=wait if slow and not slow.get("after") else 0.0,
        slow_after=wait if slow and slow.get("after") else 0.0,
        conditions=Conditions(
            read_lag=_seconds(by_kind.get("read_lag")),
            container_stuck=_seconds(by_kind.get("container_stuck")),
            container_error=_code(by_kind.get("container_error")),
        ),
    )


def _seconds(fault: dict[str, Any] | None) -> float:
    if not fault:
        return 0.0
    given = fault.get("seconds", "ever")
    return float(FOR_EVER if given in {"ever", None} else given)


def _code(fault: dict[str, Any] | None) -> str | None:
    return str(fault.get("code", "9004/2207052")) if fault else None
