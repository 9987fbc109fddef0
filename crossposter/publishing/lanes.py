"""Lanes, one per channel: claim, send, reconcile each delivery that is due.

The order is the promise. The intent is durable before the commit request leaves, and
the account is read after a lost answer before anything is sent again.
"""

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime

import structlog

from crossposter.channels import KnowsItsLimits
from crossposter.channels.channel import Channel
from crossposter.clock import Clock
from crossposter.database import Database
from crossposter.database.disk import LEAST_ROOM
from crossposter.database.models import Delivery
from crossposter.database.models import DeliveryStatus as Status
from crossposter.database.models.event import NEXT_SLOT
from crossposter.database.queries import announcements, deliveries, lanes
from crossposter.database.queries import threads as parts
from crossposter.database.queries.deliveries import Superseded
from crossposter.media import Archive
from crossposter.publishing import early_upload, lifecycle, threads
from crossposter.publishing.claims import claim
from crossposter.publishing.lifecycle import Move
from crossposter.publishing.outcomes import Outcomes
from crossposter.publishing.reachability import Reachability
from crossposter.publishing.reconciliation import Reconciliation
from crossposter.publishing.recovery import Hand, Recovery
from crossposter.publishing.sender import Sender
from crossposter.publishing.settings import PublishingSettings
from crossposter.publishing.witness import Witness

log = structlog.get_logger(__name__)


def unwatched(_step: str) -> None:
    """Default for *on_step*: nobody follows the steps."""


class LaneRunner:
    """Worker on the deliveries of every channel, one lane a channel.

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
        rules: PublishingSettings,
        owner: str,
        on_step: Callable[[str], None] = unwatched,
    ) -> None:
        self._database = database
        self._channels = channels
        self._clock = clock
        self._rules = rules
        self._owner = owner
        self._step = on_step
        self._stopping = threading.Event()
        self._full = False
        self._looking_at_disk = threading.Lock()
        self._resting: dict[str, datetime] = {}
        self._hand = Hand()
        self._outcomes = Outcomes(
            database, clock, patience=4 * rules.timeout, channels=channels
        )
        self._reach = Reachability()
        witness = Witness(archive.beside("intents"))
        self._sending = Sender(
            database=database,
            archive=archive,
            clock=clock,
            outcomes=self._outcomes,
            retry=rules.retry,
            reach=self._reach,
            witness=witness,
            timeout=rules.timeout,
            on_step=on_step,
        )
        self._settling = Reconciliation(
            database=database,
            clock=clock,
            outcomes=self._outcomes,
            retry=rules.retry,
            reach=self._reach,
            witness=witness,
            on_step=on_step,
        )
        self._recovery = Recovery(database, clock, self._outcomes, self._hand, witness)

    def stop(self) -> None:
        """End of every lane after the delivery it has in flight."""
        self._stopping.set()

    def run_lane(self, name: str) -> None:
        """Run of one channel: the due deliveries, one after another."""
        channel = self._channels[name]
        while not self._stopping.is_set() and self._has_room():
            with self._claimed(channel) as delivery:
                if delivery is None:
                    return
                self._work_on(channel, delivery)

    def next_looks(self) -> dict[str, datetime]:
        """Times at which each of the configured channels has something to do."""
        with self._database.read() as session:
            looks = lanes.next_looks(session)
        return {name: at for name, at in looks.items() if name in self._channels}

    def recover(self) -> None:
        """Recovery of deliveries that no worker has in flight: their process died."""
        self._recovery.recover()

    def look_first(self) -> None:
        """Reconciliation of deliveries due while nothing ran; once, at the start."""
        self._recovery.look_first()

    def clock_jumped(self) -> None:
        """Restart of every wait: nobody can tell how much of it has passed."""
        self._recovery.clock_jumped()

    def _has_room(self) -> bool:
        """True when there is room to record the outcome of another attempt."""
        room = self._database.free_bytes()
        full = room is not None and room < LEAST_ROOM
        with self._looking_at_disk:
            if full and not self._full:
                log.error("nothing is sent: free some space on the disk", free=room)
            self._full = full
        return not full

    def _rests(self, channel: Channel, now: datetime) -> bool:
        """True when the platform's own figures ask for a rest before it refuses."""
        if not isinstance(channel.publisher, KnowsItsLimits):
            return False
        until = channel.publisher.rests_until(now)
        if until is not None and self._resting.get(channel.name) != until:
            log.warning(
                "close to the platform's limit", channel=channel.name, until=until
            )
            self._resting[channel.name] = until
        return until is not None

    @contextmanager
    def _claimed(self, channel: Channel) -> Iterator[Delivery | None]:
        now = self._clock.now()
        with self._hand.claiming, self._database.write() as session:
            delivery = claim(
                session,
                channel.name,
                now=now,
                owner=self._owner,
                spacing=channel.agenda.spacing,
                only_urgent=self._rests(channel, now),
            )
            if delivery is not None:
                self._hand.take(delivery.id or 0)
        if delivery is None:
            yield None
            return
        self._step("claimed")
        try:
            yield delivery
        finally:
            self._hand.let_go(delivery.id or 0)

    def _work_on(self, channel: Channel, delivery: Delivery) -> None:
        try:
            if delivery.status is Status.UNCONFIRMED:
                self._settling.settle(channel, delivery)
            elif early_upload.is_early(delivery, self._clock.now()):
                self._sending.prepare_ahead(channel, delivery)
            elif not self._put_off(channel, delivery):
                self._sending.send(channel, delivery)
        except Superseded:
            log.warning("somebody else moved the delivery on", delivery=delivery.id)
        self._hasten()

    def _hasten(self) -> None:
        """Release of deliveries that waited for the network, at the first answer."""
        released = self._reach.released()
        if released:
            with self._database.write() as session:
                deliveries.hasten(session, released, now=self._clock.now())

    def _put_off(self, channel: Channel, delivery: Delivery) -> bool:
        """True when the delivery is too late, or due in a blackout, and was put off."""
        now = self._clock.now()
        with self._database.read() as session:
            thread = parts.of(session, delivery)
        if thread.begun:
            end = threads.cut_off(thread, now=now, expires_at=delivery.expires_at)
            if end is not None:
                self._outcomes.write(delivery, end)
            return end is not None
        move = lifecycle.overdue(
            now=now,
            due_at=delivery.due_at,
            expires_at=delivery.expires_at,
            approval_ends=self._approval_ends(delivery),
            late=self._rules.late,
            last_error=delivery.error,
        )
        blackout = None if delivery.urgent else channel.agenda.blackouts.end_of(now)
        if move == "next-slot":
            self._give_next_slot(channel, delivery, now)
        elif move is not None:
            self._outcomes.write(delivery, move)
        elif blackout is not None:
            wait = Move(status=Status.SCHEDULED, next_at=blackout)
            # Our own rest does not make it late.
            self._outcomes.write(delivery, wait, due_at=blackout)
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
            move = Move(status=Status.SCHEDULED, next_at=slot, error=NEXT_SLOT)
            self._outcomes.write_in(session, delivery, move, due_at=slot)
