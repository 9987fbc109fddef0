"""Status: the daemon, its lanes, and what needs a person's attention."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from crossposter.channels.channel import Channel
from crossposter.clock import Clock
from crossposter.database import Database, Session
from crossposter.database.models import (
    AnnouncementStatus,
    ChannelState,
    Delivery,
    Heartbeat,
)
from crossposter.database.models import DeliveryStatus as Status
from crossposter.database.models.delivery_states import ON_THE_WAY, TROUBLE, UNDER_WAY
from crossposter.database.queries import (
    announcements,
    channels,
    deliveries,
    incidents,
    journal,
    monitoring,
)
from crossposter.monitoring import attention
from crossposter.publishing.in_flight import InFlight, in_flight, waits_since
from crossposter.scheduling.times import iso

Values = dict[str, Any]

_LATE_AFTER = timedelta(minutes=1)


@dataclass(frozen=True, kw_only=True)
class StatusReader:
    """Status as plain values with stable keys; reads only."""

    database: Database
    clock: Clock
    channels: Mapping[str, Channel]

    def read(self) -> Values:
        """Status of the daemon and its lanes, with items late or for a person."""
        now = self.clock.now()
        with self.database.read() as session:
            beat = channels.heartbeat(session)
            waiting = deliveries.with_status(session, *UNDER_WAY)
            trouble = deliveries.with_status(session, *TROUBLE)
            states = channels.states(session)
            flying = in_flight(session, waiting)
            titles = _titles(session, [*trouble, *(it.delivery for it in flying)])
            noticed = incidents.unsolved(session)
            doubtful = {
                each.id
                for each in trouble
                if journal.in_question(session, each.id or 0)
            }
            urgent = monitoring.urgent_on_paused(session, now)
            submitted = announcements.listing(
                session, statuses=[AnnouncementStatus.SUBMITTED]
            )
        lanes = [
            _lane(name, states.get(name), waiting, flying, now)
            for name in self.channels
        ]
        return {
            "daemon": _daemon(beat, now),
            "lanes": lanes,
            "attention": [
                *attention.full_disk(self.database.free_bytes()),
                *(attention.paused(lane) for lane in lanes if lane["paused"]),
                *attention.unanswered(flying, titles, now),
                *(
                    attention.urgent_waits(each, title, state.reason)
                    for each, title, state in urgent
                ),
                *(
                    attention.trouble(
                        each,
                        titles[each.announcement_id],
                        in_question=each.id in doubtful,
                    )
                    for each in trouble
                ),
                *attention.incidents(noticed),
                *(attention.unapproved(each) for each in reversed(submitted)),
            ],
        }

    def counts(self) -> dict[str, int]:
        """Numbers of deliveries that are public, waiting, or in need of a person."""
        with self.database.read() as session:
            number = deliveries.counts(session)
        return {
            "published": number.get(Status.PUBLISHED, 0),
            "waiting": sum(number.get(each, 0) for each in ON_THE_WAY),
            "trouble": sum(number.get(each, 0) for each in TROUBLE),
        }


def _titles(session: Session, rows: Sequence[Delivery]) -> dict[int, str]:
    """Titles as they were approved, by announcement."""
    return {
        each.announcement_id: each.title
        or announcements.get(session, each.announcement_id).title
        for each in rows
    }


def _daemon(beat: Heartbeat | None, now: datetime) -> Values:
    running = beat is not None and channels.is_alive(beat, now)
    return {
        "running": running,
        "since": iso(beat.since) if beat and running else None,
        "heartbeat_at": iso(beat.heartbeat_at) if beat else None,
    }


def _standing(state: ChannelState | None, now: datetime) -> Values:
    """Reason and end of a pause, or of a rest that the platform asked for."""
    if state is None or state.paused or not channels.is_resting(state, now):
        reason, until = (state.reason, state.until) if state else (None, None)
        return {"reason": reason, "until": iso(until)}
    return {"reason": state.rest_reason, "until": iso(state.rests_until)}


def _lane(
    name: str,
    state: ChannelState | None,
    waiting: Sequence[Delivery],
    flying: Sequence[InFlight],
    now: datetime,
) -> Values:
    mine = [each for each in waiting if each.channel == name]
    due = [each for each in mine if each.next_at <= now]
    upcoming = [each.due_at for each in mine if each.status is Status.SCHEDULED]
    return {
        "channel": name,
        "paused": state is not None and state.paused,
        "except_urgent": state is not None and state.paused and state.except_urgent,
        **_standing(state, now),
        "due": len(due),
        "next_due_at": iso(min(upcoming, default=None)),
        "late": sum(each.due_at + _LATE_AFTER < now for each in due),
        "waiting_since": iso(waits_since(name, flying)),
    }
