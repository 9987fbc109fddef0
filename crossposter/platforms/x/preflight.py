"""Preflight of upcoming posts, in the one read that also tells whose the keys are.

https://docs.x.com/x-api/fundamentals/rate-limits
"""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime

from crossposter.channels import Fault
from crossposter.platforms.quota import beyond, stopping
from crossposter.platforms.x.account import health_of
from crossposter.platforms.x.api import XApi
from crossposter.platforms.x.errors import SERVICE
from crossposter.platforms.x.problems import RATE_WINDOW

NUMBER = re.compile(r"[0-9]{1,15}")
_DAILY = ("x-app-limit-24hour-remaining", "x-user-limit-24hour-remaining")


def faults_of(
    api: XApi, now: datetime, *, count: int, besides: int
) -> Sequence[tuple[Fault, ...]]:
    """Faults of each of *count* upcoming posts; one request that costs money."""
    found = stopping(health_of(api))
    if found:
        return [found] * count
    # A window passes by itself before the post is due; a used-up day does not.
    is_used_up = api.rests_until(now + RATE_WINDOW) is not None
    left = 0 if is_used_up else posts_left(api.last_headers())
    return beyond(left, count, besides=besides, service=SERVICE)


def posts_left(headers: Mapping[str, str]) -> int | None:
    """Number of posts X still takes within 24 hours; None where it does not say."""
    told = [headers.get(name, "") for name in _DAILY]
    return min((int(each) for each in told if NUMBER.fullmatch(each)), default=None)
