"""Lanes: each takes what is due on one channel and brings it to an end.

The order is the promise. The intent is durable before the commit request leaves, and an
attempt whose answer was lost is looked for on the account before anything is sent again.
"""

import threading
from collections import UserDict
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import structlog

from crossposter import lifecycle
from crossposter.channels import Channel
from crossposter.clock import Clock
from crossposter.errors import CrossposterError
from crossposter.frozen import thaw
from crossposter.lifecycle import Late, Move, Retry
from crossposter.media import Archive
from crossposter.models import Attempt, Delivery
from crossposter.models import DeliveryStatus as Status
from crossposter.outcomes import Outcomes
from crossposter.publisher import (
    OutcomeUnknown,
    Post,
    Prepared,
    PublisherError,
    Stage,
    TryLater,
    open_attempt,
)
from crossposter.settling import Settling
from crossposter.store import Database, announcements, deliveries, journal
from crossposter.store.deliveries import Superseded

log = structlog.get_logger(__name__)


@dataclass(frozen=True, kw_only=True)
class Rules:
    """The office's own rules for publishing."""

    retry: Retry = field(default_factory=Retry)
    late: Late = field(default_factory=Late)
    approval_holds: timedelta = timedelta(days=14)
    timeout: timedelta = timedelta(seconds=30)  #: of one request


def unwatched(_step: str) -> None:
    """Nobody follows the steps."""


class Publishing:
    """Works off the deliveries of every channel, one lane a channel.

    Only one instance may run on a database: the daemon sees to that. *on_step* is told
    every step that a crash could fall between.
    """

    def __init__(
        self,
        *,
        database: Database,
        channels: Mapping[str, Channel],
        archive: Archive,
        clock: Clock,
        rules: Rules,
        owner: str,
        on_step: Callable[[str], None] = unwatched,
    ) -> None:
        self._database = database
        self._channels = channels
        self._archive = archive
        self._clock = clock
        self._rules = rules
        self._owner = owner
        self._step = on_step
        self._stopping = threading.Event()
        self._in_hand: set[int] = set()
        self._claiming = threading.Lock()
        self._outcomes = Outcomes(database, clock, patience=4 * rules.timeout)
        self._settling = Settling(database, clock, self._outcomes, on_step)

    def stop(self) -> None:
        """Let every lane end after the delivery it has in hand."""
        self._stopping.set()

    def run_lane(self, name: str) -> None:
        """Take what is due on a channel, one delivery after another."""
        channel = self._channels[name]
        while not self._stopping.is_set():
            with self._claimed(channel) as delivery:
                if delivery is None:
                    return
                self._work_on(channel, delivery)

    def next_looks(self) -> dict[str, datetime]:
        """When each of the configured channels has something to do."""
        with self._database.read() as session:
            looks = deliveries.next_looks(session)
        return {name: at for name, at in looks.items() if name in self._channels}

    def recover(self) -> None:
        """Put back what no worker has in hand: its process died."""
        with self._claiming, self._database.write() as session:
            rows = deliveries.with_status(session, Status.PREPARING, Status.COMMITTING)
            for delivery in rows:
                if delivery.id not in self._in_hand:
                    move = lifecycle.found_dead(delivery.status, now=self._clock.now())
                    self._outcomes.write_in(session, delivery, move)

    @contextmanager
    def _claimed(self, channel: Channel) -> Iterator[Delivery | None]:
        with self._claiming, self._database.write() as session:
            delivery = deliveries.claim(
                session,
                channel.name,
                now=self._clock.now(),
                owner=self._owner,
                spacing=channel.agenda.spacing,
            )
            if delivery is not None:
                session.expunge(delivery)
                self._in_hand.add(delivery.id or 0)
        if delivery is None:
            yield None
            return
        self._step("claimed")
        try:
            yield delivery
        finally:
            self._in_hand.discard(delivery.id or 0)

    def _work_on(self, channel: Channel, delivery: Delivery) -> None:
        try:
            if delivery.status is Status.UNCONFIRMED:
                self._settling.settle(channel, delivery)
            elif not self._put_off(channel, delivery):
                self._publish(channel, delivery)
        except Superseded:
            log.warning("somebody else moved the delivery on", delivery=delivery.id)

    def _put_off(self, channel: Channel, delivery: Delivery) -> bool:
        """Whether the delivery came too late, or at a time when nothing is posted."""
        now = self._clock.now()
        move = lifecycle.overdue(
            now=now,
            due_at=delivery.due_at,
            expires_at=delivery.expires_at,
            approval_ends=self._approval_ends(delivery),
            late=self._rules.late,
        )
        blackout = None if delivery.urgent else channel.agenda.blackouts.end_of(now)
        if move == "next-slot":
            self._give_next_slot(channel, delivery, now)
        elif move is not None:
            self._outcomes.write(delivery, move)
        elif blackout is not None:
            wait = Move(status=Status.SCHEDULED, next_at=blackout)
            self._outcomes.write(delivery, wait)
        return move is not None or blackout is not None

    def _approval_ends(self, delivery: Delivery) -> datetime:
        with self._database.read() as session:
            announcement = announcements.get(session, delivery.announcement_id)
        approved_at = announcement.approved_at or announcement.created_at
        return approved_at + self._rules.approval_holds

    def _give_next_slot(
        self, channel: Channel, delivery: Delivery, now: datetime
    ) -> None:
        with self._database.write() as session:
            taken = deliveries.taken_moments(session, channel.name, since=now)
            slot = channel.agenda.next_slot(now, taken)
            move = Move(
                status=Status.SCHEDULED, next_at=slot, error="late: takes the next slot"
            )
            self._outcomes.write_in(session, delivery, move, due_at=slot)

    def _publish(self, channel: Channel, delivery: Delivery) -> None:
        try:
            post = thaw(delivery, self._archive)
        except CrossposterError as error:
            now = self._clock.now()
            move = Move(status=Status.HELD, next_at=now, error=str(error))
            self._outcomes.write(delivery, move)
            return
        prepared = self._prepare(channel, delivery, post)
        if prepared is not None:
            self._intend(delivery, prepared)
            self._commit(channel, delivery, prepared)

    def _prepare(
        self, channel: Channel, delivery: Delivery, post: Post
    ) -> Prepared | None:
        saved = _Saved(self._database, delivery, self._step)
        try:
            with open_attempt(Stage.PREPARING):
                prepared = channel.publisher.prepare(post, saved)
        except PublisherError as error:
            self._fail_preparing(delivery, error)
        except (CrossposterError, Superseded):
            raise
        except Exception as error:  # a bug must not stop the lane
            log.exception("preparing failed unexpectedly", delivery=delivery.id)
            self._fail_preparing(delivery, TryLater(_unexpected(error)))
        else:
            self._step("prepared")
            return prepared
        return None

    def _fail_preparing(self, delivery: Delivery, error: PublisherError) -> None:
        move = lifecycle.after_failed_preparing(
            error, now=self._clock.now(), tries=delivery.tries, retry=self._rules.retry
        )
        self._outcomes.write(delivery, move, code=error.code)

    def _intend(self, delivery: Delivery, prepared: Prepared) -> None:
        """Make the intent durable: from here on the post may become public."""
        now = self._clock.now()
        attempt = Attempt(
            delivery_id=delivery.id or 0,
            number=delivery.attempts + 1,
            started_at=now,
            deadline=now + self._rules.timeout,
            refs=dict(prepared.refs),
            baseline=prepared.baseline,
        )
        move = Move(status=Status.COMMITTING, next_at=now, absents=0)
        with self._database.write() as session:
            journal.open_attempt(session, attempt)
            number = delivery.attempts + 1
            self._outcomes.write_in(session, delivery, move, attempts=number)
        delivery.status, delivery.attempts = Status.COMMITTING, number
        delivery.epoch += 1
        self._step("intended")

    def _commit(self, channel: Channel, delivery: Delivery, prepared: Prepared) -> None:
        try:
            with open_attempt(Stage.COMMITTING):
                receipt = channel.publisher.commit(prepared)
        except PublisherError as error:
            self._fail_commit(delivery, error)
        except Exception as error:  # a bug leaves the outcome unknown as well
            log.exception("sending failed unexpectedly", delivery=delivery.id)
            self._fail_commit(delivery, OutcomeUnknown(_unexpected(error)))
        else:
            self._step("answered")
            self._outcomes.insist(lambda: self._outcomes.record(delivery, receipt))
            self._step("recorded")

    def _fail_commit(self, delivery: Delivery, error: PublisherError) -> None:
        self._step("not answered")
        move = lifecycle.after_failed_commit(
            error, now=self._clock.now(), tries=delivery.tries, retry=self._rules.retry
        )
        self._outcomes.insist(
            lambda: self._outcomes.write(delivery, move, code=error.code)
        )


def _unexpected(error: Exception) -> str:
    return f"internal error {type(error).__name__}: see the log, and report it"


class _Saved(UserDict[str, str]):
    """Ids of what has been uploaded; every change is durable before the next call."""

    def __init__(
        self, database: Database, delivery: Delivery, on_step: Callable[[str], None]
    ) -> None:
        super().__init__()
        self.data = dict(delivery.saved)
        self._database = database
        self._delivery = delivery
        self._step = on_step

    def __setitem__(self, key: str, value: str) -> None:
        self._step("uploaded")
        self.data[key] = value
        self._save()

    def __delitem__(self, key: str) -> None:
        del self.data[key]
        self._save()

    def _save(self) -> None:
        with self._database.write() as session:
            deliveries.save_refs(session, self._delivery, self.data)
        self._step("saved")
