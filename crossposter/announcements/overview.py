"""What people and other programs are shown: plain values with stable keys.

Times are ISO 8601 in UTC, because other programs read them; see DESIGN of `--json` in
the README for every key.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime, timedelta

from crossposter.announcements import serializers as records
from crossposter.announcements.checks import Finding
from crossposter.announcements.serializers import Values
from crossposter.channels import Media
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
from crossposter.database.queries import (
    announcements,
    channels,
    deliveries,
    incidents,
    journal,
)
from crossposter.database.queries import monitoring as watching
from crossposter.database.queries import threads as parts
from crossposter.monitoring import attention
from crossposter.posts.composer import Composed
from crossposter.posts.snapshot import described
from crossposter.publishing.in_flight import InFlight, in_flight, waits_since
from crossposter.publishing.lifecycle import IN_FLIGHT, UNTOUCHABLE
from crossposter.scheduling.times import iso

_LATE_AFTER = timedelta(minutes=1)
_TROUBLE = (Status.HELD, Status.FAILED, Status.UNCONFIRMED)


class Overview:
    """Reads only."""

    def __init__(
        self, *, database: Database, clock: Clock, channels: Mapping[str, Channel]
    ) -> None:
        self._database = database
        self._clock = clock
        self._channels = channels

    def show(self, key: int) -> Values:
        """One announcement with everything that is known of it; raises NotFound."""
        with self._database.read() as session:
            announcement = announcements.get(session, key)
            files = announcements.attachments(session, key)
            rows = deliveries.of_announcement(session, key)
            threads = [parts.of(session, each) for each in rows]
            deeds = journal.deeds(session, key)
        return records.announcement(announcement) | {
            "body": announcement.body,
            "texts": announcement.texts or {},
            "images": [records.image(each) for each in files],
            "deliveries": [
                records.delivery(each) | records.texts(each, thread)
                for each, thread in zip(rows, threads, strict=True)
            ],
            "history": [records.deed(each) for each in deeds],
        }

    def listing(
        self,
        *,
        statuses: Sequence[AnnouncementStatus] = (),
        source: str | None = None,
    ) -> list[Values]:
        """Announcements without their texts, newest first."""
        with self._database.read() as session:
            rows = announcements.listing(session, statuses=statuses, source=source)
            of = _by_announcement(deliveries.everything(session))
        return [
            records.announcement(each)
            | {"deliveries": [records.delivery(d) for d in of.get(each.id, [])]}
            for each in rows
        ]

    def status(self) -> Values:
        """What the daemon does, what is late, and what waits for a person."""
        now = self._clock.now()
        with self._database.read() as session:
            beat = channels.heartbeat(session)
            waiting = deliveries.with_status(
                session, Status.SCHEDULED, *sorted(UNTOUCHABLE)
            )
            trouble = deliveries.with_status(session, *_TROUBLE)
            states = channels.states(session)
            flying = in_flight(session, waiting)
            titles = _titles(session, [*trouble, *(it.delivery for it in flying)])
            noticed = incidents.unsolved(session)
            doubtful = {
                each.id
                for each in trouble
                if journal.in_question(session, each.id or 0)
            }
            urgent = watching.urgent_on_paused(session, now)
            submitted = announcements.listing(
                session, statuses=[AnnouncementStatus.SUBMITTED]
            )
        lanes = [
            _lane(name, states.get(name), waiting, flying, now)
            for name in self._channels
        ]
        return {
            "daemon": _daemon(beat, now),
            "lanes": lanes,
            "attention": [
                *attention.full_disk(self._database.free_bytes()),
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
        """How many deliveries are public, wait for their time, or for a person."""
        with self._database.read() as session:
            number = deliveries.counts(session)
        waiting = (Status.SCHEDULED, *IN_FLIGHT)
        return {
            "published": number.get(Status.PUBLISHED, 0),
            "waiting": sum(number.get(each, 0) for each in waiting),
            "trouble": sum(number.get(each, 0) for each in _TROUBLE),
        }


def previews(
    composed: Sequence[Composed], findings: Sequence[Finding] = ()
) -> list[Values]:
    """The posts as they would go out, with their lengths against the limits.

    *findings* are those of the announcement; every post comes with them.
    """
    return [
        {
            "channel": each.channel.name,
            "platform": each.channel.platform,
            "text": "\n\n".join(each.post.parts) if each.post else "",
            "length": each.length,
            "limit": each.channel.format.limit,
            "price": None if each.price is None else f"{each.price:f}",
            "media": [described(medium) for medium in _media(each)],
            "parts": _parts(each),
            "problems": list(each.problems),
            "findings": [asdict(finding) for finding in findings],
        }
        for each in composed
    ]


def _parts(composed: Composed) -> list[Values]:
    texts = composed.post.parts if composed.post else ()
    return [
        {"text": text, "length": length}
        for text, length in zip(texts, composed.lengths, strict=True)
    ]


def _media(composed: Composed) -> tuple[Media, ...]:
    return composed.post.media if composed.post else ()


def _by_announcement(rows: Sequence[Delivery]) -> dict[int | None, list[Delivery]]:
    grouped: dict[int | None, list[Delivery]] = {}
    for each in rows:
        grouped.setdefault(each.announcement_id, []).append(each)
    return grouped


def _titles(session: Session, rows: Sequence[Delivery]) -> dict[int, str]:
    """As they were approved, by announcement."""
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
    """Why a channel stands still, and until when: paused, or as its platform asks."""
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
