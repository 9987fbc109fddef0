"""Recovery after a crash, a restart, or a clock jump."""

import threading
from dataclasses import dataclass
from datetime import datetime

from crossposter.clock import Clock
from crossposter.database import Database
from crossposter.database.models import Delivery
from crossposter.database.models import DeliveryStatus as Status
from crossposter.database.models.delivery_states import IN_FLIGHT
from crossposter.database.queries import channels, deliveries, journal
from crossposter.publishing import early_upload, lifecycle, reconciliation_rules
from crossposter.publishing.lifecycle import Move
from crossposter.publishing.outcomes import Outcomes
from crossposter.publishing.unconfirmed import open_doubt
from crossposter.publishing.witness import FROM_THE_FIRST, Witness


class Hand:
    """Deliveries in flight in this process."""

    def __init__(self) -> None:
        self.claiming = threading.Lock()
        self._ids: set[int] = set()

    def take(self, delivery_id: int) -> None:
        self._ids.add(delivery_id)

    def let_go(self, delivery_id: int) -> None:
        self._ids.discard(delivery_id)

    def holds(self, delivery_id: int) -> bool:
        return delivery_id in self._ids


@dataclass(frozen=True)
class Recovery:
    """Recovery, only by the one daemon of a database: all other owners are dead."""

    database: Database
    clock: Clock
    outcomes: Outcomes
    hand: Hand
    witness: Witness

    def recover(self) -> None:
        """Recovery of deliveries that no worker has in flight: their process died."""
        now = self.clock.now()
        with self.hand.claiming, self.database.write() as session:
            rows = deliveries.with_status(session, *IN_FLIGHT)
            for delivery in rows:
                if not self.hand.holds(delivery.id or 0):
                    move = lifecycle.found_dead(delivery.status, now=now)
                    self.outcomes.write_in(session, delivery, move)

    def look_first(self) -> None:
        """Reconciliation of deliveries due while nothing ran, before one is sent.

        So far as the database knows these were never sent; but it may be an old copy of
        itself that somebody put back. On a paused channel they stay unconfirmed until
        it resumes.
        """
        self._call_the_witness()
        now = self.clock.now()
        with self.hand.claiming, self.database.write() as session:
            states = channels.states(session)
            for delivery in deliveries.with_status(session, Status.SCHEDULED):
                state = states.get(delivery.channel)
                paused = channels.stands_still(state, urgent=delivery.urgent)
                if early_upload.begun_at(delivery) >= now:
                    continue
                open_doubt(session, delivery, now=now)
                if not paused:
                    move = reconciliation_rules.look_first(
                        at=max(now, delivery.next_at)
                    )
                    self.outcomes.write_in(session, delivery, move)

    def _call_the_witness(self) -> None:
        """Start of the witness; nothing was sent before a database's first daemon."""
        with self.database.read() as session:
            is_first = channels.heartbeat(session) is None
            is_new = is_first and not journal.has_intents(session)
        self.witness.begin(since=FROM_THE_FIRST if is_new else self.clock.now())

    def clock_jumped(self) -> None:
        """Restart of every wait; the times people have set stay as they are.

        A post that was sent a moment ago must not seem to be missing for an hour.
        """
        now = self.clock.now()
        with self.hand.claiming, self.database.write() as session:
            for delivery in deliveries.with_status(session, Status.UNCONFIRMED):
                journal.settle_from(session, delivery.id or 0, now)
                self.outcomes.write_in(session, delivery, _anew(delivery, now))
            for delivery in deliveries.with_status(session, Status.SCHEDULED):
                if delivery.next_at > delivery.due_at:
                    start = max(now, delivery.due_at)
                    self.outcomes.write_in(session, delivery, _anew(delivery, start))
            channels.end_timed_pauses(session, now)


def _anew(delivery: Delivery, at: datetime) -> Move:
    return Move(status=delivery.status, next_at=at, absents=0, error=delivery.error)
