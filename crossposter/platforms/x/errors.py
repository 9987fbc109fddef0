"""Errors of the X API -> reactions.

https://docs.x.com/x-api/fundamentals/response-codes-and-errors
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from crossposter.channels import Rest
from crossposter.platforms.error_mapping import ErrorMapping
from crossposter.platforms.session import Answer, unintelligible
from crossposter.platforms.waits import bounded, retry_after
from crossposter.platforms.x.problems import OTHER, TABLE, Problem

SERVICE = "X"
TOO_MANY = 429
REFUSALS = range(400, 500)


def reaction_to(answer: Answer, words: str, now: datetime) -> ErrorMapping:
    """Reaction to an answer that is no success; *words* are its own."""
    if not _is_a_refusal(answer):
        told = retry_after(answer.headers, now)
        rest = Rest(wait=told) if told is not None else None
        return replace(unintelligible(SERVICE, answer), rest=rest)
    lowered = words.lower()
    problem = next(each for each in TABLE if each.fits(answer.status, lowered))
    said = f" (X: {' '.join(words.split())[:300]})" if words else ""
    named = reset_after(answer.headers, now) if answer.status == TOO_MANY else None
    return ErrorMapping(
        kind=problem.kind,
        message=problem.message + (said if problem is OTHER else ""),
        code=problem.code(answer.status),
        wait=named or problem.wait if problem.wait else None,
        rest=_rest(problem, named),
    )


def _is_a_refusal(answer: Answer) -> bool:
    """True for a certain refusal: a 429 comes before any other check, in any words."""
    is_said = answer.status in REFUSALS and isinstance(answer.body, dict)
    return is_said or answer.status == TOO_MANY


def _rest(problem: Problem, named: timedelta | None) -> Rest | None:
    if not problem.rests or problem.wait is None:
        return None
    return Rest(wait=named or problem.wait, named=named is not None)


def words_of(body: object) -> str:
    """Words of a problem document, in one line: its type, too."""
    if not isinstance(body, dict):
        return ""
    errors = body.get("errors")
    parts = [body, *(errors if isinstance(errors, list) else [])]
    said = [
        str(part[name])
        for part in parts
        if isinstance(part, dict)
        for name in ("title", "detail", "message", "type")
        if part.get(name)
    ]
    return " · ".join(dict.fromkeys(said))


def nothing_left(headers: Mapping[str, str]) -> bool:
    """True when the next request of this kind would be refused."""
    scopes = ("x-rate-limit", "x-app-limit-24hour", "x-user-limit-24hour")
    return any(headers.get(f"{scope}-remaining") == "0" for scope in scopes)


def reset_after(headers: Mapping[str, str], now: datetime) -> timedelta | None:
    """Reset time of the limits: a used-up day counts before the window.

    None where X does not say.

    https://docs.x.com/x-api/fundamentals/rate-limits
    """
    waits = [
        _until(headers.get(f"{scope}-reset"), now)
        for scope in ("x-app-limit-24hour", "x-user-limit-24hour")
        if headers.get(f"{scope}-remaining") == "0"
    ]
    known = [wait for wait in waits if wait is not None]
    if known:
        return max(known)
    named = retry_after(headers, now)
    return named or _until(headers.get("x-rate-limit-reset"), now)


def _until(epoch: str | None, now: datetime) -> timedelta | None:
    if epoch is None or not (epoch.isascii() and epoch.isdigit()):
        return None
    # A clock that is wrong here or there must not park the channel for years.
    return bounded(timedelta(seconds=int(epoch[:12]) - now.timestamp()))
