"""Outcomes of attempts: recorded, with their effects on the channel."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Any

import structlog

from crossposter.channels import Receipt
from crossposter.channels.channel import Channel
from crossposter.clock import Clock
from crossposter.database import Database, Session
from crossposter.database.models import Delivery
from crossposter.database.models import DeliveryStatus as Status
from crossposter.database.models.event import Phrase, channel_paused
from crossposter.database.models.thread import Thread
from crossposter.database.queries import channels, deliveries, journal
from crossposter.database.queries import threads as parts
from crossposter.database.queries.deliveries import Superseded
from crossposter.database.write_retry import insist
from crossposter.errors import Unavailable
from crossposter.publishing import lifecycle, threads, transitions, unconfirmed
from crossposter.publishing.lifecycle import Move
from crossposter.publishing.rests import Rests
from crossposter.staff import DAEMON

log = structlog.get_logger(__name__)


class Outcomes:
    """Writer of moves, each only if the delivery is still as it was read."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        patience: timedelta,
        channels: Mapping[str, Channel] = MappingProxyType({}),
    ) -> None:
        self._database = database
        self._clock = clock
        self._patience = patience
        self._resting = Rests(database, clock, channels)

    def write(
        self,
        delivery: Delivery,
        move: Move,
        *,
        code: str | None = None,
        **values: Any,
    ) -> None:
        """Move in a transaction of its own; raises Superseded.

        One that asks for a rest is always written, whoever has the delivery by now, or
        others would ask too soon.
        """

        def once() -> None:
            with self._database.write() as session:
                self.write_in(session, delivery, move, code=code, **values)

        if move.rest is None:
            return once()
        try:
            self.insist(once)
        except Superseded:
            self.insist(lambda: self._rest(delivery.channel, move))
            raise

    def _rest(self, channel: str, move: Move) -> None:
        with self._database.write() as session:
            self._rest_in(session, channel, move)

    def _rest_in(self, session: Session, channel: str, move: Move) -> None:
        if move.rest is not None:
            self._resting.write_in(session, channel, move.rest, reason=move.error)

    def write_in(
        self,
        session: Session,
        delivery: Delivery,
        move: Move,
        *,
        code: str | None = None,
        action: Phrase | None = None,
        **values: Any,
    ) -> None:
        """Move as part of a larger transaction; raises Superseded."""
        now = self._clock.now()
        transitions.apply(
            session, delivery, move, at=now, action=action, code=code, **values
        )
        self._pause(session, delivery.channel, move)
        self._rest_in(session, delivery.channel, move)

    def _pause(self, session: Session, channel: str, move: Move) -> None:
        if move.pause is None:
            return
        channels.pause(
            session, channel, reason=move.pause.reason, until=move.pause.until
        )
        journal.note(
            session,
            at=self._clock.now(),
            actor=DAEMON,
            action=channel_paused(channel),
            detail=move.pause.reason,
        )
        log.warning("channel paused", channel=channel, reason=move.pause.reason)

    def record(self, delivery: Delivery, receipt: Receipt) -> None:
        """Receipt of a public post, stored as proof; raises Superseded.

        A post that is bound to another delivery proves nothing for this one.
        """
        now = self._clock.now()
        with self._database.write() as session:
            thread = parts.of(session, delivery)
            taken = deliveries.remote_ids(
                session, delivery.channel, but=delivery.id or 0
            )
            if receipt.remote_id in taken:
                self.write_in(session, delivery, _bound_elsewhere(receipt, now))
            elif thread.goes_on and receipt.remote_id is None:
                self.write_in(session, delivery, threads.unnamed(thread, now=now))
            else:
                self._record_in(session, delivery, thread, receipt)

    def _record_in(
        self, session: Session, delivery: Delivery, thread: Thread, receipt: Receipt
    ) -> None:
        now = self._clock.now()
        proved = threads.proved(thread, receipt, at=now)
        self.write_in(
            session, delivery, proved.move, action=proved.action, **proved.values
        )
        parts.add(session, delivery, thread, receipt, at=now)
        channels.published(session, delivery.channel, at=now)
        if receipt.rest is not None:
            reason = "asked for after the last post"
            self._resting.write_in(
                session, delivery.channel, receipt.rest, reason=reason
            )
        if thread.goes_on and delivery.status is Status.UNCONFIRMED:
            unconfirmed.look_for_next(session, delivery.id or 0, now=now)

    def write_surely(
        self, delivery: Delivery, move: Move, *, code: str | None = None
    ) -> None:
        """Move that is always written; held if its details cannot be stored.

        An unwritten one would look like the trace of a dead worker, and be repeated.
        """
        self.surely(delivery, lambda: self.write(delivery, move, code=code))

    def insist(self, write: Callable[[], None]) -> None:
        """Outcome written however busy the database is: another read costs more."""
        insist(write, clock=self._clock, patience=self._patience)

    def surely(self, delivery: Delivery, write: Callable[[], None]) -> None:
        """Write of any kind; where it fails unexpectedly, the delivery is held."""
        try:
            write()
        except (Unavailable, Superseded):
            raise
        except Exception:
            log.exception("an outcome cannot be written down", delivery=delivery.id)
            self.write(delivery, lifecycle.unwritable(now=self._clock.now()))


def _bound_elsewhere(receipt: Receipt, now: datetime) -> Move:
    return Move(
        status=Status.HELD,
        next_at=now,
        error=f"the platform names the post {receipt.permalink or receipt.remote_id},"
        " which another delivery has already: look at the account",
    )
