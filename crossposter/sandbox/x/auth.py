"""Authentication and rate limits on X."""

import hashlib
import re

from crossposter.sandbox import accounts
from crossposter.sandbox.accounts import Account
from crossposter.sandbox.request import Answer, Call, Refused
from crossposter.sandbox.settings import X_LIMITS
from crossposter.sandbox.state import State
from crossposter.sandbox.x.errors import answer, refused

OAUTH_PARTS = {
    "oauth_consumer_key",
    "oauth_token",
    "oauth_signature",
    "oauth_nonce",
    "oauth_timestamp",
}
REFUSED_NAMES = ("bad", "invalid", "expired")
DAY_LIMIT = 10_000


def token(call: Call) -> str:
    """Token of the user from a Bearer or an OAuth 1.0a header, else nothing."""
    scheme, _, rest = call.headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer":
        return rest.strip()
    if scheme.lower() != "oauth":
        return ""
    parts = dict(re.findall(r'(\w+)="([^"]*)"', rest))
    complete = all(parts.get(name) for name in OAUTH_PARTS)
    return str(parts["oauth_token"]) if complete else ""


def account(call: Call, state: State) -> Account:
    """Account of the caller.

    Raises Refused with 401 for a missing, expired or revoked token.
    """
    given = token(call)
    digest = hashlib.sha256(given.encode()).hexdigest()
    ended = state.setting("expired_tokens") + state.setting("revoked_tokens")
    if not given or given.lower().startswith(REFUSED_NAMES) or digest in ended:
        raise refused("401")
    return accounts.of_token(state, given)


def spend(state: State, who: Account, operation: str) -> dict[str, str]:
    """Rate-limit headers of the answer to a request, which is counted.

    Raises Refused with 429 when the window is used up.
    """
    limit = _limit(state, operation)
    window = int(state.setting("rate_window"))
    opened = int(state.timestamp()) // window * window
    used = _used(state, f"{who.id}:{operation}", opened)
    headers = limit_headers(limit, max(limit - used - 1, 0), opened + window)
    if used >= limit:
        raise Refused(too_many(headers))
    state.write(
        "INSERT INTO usage VALUES (?, ?, 1) ON CONFLICT DO UPDATE"
        " SET count = count + 1",
        *(f"{who.id}:{operation}", opened),
    )
    return headers


def level(call: Call, state: State) -> dict[str, str]:
    """Header with the access level of keys; OAuth 2.0 tokens have scopes."""
    signed = call.headers.get("authorization", "").lower().startswith("oauth ")
    return {"x-access-level": state.setting("x_access_level")} if signed else {}


def _limit(state: State, operation: str) -> int:
    limits = state.setting("x_limits")
    return int(limits.get(operation, X_LIMITS.get(operation, DAY_LIMIT)))


def _used(state: State, name: str, opened: int) -> int:
    row = state.row(
        "SELECT count FROM usage WHERE name = ? AND opened = ?", name, opened
    )
    return int(row["count"]) if row else 0


def limit_headers(limit: int, remaining: int, reset: int) -> dict[str, str]:
    """Rate-limit headers; `reset` is in seconds since 1970."""
    return {
        "x-rate-limit-limit": str(limit),
        "x-rate-limit-remaining": str(remaining),
        "x-rate-limit-reset": str(reset),
        "api-version": "2.169",
    }


def too_many(headers: dict[str, str]) -> Answer:
    """Answer to one request too many."""
    refusal = answer("429")
    return Answer(status=429, body=refusal.body, headers=headers)
