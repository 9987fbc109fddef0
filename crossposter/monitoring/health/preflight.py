"""Use case: tests upcoming posts before they are due, while faults can be fixed."""

import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby

import structlog

from crossposter.channels import (
    ExplainsCredentials,
    Fault,
    Post,
    Preflights,
    PublisherError,
    TryLater,
    Unreadable,
)
from crossposter.channels.channel import Channel
from crossposter.channels.faults import FaultKind, stops_posts
from crossposter.clock import Clock
from crossposter.database import Database
from crossposter.database.models import Announcement, Delivery
from crossposter.database.queries import announcements, preflights
from crossposter.database.queries.preflights import Record
from crossposter.monitoring.health.post_requirements import PostRequirements
from crossposter.monitoring.health.preflight_schedule import is_wanted, taken_together
from crossposter.publishing.rests import Rests

log = structlog.get_logger(__name__)


@dataclass(frozen=True, kw_only=True)
class PreflightResult:
    """Delivery with the faults that would stop its post; none if it is ready."""

    delivery: Delivery
    faults: tuple[Fault, ...] = ()


class Preflight:
    """Preflight of upcoming posts; publishes nothing and writes to no platform.

    *ahead* is the time before its due time at which a post is tested, None for never.
    """

    def __init__(
        self,
        *,
        database: Database,
        clock: Clock,
        channels: Mapping[str, Channel],
        ahead: timedelta | None,
        needs: PostRequirements,
    ) -> None:
        self._database = database
        self._clock = clock
        self._channels = channels
        self._ahead = ahead
        self._needs = needs
        self._resting = Rests(database, clock, channels)
        self._stopping = threading.Event()

    def run_due(self) -> None:
        """Test the posts whose time is near, and those that had faults."""
        if self._ahead is None:
            return
        now = self._clock.now()
        with self._database.read() as session:
            coming = preflights.coming(session, since=now, until=now + self._ahead)
            known = preflights.last(session, [each.id or 0 for each, _ in coming])
        wanted = [
            (delivery, announcement)
            for delivery, announcement in coming
            if is_wanted(
                delivery, known.get(delivery.id or 0), now=now, ahead=self._ahead
            )
        ]
        for name, rows in _by_channel(wanted):
            if self._stopping.is_set():
                return
            if self._resting.is_asked_of(name):
                continue
            others = [each for each, _ in coming if each.channel == name]
            self._keep(self._tried(name, rows, others), known, now)

    def try_out(self, key: int) -> list[PreflightResult]:
        """Results for the waiting posts of an announcement, now; raises NotFound."""
        now = self._clock.now()
        with self._database.read() as session:
            announcement = announcements.get(session, key)
            waiting = preflights.waiting(session, key)
            known = preflights.last(session, [each.id or 0 for each in waiting])
        rows = [(each, announcement) for each in waiting]
        trials = [
            trial
            for name, those in _by_channel(rows)
            for trial in self._tried(name, those, [])
        ]
        near = [each for each in trials if self._is_near(each.delivery, now)]
        self._keep(near, known, now)
        return trials

    def stop(self) -> None:
        """Ask no further platform."""
        self._stopping.set()

    def _is_near(self, delivery: Delivery, now: datetime) -> bool:
        ahead = self._ahead
        return ahead is not None and now < delivery.due_at <= now + ahead

    def _tried(
        self,
        name: str,
        rows: Sequence[tuple[Delivery, Announcement]],
        others: Sequence[Delivery],
    ) -> list[PreflightResult]:
        """Results for all posts of a channel, from one request to its platform."""
        channel = self._channels.get(name)
        if channel is None:  # reported as a channel that left the configuration
            return []
        posts = self._posts(delivery for delivery, _ in rows)
        theirs = self._asked(channel, posts, _besides(rows, others))
        return [
            PreflightResult(
                delivery=delivery,
                faults=(
                    *self._needs.faults(channel, delivery, announcement),
                    *theirs.get(delivery.id or 0, ()),
                ),
            )
            for delivery, announcement in rows
        ]

    def _asked(
        self, channel: Channel, posts: Mapping[int, Post], besides: int
    ) -> Mapping[int, tuple[Fault, ...]]:
        """Faults found by the platform, by delivery; none without a post."""
        if not posts:
            return {}
        try:
            found = _faults(channel, [*posts.values()], besides)
        except PublisherError as error:
            self._resting.heard(channel.name, error)
            found = [_faulty(error)] * len(posts)
        return dict(zip(posts, found, strict=True))

    def _posts(self, deliveries: Iterable[Delivery]) -> Mapping[int, Post]:
        """Posts that are still as they were approved."""
        found = {each.id or 0: self._needs.post(each) for each in deliveries}
        return {key: it for key, it in found.items() if isinstance(it, Post)}

    def _keep(
        self,
        trials: Sequence[PreflightResult],
        known: Mapping[int, Record],
        now: datetime,
    ) -> None:
        """Store the results; one equal to the last is not written again."""
        for trial in trials:
            delivery = trial.delivery
            last = known.get(delivery.id or 0)
            faults = taken_together(last, delivery, trial.faults)
            is_new = last is None or not last.is_of(delivery) or last.faults != faults
            if faults and not is_new:
                continue
            record = Record(
                at=now,
                due_at=delivery.due_at,
                fingerprint=delivery.fingerprint,
                faults=faults,
            )
            with self._database.write() as session:
                preflights.keep(session, delivery, record)
            _say(delivery, faults)


def _faults(
    channel: Channel, posts: Sequence[Post], besides: int
) -> Sequence[tuple[Fault, ...]]:
    publisher = channel.publisher
    if isinstance(publisher, Preflights):
        return publisher.preflight(posts, besides=besides)
    if isinstance(publisher, ExplainsCredentials):
        faults = publisher.health().faults
        return [tuple(it for it in faults if stops_posts(it.kind))] * len(posts)
    return [()] * len(posts)


def _faulty(error: PublisherError) -> tuple[Fault, ...]:
    unreached = isinstance(error, TryLater | Unreadable)
    kind = FaultKind.UNREACHABLE if unreached else FaultKind.REFUSED
    return (Fault(kind=kind, sentence=str(error)),)


def _besides(
    rows: Sequence[tuple[Delivery, Announcement]], others: Sequence[Delivery]
) -> int:
    """Number of other posts on the channel before the last of *rows*."""
    tried = {delivery.id for delivery, _ in rows}
    last = max(delivery.due_at for delivery, _ in rows)
    return sum(each.id not in tried and each.due_at <= last for each in others)


def _by_channel(
    rows: Sequence[tuple[Delivery, Announcement]],
) -> Iterator[tuple[str, list[tuple[Delivery, Announcement]]]]:
    ordered = sorted(rows, key=lambda row: row[0].channel)  # stable: the next one first
    for name, those in groupby(ordered, key=lambda row: row[0].channel):
        yield name, list(those)


def _say(delivery: Delivery, faults: Sequence[Fault]) -> None:
    keys = {"delivery": delivery.id, "channel": delivery.channel}
    if not faults:
        log.info("the post is ready for its time", **keys)
        return
    reason = " ".join(fault.sentence for fault in faults)
    log.warning("the post is not ready for its time", reason=reason, **keys)
