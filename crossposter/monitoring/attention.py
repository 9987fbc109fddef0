"""Items that need a person, each with the next command."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from crossposter.database.disk import LEAST_ROOM
from crossposter.database.models import Announcement, Delivery, Incident, IncidentKind
from crossposter.database.models import DeliveryStatus as Status
from crossposter.publishing.in_flight import InFlight
from crossposter.scheduling.times import iso

Values = dict[str, Any]

#: Incidents that have a line of their own here, or only need to be told once.
_TOLD_OTHERWISE = frozenset(
    {
        IncidentKind.PAUSED,
        IncidentKind.RESTING,
        IncidentKind.FAILED,
        IncidentKind.HELD,
        IncidentKind.DOUBTFUL,
        IncidentKind.UNCONFIRMED,
        IncidentKind.DISK_FULL,
        IncidentKind.AWAY,
        IncidentKind.REMOVED,
        IncidentKind.APPROVAL_ENDED,
        IncidentKind.URGENT_WAITS,
    }
)


def full_disk(room: int | None) -> Iterator[Values]:
    """Item while too few bytes are free; None: the database is on another machine."""
    if room is not None and room < LEAST_ROOM:
        yield {
            "kind": "disk",
            "status": "nearly full",
            "reason": f"{room // 1_000_000} MB are free, and nothing is sent with less"
            f" than {LEAST_ROOM // 1_000_000}",
            "next": "free some space on the disk; it goes on by itself",
        }


def paused(lane: Values) -> Values:
    """Item for a paused channel."""
    return {
        "kind": "channel",
        "channel": lane["channel"],
        "status": "paused but for urgent posts" if lane["except_urgent"] else "paused",
        "reason": lane["reason"],
        "next": f"mend the cause, then `crossposter resume {lane['channel']}`",
    }


def urgent_waits(each: Delivery, title: str, reason: str | None) -> Values:
    """Item for an urgent delivery that is due while its channel is paused."""
    return _about(each, title) | {
        "status": "urgent and waiting",
        "reason": f"{each.channel} is paused ({reason})",
        "next": f"`crossposter resume {each.channel}`, or `crossposter pause"
        f" {each.channel} --except-urgent`",
    }


def unanswered(
    rows: Iterable[InFlight], titles: Mapping[int, str], now: datetime
) -> Iterator[Values]:
    """Items for deliveries whose platform takes long to answer."""
    for row in rows:
        each = row.delivery
        if row.is_long(now):
            yield _about(each, titles[each.announcement_id]) | {
                "status": each.status.value,
                "since": iso(row.since),
                "reason": f"{each.channel} has not answered yet",
                "next": "wait: the connection ends by itself, then the account is read",
            }


def trouble(each: Delivery, title: str, *, in_question: bool) -> Values:
    """Item for a failed delivery; one *in_question* may be public already."""
    return _about(each, title) | {
        "status": each.status.value,
        "reason": each.error,
        "next": _next_command(each, in_question=in_question),
    }


def unapproved(each: Announcement) -> Values:
    """Item for a submitted announcement."""
    return {
        "kind": "announcement",
        "announcement": each.id,
        "title": each.title,
        "status": each.status.value,
        "reason": f"{each.submitted_by} handed it in for approval",
        "next": f"`crossposter preview {each.id}`, then `crossposter approve {each.id}`"
        f" or `crossposter reject {each.id} --reason WHY`",
    }


def incidents(rows: Iterable[Incident]) -> Iterator[Values]:
    """Items that the daemon has noticed and that have no other line here."""
    for row in rows:
        if row.kind not in _TOLD_OTHERWISE and row.facts.get("well_since") is None:
            yield {
                "kind": "incident",
                "incident": row.id,
                "about": row.kind,
                "channel": row.facts["values"].get("channel"),
                "status": "open",
                "reason": row.reason,
                "next": row.next_step,
            }


def _about(each: Delivery, title: str) -> Values:
    return {
        "kind": "delivery",
        "delivery": each.id,
        "announcement": each.announcement_id,
        "title": title,
        "channel": each.channel,
    }


def _next_command(each: Delivery, *, in_question: bool) -> str:
    resolve = f"`crossposter resolve {each.id} --posted URL` or `--not-posted`"
    match each.status:
        case Status.UNCONFIRMED:
            return f"wait: the account is being read; or look yourself, then {resolve}"
        case Status.HELD if in_question:
            return f"look at the account, then {resolve}"
        case Status.HELD:
            return (
                f"`crossposter retry {each.id}` to publish it after all, or"
                f" `crossposter withdraw {each.announcement_id}`"
            )
    return (
        f"mend the cause (`crossposter edit {each.announcement_id}`), or"
        f" `crossposter retry {each.id}`"
    )
