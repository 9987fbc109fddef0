"""Pure: when a coming post is tried, and what people hear of what was found."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from crossposter.channels import Fault
from crossposter.channels.faults import OF_ONE_POST, FaultKind
from crossposter.database.models import Delivery
from crossposter.database.queries.preflights import Record
from crossposter.monitoring.alerts.lifecycle import Condition, Value

LAST_CALL = timedelta(minutes=15)  #: before the post; an outage that lasts is told then
#: A full disk is an incident of its own, for all channels at once.
_TOLD_OTHERWISE = frozenset({FaultKind.DISK})


@dataclass(frozen=True, kw_only=True)
class Tried:
    """A delivery that is not over, and what its preflight found to be wrong."""

    delivery: Delivery
    title: str
    at: datetime
    faults: tuple[Fault, ...]


def is_wanted(
    delivery: Delivery, last: Record | None, *, now: datetime, ahead: timedelta
) -> bool:
    """Whether the post is to be tried: when it comes near, and once more before it.

    What was not in order is tried again every time.
    """
    if last is None or not last.is_of(delivery) or last.faults or last.at > now:
        return True
    second = delivery.due_at - ahead / 3
    return last.at < second <= now


def taken_together(
    last: Record | None, delivery: Delivery, faults: tuple[Fault, ...]
) -> tuple[Fault, ...]:
    """What is wrong now; an outage leaves what is known to be wrong as it is."""
    unreachable = any(fault.kind == FaultKind.UNREACHABLE for fault in faults)
    if last is None or not unreachable or not last.is_of(delivery):
        return faults
    known = [each for each in last.faults if each.kind not in OF_ONE_POST]
    own = [each for each in faults if each.kind in OF_ONE_POST]
    return (*own, *known) if known else faults


def unready(tried: Sequence[Tried], now: datetime) -> Iterator[Condition]:
    """One condition for each channel that is not ready, and for each post."""
    shared: dict[str, list[Tried]] = {}
    for each in tried:
        own = [fault for fault in each.faults if fault.kind in OF_ONE_POST]
        if own:
            yield Condition(
                key=f"delivery/{each.delivery.id}/preflight",
                kind="unready",
                nature=_kinds(own),
                values=_values(each, own),
                since=each.at,
            )
        if _of_channel(each, now):
            shared.setdefault(each.delivery.channel, []).append(each)
    for name, those in shared.items():
        faults = _of_channel(those[0], now)
        yield Condition(
            key=f"channel/{name}/preflight",
            kind="unready-channel",
            nature=_kinds(faults),
            values=_values(those[0], faults) | {"count": len(those)},
            since=min(each.at for each in those),
        )


def _of_channel(tried: Tried, now: datetime) -> list[Fault]:
    """An outage is none of them as long as it may pass in time."""
    off = set(OF_ONE_POST | _TOLD_OTHERWISE)
    if tried.delivery.due_at - now > LAST_CALL:
        off.add(FaultKind.UNREACHABLE)
    return [fault for fault in tried.faults if fault.kind not in off]


def _kinds(faults: Sequence[Fault]) -> str:
    return " ".join(sorted({str(fault.kind) for fault in faults}))


def _values(tried: Tried, faults: Sequence[Fault]) -> dict[str, Value]:
    delivery = tried.delivery
    return {
        "delivery": delivery.id,
        "announcement": delivery.announcement_id,
        "channel": delivery.channel,
        "title": tried.title,
        "due_at": delivery.due_at.isoformat(),
        "reason": " ".join(dict.fromkeys(fault.sentence for fault in faults)),
    }
