"""State collector: reads the current state from database and disk."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from crossposter.database import Database, Session
from crossposter.database.models import DeliveryStatus as Status
from crossposter.database.queries import channels, journal, monitoring, preflights
from crossposter.monitoring.alerts.preflight_rules import FailedPreflight
from crossposter.monitoring.alerts.rules import (
    Behind,
    Facts,
    Removed,
    Stuck,
    Troubled,
    late_before,
)


class StateCollector:
    """State collector; *backup* is the maximum age of the last one, if required."""

    def __init__(
        self,
        *,
        database: Database,
        channels: frozenset[str],
        backup: timedelta | None,
    ) -> None:
        self._database = database
        self._channels = channels
        # Backups of a server are made on the server, and we do not know about them.
        self._backup = None if database.file is None else backup

    def facts(self, session: Session, now: datetime) -> Facts:
        """State of everything that may be wrong."""
        beat = channels.heartbeat(session)
        stuck = monitoring.stuck_mail(session)
        last_backup = self._last_backup(session, now)
        return Facts(
            now=now,
            channels=self._channels,
            runs_since=beat.since if beat and channels.is_alive(beat, now) else None,
            states=channels.states(session),
            troubled=[*_troubled(session)],
            behind=[*_behind(session, now)],
            checkups=monitoring.checkups(session),
            unready=[*self._unready(session, now)],
            free_bytes=self._database.free_bytes(),
            backup_due_at=self._backup_due(session, last_backup),
            last_backup_at=last_backup,
            removed=[
                Removed(delivery=delivery, title=title, noticed_at=at)
                for delivery, title, at in monitoring.removed(session, now)
            ],
            approvals_ended=monitoring.approvals_ended(session, now),
            urgent_waiting=monitoring.urgent_on_paused(session, now),
            refused=monitoring.refused_mails(session),
            stuck=Stuck(since=stuck[0], reason=stuck[1]) if stuck else None,
        )

    def _unready(self, session: Session, now: datetime) -> Iterator[FailedPreflight]:
        """Faults still valid: those for another time or another text are not."""
        for delivery, title, record in preflights.unfinished(session, now):
            if record.is_of(delivery) and delivery.channel in self._channels:
                yield FailedPreflight(
                    delivery=delivery, title=title, at=record.at, faults=record.faults
                )

    def _last_backup(self, session: Session, now: datetime) -> datetime | None:
        """Time of the last backup; the whole log is read only if none is recent."""
        if self._backup is None:
            return None
        young = monitoring.last_backup(session, since=now - self._backup)
        return young or monitoring.last_backup(session)

    def _backup_due(self, session: Session, last: datetime | None) -> datetime | None:
        """Time a backup is due; an office without announcements needs none."""
        since = last or monitoring.first_announcement(session)
        return since + self._backup if since and self._backup else None


def _troubled(session: Session) -> Iterator[Troubled]:
    rows = monitoring.troubled(session)
    since = monitoring.in_trouble_since(session, [each.id or 0 for each, _ in rows])
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
    for name, (count, since) in monitoring.behind(session, late_before(now)).items():
        yield Behind(channel=name, count=count, since=since)
