"""Recovery: what a dead worker left, and what was due while nothing ran."""

import threading
from datetime import datetime, timedelta

from crossposter import lifecycle
from crossposter.clock import Clock
from crossposter.models import Attempt, Delivery
from crossposter.models import DeliveryStatus as Status
from crossposter.outcomes import Outcomes
from crossposter.store import Database, announcements, channels, deliveries, journal

MISSED = timedelta(minutes=1)  #: late by more at the start means: nothing ran then


class Hand:
    """The deliveries this process has in hand."""

    def __init__(self) -> None:
        self.claiming = threading.Lock()
        self._ids: set[int] = set()

    def take(self, delivery_id: int) -> None:
        self._ids.add(delivery_id)

    def let_go(self, delivery_id: int) -> None:
        self._ids.discard(delivery_id)

    def holds(self, delivery_id: int) -> bool:
        return delivery_id in self._ids


class Recovery:
    """Only the one daemon of a database may recover: then every other owner is dead."""

    def __init__(
        self, database: Database, clock: Clock, outcomes: Outcomes, hand: Hand
    ) -> None:
        self._database = database
        self._clock = clock
        self._outcomes = outcomes
        self._hand = hand

    def recover(self) -> None:
        """Put back what no worker has in hand: its process died."""
        now = self._clock.now()
        with self._hand.claiming, self._database.write() as session:
            rows = deliveries.with_status(session, Status.PREPARING, Status.COMMITTING)
            for delivery in rows:
                if not self._hand.holds(delivery.id or 0):
                    move = lifecycle.found_dead(delivery.status, now=now)
                    self._outcomes.write_in(session, delivery, move)

    def look_first(self) -> None:
        """Look for what was due while nothing ran, before any of it is sent.

        So far as the database knows these were never sent; but it may be an old copy of
        itself that somebody put back. A paused channel gives new times when it resumes.
        """
        now = self._clock.now()
        with self._hand.claiming, self._database.write() as session:
            states = channels.states(session)
            for delivery in deliveries.with_status(session, Status.SCHEDULED):
                state = states.get(delivery.channel)
                paused = state is not None and state.paused
                if delivery.due_at < now - MISSED and not paused:
                    approved = announcements.get(session, delivery.announcement_id)
                    since = approved.approved_at or delivery.due_at
                    attempt = _never_made(delivery, since, now)
                    journal.open_attempt(session, attempt)
                    move = lifecycle.look_first(now=now)
                    self._outcomes.write_in(session, delivery, move)


def _never_made(delivery: Delivery, since: datetime, now: datetime) -> Attempt:
    """What a read-back needs to know of an attempt that perhaps never was."""
    return Attempt(
        delivery_id=delivery.id or 0,
        number=0,
        started_at=since,
        deadline=now,
        refs={},
        outcome=lifecycle.NOT_RUNNING,
    )
