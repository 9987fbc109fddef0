"""Ids of X: they grow, and hold the time they were made."""

from crossposter.sandbox.state import State

EPOCH = 1_288_834_974_657
"""Milliseconds since 1970 at which X begins to count."""


def fresh(state: State) -> str:
    """Give an increasing id that holds the time, as X's ids do."""
    return str(state.count("snowflake", _snowflake_at(state.timestamp())))


def _snowflake_at(seconds: float) -> int:
    return max(int(seconds * 1000) - EPOCH, 0) << 22
