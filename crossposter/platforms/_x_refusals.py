"""What the answers of X call for.

https://docs.x.com/x-api/fundamentals/response-codes-and-errors
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from crossposter.platforms._http import Answer, unintelligible
from crossposter.platforms._reaction import Reaction
from crossposter.platforms._waits import bounded, retry_after
from crossposter.publisher import (
    Blocked,
    Duplicate,
    NotAuthorized,
    Rejected,
    Rest,
    TryLater,
)

SERVICE = "X"
RATE_WINDOW = timedelta(minutes=15)
UNAUTHORIZED, PAYMENT, FORBIDDEN, TOO_MANY = 401, 402, 403, 429
REFUSALS = range(400, 500)
NO_CREDITS = (
    "The credits of the X account are used up: buy credits in the developer console,"
    " then resume the channel."
)
NEW_KEYS = (
    "X does not accept the channel's keys: make new ones with read and write permission"
    " and put them into the configuration."
)
NO_PERMISSION = (
    "The app may not post to X with these keys: give it read and write permission, make"
    " new keys and put them into the configuration."
)
SUSPENDED = (
    "X has suspended or locked this account: log in there, follow what it asks, then"
    " resume the channel."
)
DUPLICATE = (
    "X says that this text was posted before: the account is read to see whether it was"
    " this post."
)
TOO_LONG = "The text is longer than X takes: shorten it and approve the post again."
MEDIA_IDS = "X did not take the pictures' ids: they are uploaded again."
MEDIA_REFUSED = "400/media"
PARENT = (
    "X says that the part before this one was deleted, so nothing can be shown below it:"
    " post the rest by hand, or withdraw the announcement and write a new one."
)
PARENT_REFUSED = "parent"
#: last part of the problem's type, or a phrase of its detail
PROBLEMS: tuple[tuple[str, type[NotAuthorized | Blocked], str], ...] = (
    ("credits", Blocked, NO_CREDITS),
    ("usage-capped", Blocked, NO_CREDITS),
    ("spend cap", Blocked, NO_CREDITS),
    ("suspended", Blocked, SUSPENDED),
    ("locked", Blocked, SUSPENDED),
    ("client-forbidden", NotAuthorized, NO_PERMISSION),
    ("client-not-enrolled", NotAuthorized, NO_PERMISSION),
    ("oauth1-permissions", NotAuthorized, NO_PERMISSION),
    ("oauth1 app permissions", NotAuthorized, NO_PERMISSION),
    ("not-authorized-for-resource", NotAuthorized, NO_PERMISSION),
    ("unsupported-authentication", NotAuthorized, NO_PERMISSION),
)


def reaction_to(answer: Answer, words: str, now: datetime) -> Reaction:
    """Name what an answer that is no success calls for; *words* are its own."""
    status, lowered = answer.status, words.lower()
    if status == TOO_MANY and "usage-capped" not in lowered:
        wait = reset_after(answer.headers, now)
        return Reaction(
            kind=TryLater,
            message="X limits how often this account may send: it is tried again.",
            code="429",
            wait=wait or RATE_WINDOW,
            rest=Rest(wait=wait or RATE_WINDOW, named=wait is not None),
        )
    if status not in REFUSALS or not isinstance(answer.body, dict):
        told = retry_after(answer.headers, now)
        rest = Rest(wait=told) if told is not None else None
        return replace(unintelligible(SERVICE, answer), rest=rest)
    if status == UNAUTHORIZED:
        return Reaction(kind=NotAuthorized, message=NEW_KEYS, code="401")
    if status in {PAYMENT, TOO_MANY}:
        return Reaction(kind=Blocked, message=NO_CREDITS, code=str(status))
    return _about_the_account(status, lowered) or _about_the_post(
        status, lowered, words
    )


def _about_the_account(status: int, lowered: str) -> Reaction | None:
    if status != FORBIDDEN:
        return None
    for phrase, kind, message in PROBLEMS:
        if phrase in lowered:
            return Reaction(kind=kind, message=message, code=f"403/{phrase}")
    return None


def _about_the_post(status: int, lowered: str, words: str) -> Reaction:
    code = str(status)
    if "duplicate" in lowered:
        return Reaction(kind=Duplicate, message=DUPLICATE, code=f"{code}/duplicate")
    if "too long" in lowered:
        return Reaction(kind=Rejected, message=TOO_LONG, code=code)
    if "media id" in lowered:
        return Reaction(
            kind=TryLater,
            message=MEDIA_IDS,
            code=MEDIA_REFUSED,
            wait=timedelta(minutes=1),
        )
    if "reply to a" in lowered and "deleted or not visible" in lowered:
        return Reaction(kind=Rejected, message=PARENT, code=f"{code}/{PARENT_REFUSED}")
    said = f" (X: {' '.join(words.split())[:300]})" if words else ""
    message = f"X refused the post: change it and approve it again.{said}"
    return Reaction(kind=Rejected, message=message, code=code)


def words_of(body: object) -> str:
    """Everything a problem document says, in one line: its type, too."""
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
    """Whether the next request of this kind would be refused."""
    scopes = ("x-rate-limit", "x-app-limit-24hour", "x-user-limit-24hour")
    return any(headers.get(f"{scope}-remaining") == "0" for scope in scopes)


def reset_after(headers: Mapping[str, str], now: datetime) -> timedelta | None:
    """When X lets the account go on: a used-up day counts before the window.

    None where it does not say.

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
