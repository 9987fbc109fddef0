"""Pure: alert rules for failed preflights."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from crossposter.channels import Fault
from crossposter.channels.faults import OF_ONE_POST, FaultKind
from crossposter.database.models import Delivery
from crossposter.database.models.incident import IncidentKind as Kind
from crossposter.database.models.incident import Value
from crossposter.monitoring.alerts.lifecycle import Condition

LAST_CALL = timedelta(minutes=15)  #: before the post; a lasting outage is reported then
#: A full disk is an incident of its own, for all channels together.
_TOLD_OTHERWISE = frozenset({FaultKind.DISK})


@dataclass(frozen=True, kw_only=True)
class FailedPreflight:
    """Delivery that is not finished, with the faults from its preflight."""

    delivery: Delivery
    title: str
    at: datetime
    faults: tuple[Fault, ...]


def unready(tried: Sequence[FailedPreflight], now: datetime) -> Iterator[Condition]:
    """Conditions of posts that are not ready: one per channel, and one per post."""
    shared: dict[str, list[FailedPreflight]] = {}
    for each in tried:
        own = [fault for fault in each.faults if fault.kind in OF_ONE_POST]
        if own:
            yield Condition(
                key=f"delivery/{each.delivery.id}/preflight",
                kind=Kind.UNREADY,
                variant=_kinds(own),
                values=_values(each, own),
                since=each.at,
            )
        if _of_channel(each, now):
            shared.setdefault(each.delivery.channel, []).append(each)
    for name, those in shared.items():
        faults = _of_channel(those[0], now)
        yield Condition(
            key=f"channel/{name}/preflight",
            kind=Kind.UNREADY_CHANNEL,
            variant=_kinds(faults),
            values=_values(those[0], faults) | {"count": len(those)},
            since=min(each.at for each in those),
        )


def _of_channel(tried: FailedPreflight, now: datetime) -> list[Fault]:
    """Faults of the channel; an outage does not count while it may pass in time."""
    off = set(OF_ONE_POST | _TOLD_OTHERWISE)
    if tried.delivery.due_at - now > LAST_CALL:
        off.add(FaultKind.UNREACHABLE)
    return [fault for fault in tried.faults if fault.kind not in off]


def _kinds(faults: Sequence[Fault]) -> str:
    return " ".join(sorted({str(fault.kind) for fault in faults}))


def _values(tried: FailedPreflight, faults: Sequence[Fault]) -> dict[str, Value]:
    delivery = tried.delivery
    return {
        "delivery": delivery.id,
        "announcement": delivery.announcement_id,
        "channel": delivery.channel,
        "title": tried.title,
        "due_at": delivery.due_at.isoformat(),
        "reason": " ".join(dict.fromkeys(fault.sentence for fault in faults)),
    }
