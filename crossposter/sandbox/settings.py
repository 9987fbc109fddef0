"""Settings of the sandbox that tests may change while it runs.

The ones that spoil credentials, so that their health can be asked for:

- `token_days`, `data_access_days`: Meta's tokens end, and lose the data, so soon
- `missing_scopes`: permissions no token of Meta's has; what needs them is refused
- `app_in_development`: Meta's app is not Live yet
- `page_published`, `page_tasks`: a hidden page, a person without a role on it
- `x_access_level`: the access of the keys, as X reports it

`expired_tokens` and `revoked_tokens` end single ones; used-up credits or a restriction
are a fault (`{"kind": "refuse", "platform": "x", "operation": "me", "code": "402"}`).
"""

from typing import Any
from zoneinfo import available_timezones

X_LIMITS = {
    "tweets": 100,
    "delete": 50,
    "timeline": 900,
    "tweet": 900,
    "me": 75,
    "media_upload": 500,
    "media_metadata": 500,
    "media_initialize": 1875,
    "media_append": 1875,
    "media_finalize": 1875,
    "media_status": 1000,
}
"""Requests per 15 minutes: https://docs.x.com/x-api/fundamentals/rate-limits."""

LIFTED = dict.fromkeys(X_LIMITS, 10_000)

DEFAULTS: dict[str, Any] = {
    "timezone": "Asia/Makassar",
    "clock_offset": 0,
    "container_seconds": 0,
    "film_looks": 0,
    "film_fails": False,
    "film_piece": 1024 * 1024,
    "token_days": 0,
    "data_access_days": 90,
    "missing_scopes": [],
    "app_in_development": False,
    "page_published": True,
    "page_tasks": ["CREATE_CONTENT", "MANAGE", "MODERATE", "ANALYZE"],
    "x_access_level": "read-write",
    "expired_tokens": [],
    "revoked_tokens": [],
    "facebook_message_limit": 63_206,
    "facebook_alt_limit": 1_000,
    "hashtag_limit": 5,
    "instagram_quota": 10_000,
    "rate_window": 900,
    "x_length": 280,
    "x_limits": LIFTED,
}

MEANINGS = {
    "timezone": "zone of the times on the pages",
    "clock_offset": "seconds by which the sandbox's clock is ahead",
    "container_seconds": "seconds an Instagram container stays IN_PROGRESS",
    "film_looks": "how often a film is looked at before a platform has processed it",
    "film_fails": "true: no film can be processed",
    "film_piece": "bytes of a video that Facebook asks for at a time",
    "token_days": "days until a token of Meta's ends; 0: never",
    "data_access_days": "days until a token of Meta's gives no data any more; 0: never",
    "missing_scopes": "permissions that no token of Meta's has",
    "app_in_development": "true: Meta's app is not Live",
    "page_published": "false: only those with a role see the Facebook page",
    "page_tasks": "what a person of /me/accounts may do on the page",
    "x_access_level": "the header x-access-level: read, read-write or a longer one",
    "expired_tokens": "tokens answered with 190/463 and 401 (kept as hashes)",
    "revoked_tokens": "tokens answered with 190/460 and 401 (kept as hashes)",
    "facebook_message_limit": "longest message on Facebook, in characters",
    "facebook_alt_limit": "longest alternative text there (Facebook documents none)",
    "hashtag_limit": "most hashtags in an Instagram caption (documented: 30)",
    "instagram_quota": "posts per 24 hours and account (documented: 50 or 100)",
    "rate_window": "seconds of a rate-limit window on X",
    "x_length": "longest weighted text on X (25000 for a paying account)",
    "x_limits": 'requests per window and operation on X; "real" for the documented ones',
}

TOKENS = {"expired_tokens", "revoked_tokens"}
WORDS = TOKENS | {"missing_scopes", "page_tasks"}
SWITCHES = {"film_fails", "app_in_development", "page_published"}


class BadSetting(Exception):
    """Setting that cannot be taken; the message says why."""


def check(name: str, value: Any) -> None:
    """Check that a setting exists and its value is of the right kind.

    Raises BadSetting.
    """
    if name not in DEFAULTS:
        raise BadSetting(
            f"no setting is called {name}; there are {', '.join(DEFAULTS)}"
        )
    if value is not None and not _fits(name, value):
        raise BadSetting(f"{name} cannot be {value!r}: {MEANINGS[name]}")


def _fits(name: str, value: Any) -> bool:
    if name == "timezone":
        return value in available_timezones()
    if name == "x_limits":
        return value == "real" or _is_limits(value)
    if name in SWITCHES:
        return isinstance(value, bool)
    if name == "x_access_level":
        return isinstance(value, str) and value.startswith("read")
    if name in WORDS:
        return isinstance(value, list) and all(isinstance(each, str) for each in value)
    return _is_number(value)


def _is_limits(value: Any) -> bool:
    if not isinstance(value, dict) or set(value) - set(X_LIMITS):
        return False
    return all(_is_number(each) for each in value.values())


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
