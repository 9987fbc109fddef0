"""What a test may change about the sandbox while it runs."""

from typing import Any

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
