"""Pure: times at which a post is tested again, and the faults that remain valid."""

from datetime import datetime, timedelta

from crossposter.channels import Fault
from crossposter.channels.faults import OF_ONE_POST, FaultKind
from crossposter.database.models import Delivery
from crossposter.database.queries.preflights import Record


def is_wanted(
    delivery: Delivery, last: Record | None, *, now: datetime, ahead: timedelta
) -> bool:
    """True if the post is to be tested: when its time is near, and once more before it.

    A post with faults is tested again every time.
    """
    if last is None or not last.is_of(delivery) or last.faults or last.at > now:
        return True
    second = delivery.due_at - ahead / 3
    return last.at < second <= now


def taken_together(
    last: Record | None, delivery: Delivery, faults: tuple[Fault, ...]
) -> tuple[Fault, ...]:
    """Faults at present; an outage does not replace faults that are known."""
    unreachable = any(fault.kind == FaultKind.UNREACHABLE for fault in faults)
    if last is None or not unreachable or not last.is_of(delivery):
        return faults
    known = [each for each in last.faults if each.kind not in OF_ONE_POST]
    own = [each for each in faults if each.kind in OF_ONE_POST]
    return (*own, *known) if known else faults
