"""What a test may change about the sandbox while it runs."""

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
    "expired_tokens": [],
    "revoked_tokens": [],
    "facebook_message_limit": 63_206,
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
    "expired_tokens": "tokens answered with 190/463 and 401 (kept as hashes)",
    "revoked_tokens": "tokens answered with 190/460 and 401 (kept as hashes)",
    "facebook_message_limit": "longest message on Facebook, in characters",
    "hashtag_limit": "most hashtags in an Instagram caption (documented: 30)",
    "instagram_quota": "posts per 24 hours and account (documented: 50 or 100)",
    "rate_window": "seconds of a rate-limit window on X",
    "x_length": "longest weighted text on X (25000 for a paying account)",
    "x_limits": 'requests per window and operation on X; "real" for the documented ones',
}

TOKENS = {"expired_tokens", "revoked_tokens"}


class BadSetting(Exception):
    """A setting that cannot be taken; the message says why."""


def check(name: str, value: Any) -> None:
    """See that a setting exists and its value is of the right kind.

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
    if name in TOKENS:
        return isinstance(value, list) and all(isinstance(each, str) for each in value)
    return _is_number(value)


def _is_limits(value: Any) -> bool:
    if not isinstance(value, dict) or set(value) - set(X_LIMITS):
        return False
    return all(_is_number(each) for each in value.values())


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
