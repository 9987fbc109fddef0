"""What is so at the moment, read from the database and the disk."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from crossposter.database import Database, Session
from crossposter.database.models import DeliveryStatus as Status
from crossposter.database.queries import channels, journal, preflights
from crossposter.database.queries import monitoring as watching
from crossposter.monitoring.alerts.preflight_rules import Tried
from crossposter.monitoring.alerts.rules import (
    Behind,
    Facts,
    Removed,
    Stuck,
    Troubled,
    late_before,
)


class Watch:
    """Gathers the facts; *backup* is how old the last one may be, if any is due."""

    def __init__(
        self,
        *,
        database: Database,
        channels: frozenset[str],
        backup: timedelta | None,
    ) -> None:
        self._database = database
        self._channels = channels
        # A server's copies are made on the server, and we do not hear of them.
        self._backup = None if database.file is None else backup

    def facts(self, session: Session, now: datetime) -> Facts:
        """Everything that may be wrong."""
        beat = channels.heartbeat(session)
        stuck = watching.stuck_mail(session)
        last_backup = self._last_backup(session, now)
        return Facts(
            now=now,
            channels=self._channels,
            runs_since=beat.since if beat and channels.is_alive(beat, now) else None,
            states=channels.states(session),
            troubled=[*_troubled(session)],
            behind=[*_behind(session, now)],
            checkups=watching.checkups(session),
            unready=[*self._unready(session, now)],
            free_bytes=self._database.free_bytes(),
            backup_due_at=self._backup_due(session, last_backup),
            last_backup_at=last_backup,
            removed=[
                Removed(delivery=delivery, title=title, noticed_at=at)
                for delivery, title, at in watching.removed(session, now)
            ],
            approvals_ended=watching.approvals_ended(session, now),
            urgent_waiting=watching.urgent_on_paused(session, now),
            refused=watching.refused_mails(session),
            stuck=Stuck(since=stuck[0], reason=stuck[1]) if stuck else None,
        )

    def _unready(self, session: Session, now: datetime) -> Iterator[Tried]:
        """What was found for another time, or another text, is over with that."""
        for delivery, title, record in preflights.unfinished(session, now):
            if record.is_of(delivery) and delivery.channel in self._channels:
                yield Tried(
                    delivery=delivery, title=title, at=record.at, faults=record.faults
                )

    def _last_backup(self, session: Session, now: datetime) -> datetime | None:
        """The whole log is read only when none is young enough."""
        if self._backup is None:
            return None
        young = watching.last_backup(session, since=now - self._backup)
        return young or watching.last_backup(session)

    def _backup_due(self, session: Session, last: datetime | None) -> datetime | None:
        """An office that has nothing to lose yet needs no backup."""
        since = last or watching.first_announcement(session)
        return since + self._backup if since and self._backup else None


def _troubled(session: Session) -> Iterator[Troubled]:
    rows = watching.troubled(session)
    since = watching.in_trouble_since(session, [each.id or 0 for each, _ in rows])
    for delivery, title in rows:
        key = delivery.id or 0
        held = delivery.status is Status.HELD
        yield Troubled(
            delivery=delivery,
            title=title,
            in_question=held and journal.in_question(session, key),
            since=since.get(key),
        )


def _behind(session: Session, now: datetime) -> Iterator[Behind]:
    for name, (count, since) in watching.behind(session, late_before(now)).items():
        yield Behind(channel=name, count=count, since=since)
