"""Pauses, use cases: pause and resume a channel; late posts go out spaced apart."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from crossposter.channels.channel import Channel
from crossposter.clock import Clock
from crossposter.database import Database, Session
from crossposter.database.models import Delivery
from crossposter.database.models import DeliveryStatus as Status
from crossposter.database.models.event import (
    Action,
    Phrase,
    channel_paused,
    channel_resumed,
)
from crossposter.database.queries import channels, deliveries, journal, threads
from crossposter.errors import NotFound
from crossposter.publishing import early_upload, reconciliation_rules, transitions
from crossposter.publishing.unconfirmed import open_doubt
from crossposter.staff import DAEMON, Actor


@dataclass(frozen=True, kw_only=True)
class Pauses:
    """Pauses of channels, and their end."""

    database: Database
    clock: Clock
    channels: Mapping[str, Channel]

    def chosen(self, name: str | None) -> list[str]:
        """Channels by name: one, or all of them; raises NotFound."""
        if name is None:
            return list(self.channels)
        if name not in self.channels:
            known = ", ".join(self.channels)
            raise NotFound(f"there is no channel {name!r}: choose from {known}")
        return [name]

    def pause(
        self,
        actor: Actor,
        names: list[str],
        reason: str | None = None,
        *,
        except_urgent: bool = False,
    ) -> None:
        """Pause until a person ends it; without a new *reason* an old one stays."""
        with self.database.write() as session:
            for name in names:
                known = channels.state(session, name)
                old = known.reason if known.paused else None
                why = reason or old or f"paused by {actor.name}"
                channels.pause(
                    session, name, reason=why, until=None, except_urgent=except_urgent
                )
                self._note(session, actor, channel_paused(name), why)

    def resume(self, actor: Actor, names: list[str]) -> int:
        """Number of deliveries that got another time at the end of the pause."""
        with self.database.write() as session:
            for name in names:
                channels.end_rest(session, name)
            return sum(self._resume(session, actor, name) for name in names)

    def end_pauses(self) -> None:
        """End of pauses that were to last until a time that has come."""
        with self.database.write() as session:
            for row in channels.ended_pauses(session, self.clock.now()):
                self._resume(session, DAEMON, row.channel)

    def _resume(self, session: Session, actor: Actor, name: str) -> int:
        channels.resume(session, name)
        self._note(session, actor, channel_resumed(name), None)
        channel = self.channels.get(name)
        return 0 if channel is None else self._release(session, actor, channel)

    def _release(self, session: Session, actor: Actor, channel: Channel) -> int:
        """New times for deliveries that became late in the pause."""
        now = self.clock.now()
        waiting = _released(session, channel.name, now)
        keys = [each.id or 0 for each in waiting]
        beat = channels.heartbeat(session)
        taken = deliveries.taken_moments(
            session, channel.name, since=now - channel.agenda.spacing, but=keys
        )
        for delivery in waiting:
            due_at = max(delivery.due_at, now)
            waits = not delivery.urgent and not threads.of(session, delivery).begun
            if delivery.due_at < now and waits:
                due_at = channel.agenda.at(now, taken)
            taken.append(due_at)
            was_there = channels.was_there(beat, delivery.due_at, now)
            if was_there and not journal.in_doubt(session, delivery.id or 0):
                self._put(session, actor, delivery, due_at)
            else:
                self._doubt(session, actor, delivery, due_at)
        return len(waiting)

    def _put(
        self, session: Session, actor: Actor, delivery: Delivery, due_at: datetime
    ) -> None:
        now = self.clock.now()
        transitions.release(
            session,
            delivery,
            at=now,
            actor=actor,
            due_at=due_at,
            next_at=early_upload.first_look(delivery.media, due_at=due_at, now=now),
        )

    def _doubt(
        self, session: Session, actor: Actor, delivery: Delivery, due_at: datetime
    ) -> None:
        """Reconciliation before the release: in an old copy it may be public by now."""
        now = self.clock.now()
        open_doubt(session, delivery, now=now)
        transitions.apply(
            session,
            delivery,
            reconciliation_rules.look_first(at=now),
            at=now,
            actor=actor,
            action=Action.RELEASED,
            due_at=due_at,
        )

    def _note(
        self, session: Session, actor: Actor, action: Phrase, detail: str | None
    ) -> None:
        journal.note(
            session, at=self.clock.now(), actor=actor, action=action, detail=detail
        )


def _released(session: Session, channel: str, now: datetime) -> list[Delivery]:
    """Deliveries that became late in the pause, and all unconfirmed ones."""
    waiting = [
        each
        for each in deliveries.with_status(session, Status.SCHEDULED)
        if each.channel == channel
        and (each.due_at < now or journal.in_doubt(session, each.id or 0))
    ]
    return sorted(waiting, key=lambda each: (not each.urgent, each.due_at, each.id))
