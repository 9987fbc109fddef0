"""Use case: scans, stores incidents and queues the messages.

A scan compares the conditions with the open incidents. A message and the row that
remembers it are one transaction, so that a crash neither repeats nor loses it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.message import EmailMessage
from email.policy import SMTP
from typing import Protocol
from zoneinfo import ZoneInfo

import structlog

from crossposter.clock import Clock
from crossposter.database import Database, Session
from crossposter.database.models import Incident, IncidentKind
from crossposter.database.models.incident import IncidentState
from crossposter.database.queries import channels, incidents, monitoring
from crossposter.database.queries.incidents import Said
from crossposter.monitoring.alerts import lifecycle
from crossposter.monitoring.alerts.lifecycle import Condition, Plan
from crossposter.monitoring.alerts.messages import AlertForm, News, State, in_english
from crossposter.monitoring.alerts.rules import conditions
from crossposter.monitoring.alerts.state import StateCollector

log = structlog.get_logger(__name__)

_AWAY = timedelta(minutes=15)  #: without a heartbeat; a restart takes less
_OF_MAIL = frozenset({IncidentKind.MAIL_REFUSED, IncidentKind.MAIL_SERVER})


class Outgoing(Protocol):
    """Outbox for a message to each recipient, within the caller's transaction."""

    def post_in(
        self,
        session: Session,
        key: str,
        message: EmailMessage,
        recipients: Sequence[str],
    ) -> bool:
        """True for a new message; nothing happens if the key exists already."""
        ...


@dataclass(frozen=True, kw_only=True)
class Readers:
    """Recipients of incidents by e-mail."""

    mailboxes: tuple[str, ...]

    def of(self, news: Sequence[News]) -> list[str]:
        """Recipients of *news*; nobody is told of e-mail that does not reach them."""
        kinds = {each.kind for each in news}
        if kinds - _OF_MAIL:
            return list(self.mailboxes)
        deaf = {each.values.get("recipient") for each in news}
        silent = IncidentKind.MAIL_SERVER in kinds
        return [each for each in self.mailboxes if each not in deaf and not silent]


@dataclass(frozen=True, kw_only=True)
class Incidents:
    """Incidents, found and reported; without *readers* they are only stored."""

    database: Database
    clock: Clock
    watch: StateCollector
    zone: ZoneInfo
    form: AlertForm
    outbox: Outgoing
    readers: Readers | None

    def scan(self) -> None:
        """Open, update, resolve and report; nothing is written if nothing is new."""
        now = self.clock.now()
        with self.database.read() as session:
            rows = incidents.unsolved(session)
            if not self._is_news(rows, self._plan(session, rows, now)):
                return
        with self.database.write() as session:
            rows = incidents.unsolved(session)
            self._follow(session, rows, self._plan(session, rows, now), now)

    def woke_up(self) -> None:
        """Open an incident if the daemon was away; call before its first heartbeat."""
        now = self.clock.now()
        with self.database.write() as session:
            beat = channels.heartbeat(session)
            if beat is None or beat.stopped or now - beat.heartbeat_at < _AWAY:
                return
            since = beat.heartbeat_at
            away = Condition(
                key=f"away/{since.isoformat()}",
                kind=IncidentKind.AWAY,
                values={
                    "from_at": since.isoformat(),
                    "until_at": now.isoformat(),
                    "count": monitoring.due_between(session, since, now),
                },
                since=since,
                once=True,
            )
            if not incidents.ever(session, [away.key]):
                self._open(session, away, now)

    def template_problems(self) -> list[str]:
        """Mistakes in the office's own alert template."""
        return self.form.problems(self.clock.now())

    def _plan(self, session: Session, rows: Sequence[Incident], now: datetime) -> Plan:
        found = conditions(self.watch.facts(session, now))
        passing = [each.key for each in found if each.once]
        over = incidents.ever(session, passing)
        courses = {row.key: incidents.course(row) for row in rows}
        return lifecycle.plan(
            courses, [each for each in found if each.key not in over], now
        )

    def _is_news(self, rows: Sequence[Incident], plan: Plan) -> bool:
        moved = any(incidents.course(row) != plan.stay.get(row.key) for row in rows)
        return bool(plan.opened) or moved or (plan.tell and self.readers is not None)

    def _follow(
        self, session: Session, rows: Sequence[Incident], plan: Plan, now: datetime
    ) -> None:
        told: list[tuple[Incident, News]] = []
        for row in rows:
            course = plan.stay.get(row.key)
            if course is None:
                told += self._close(session, row, now)
                continue
            if plan.tell and course.pending_since and self.readers is not None:
                told.append(
                    (
                        row,
                        _news("changed" if course.notified else "opened", row, course),
                    )
                )
                course = lifecycle.tell(course)
            self._write(session, row, course, now)
        for condition in plan.opened:
            self._open(session, condition, now)
        if told and self.readers is not None:
            self._post(session, self.readers, told, now)

    def _open(self, session: Session, condition: Condition, now: datetime) -> None:
        course = lifecycle.begin(condition, now)
        said = self._said(course)
        row = incidents.open_incident(
            session, condition.key, course, said, since=condition.since, now=now
        )
        if condition.once and self.readers is None:
            incidents.close(session, row, now=now)
        log.warning("incident opened", incident=row.id, reason=said.reason)

    def _write(
        self, session: Session, row: Incident, course: IncidentState, now: datetime
    ) -> None:
        incidents.write_course(session, row, course, self._said(course), now=now)
        if course.once and not course.pending_since:
            incidents.close(session, row, now=now)

    def _close(
        self, session: Session, row: Incident, now: datetime
    ) -> list[tuple[Incident, News]]:
        """Resolve incidents; one nobody was notified of ends without a message."""
        incidents.close(session, row, now=now)
        log.info("incident solved", incident=row.id, reason=row.reason)
        course = incidents.course(row)
        return [(row, _news("solved", row, course))] if course.notified else []

    def _post(
        self,
        session: Session,
        readers: Readers,
        told: Sequence[tuple[Incident, News]],
        now: datetime,
    ) -> None:
        """Queue one message for everything new at the moment."""
        news = [each for _, each in told]
        row, first = told[0]
        number = len(incidents.course(row).notified)
        key = f"incident/{row.id}/{'solved' if first.state == 'solved' else number}"
        message = EmailMessage(policy=SMTP)
        message["Subject"] = self.form.subject(news)
        message.set_content(self.form.text(news, now))
        # Also without e-mail recipients: there are other ways to reach people.
        self.outbox.post_in(session, key, message, readers.of(news))

    def _said(self, course: IncidentState) -> Said:
        words = in_english(course.kind, course.values, self.zone)
        return Said(reason=f"{words.what}: {words.reason}", next_step=words.next)


def _news(state: State, row: Incident, course: IncidentState) -> News:
    return News(
        state=state, kind=course.kind, values=course.values, since=row.opened_at
    )
