"""Quota: preflight faults shared by all platforms."""

from collections.abc import Sequence

from crossposter.channels import Fault, Health
from crossposter.channels.faults import FaultKind, stops_posts


def stopping(health: Health) -> tuple[Fault, ...]:
    """Faults with which no post reaches the public."""
    return tuple(each for each in health.faults if stops_posts(each.kind))


def beyond(
    left: int | None, count: int, *, besides: int, service: str
) -> Sequence[tuple[Fault, ...]]:
    """Faults of each of *count* posts: one where it is beyond the platform's limit.

    *left* is how many more it takes, None where it does not say.
    """
    fault = Fault(
        kind=FaultKind.QUOTA,
        sentence=f"{service} takes {left} more posts of this account within 24 hours,"
        " and more are due: move some to another day, or wait; it goes on by itself.",
    )
    return [
        () if left is None or besides + position < left else (fault,)
        for position in range(count)
    ]
