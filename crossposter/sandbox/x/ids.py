"""Snowflake ids of X: they grow, and hold the time of their creation."""

from crossposter.sandbox.state import State

EPOCH = 1_288_834_974_657
"""Milliseconds since 1970 at which X begins to count."""


def fresh(state: State) -> str:
    """Next id, with the time in it, as X's ids have it."""
    return str(state.count("snowflake", _snowflake_at(state.timestamp())))


def _snowflake_at(seconds: float) -> int:
    return max(int(seconds * 1000) - EPOCH, 0) << 22
