"""What people and other programs are shown: plain values with stable keys.

Times are ISO 8601 in UTC, because other programs read them; see DESIGN of `--json` in
the README for every key.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from itertools import zip_longest
from typing import Any

from crossposter import attention
from crossposter.channels import Channel
from crossposter.checks import Finding
from crossposter.clock import Clock
from crossposter.composing import Composed
from crossposter.frozen import described
from crossposter.lifecycle import IN_FLIGHT, UNTOUCHABLE
from crossposter.models import (
    Announcement,
    AnnouncementStatus,
    Attachment,
    ChannelState,
    Delivery,
    Heartbeat,
    Part,
)
from crossposter.models import DeliveryStatus as Status
from crossposter.publisher import Media
from crossposter.store import (
    Database,
    Session,
    announcements,
    channels,
    deliveries,
    incidents,
    journal,
    parts,
    watching,
)
from crossposter.threads import Thread

_LATE_AFTER = timedelta(minutes=1)
_TROUBLE = (Status.HELD, Status.FAILED, Status.UNCONFIRMED)

Values = dict[str, Any]


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
        return _announcement(announcement) | {
            "body": announcement.body,
            "texts": announcement.texts or {},
            "images": [_image(each) for each in files],
            "deliveries": [
                _delivery(each) | _texts(each, thread)
                for each, thread in zip(rows, threads, strict=True)
            ],
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
            _announcement(each)
            | {"deliveries": [_delivery(d) for d in of.get(each.id, [])]}
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
            titles = _titles(session, trouble)
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
        lanes = [_lane(name, states.get(name), waiting, now) for name in self._channels]
        return {
            "daemon": _daemon(beat, now),
            "lanes": lanes,
            "attention": [
                *attention.full_disk(self._database.free_bytes()),
                *(attention.paused(lane) for lane in lanes if lane["paused"]),
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


def iso(moment: datetime | None) -> str | None:
    """``2026-11-24T00:00:00Z``; fractions of a second only where there are any."""
    if moment is None:
        return None
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")


def _announcement(each: Announcement) -> Values:
    return {
        "id": each.id,
        "title": each.title,
        "status": each.status.value,
        "source": each.source,
        "category": each.category,
        "link": each.link,
        "urgent": each.urgent,
        "channels": each.channels,
        "at": "now" if each.at_once else iso(each.at),
        "expires_at": iso(each.expires_at),
        "classification": each.classification,
        "area": each.area,
        "contact": each.contact,
        "author": each.author,
        "created_at": iso(each.created_at),
        "updated_at": iso(each.updated_at),
        "submitted_by": each.submitted_by,
        "approved_by": each.approved_by,
        "approved_at": iso(each.approved_at),
        "reason": each.reason,
    }


def _image(each: Attachment) -> Values:
    return {"file": each.file, "alt": each.alt}


def _delivery(each: Delivery) -> Values:
    return {
        "id": each.id,
        "channel": each.channel,
        "platform": each.platform,
        "status": each.status.value,
        "due_at": iso(each.due_at),
        "published_at": iso(each.published_at),
        "remote_id": each.remote_id,
        "permalink": each.permalink,
        "attempts": each.attempts,
        "error": each.error,
    }


def _texts(each: Delivery, thread: Thread) -> Values:
    public: Sequence[Delivery | Part] = thread.public
    if len(thread.texts) == 1:
        public = [each]
    return {
        "text": "\n\n".join(thread.texts),
        "parts": [
            {
                "text": text,
                "permalink": there.permalink if there else None,
                "published_at": iso(there.published_at) if there else None,
            }
            for text, there in zip_longest(thread.texts, public)
        ],
        "media": each.media,
    }


def _by_announcement(rows: Sequence[Delivery]) -> dict[int | None, list[Delivery]]:
    grouped: dict[int | None, list[Delivery]] = {}
    for each in rows:
        grouped.setdefault(each.announcement_id, []).append(each)
    return grouped


def _titles(session: Session, rows: Sequence[Delivery]) -> dict[int, str]:
    keys = {each.announcement_id for each in rows}
    return {key: announcements.get(session, key).title for key in keys}


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
    name: str, state: ChannelState | None, waiting: Sequence[Delivery], now: datetime
) -> Values:
    mine = [each for each in waiting if each.channel == name]
    due = [each for each in mine if each.next_at <= now]
    upcoming = [each.due_at for each in mine if each.status is Status.SCHEDULED]
    return {
        "channel": name,
        "paused": state is not None and state.paused,
        **_standing(state, now),
        "due": len(due),
        "next_due_at": iso(min(upcoming, default=None)),
        "late": sum(each.due_at + _LATE_AFTER < now for each in due),
    }
