"""An office whose trouble is looked for, and the letters that come of it."""

import email
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.message import EmailMessage
from email.policy import default

from sqlmodel import col, select

from crossposter.config import starter
from crossposter.database.models import Incident, MailMessage, MailRecipient
from crossposter.database.queries import channels
from crossposter.mail import Mailer
from crossposter.mail.outbox import Outbox
from crossposter.monitoring.alerts.incidents import Incidents, Readers
from crossposter.monitoring.alerts.messages import AlertForm
from crossposter.monitoring.alerts.state import StateCollector
from tests.support.newsroom import WITA, Office

ADMIN = "admin@example.go.id"
NOBODY = Mailer(host="127.0.0.1", port=1, security="none", sender=ADMIN)


@dataclass(kw_only=True)
class Watchman:
    """Looks what is wrong; `letters` are what was written of it."""

    office: Office
    readers: Sequence[str] | None = (ADMIN,)
    backup: timedelta | None = None
    language: str = "id"

    @property
    def incidents(self) -> Incidents:
        """As a program that has just begun has them: nothing is in memory."""
        database, clock = self.office.database, self.office.clock
        readers = self.readers
        return Incidents(
            database=database,
            clock=clock,
            watch=StateCollector(
                database=database,
                channels=frozenset(self.office.channels),
                backup=self.backup,
            ),
            zone=WITA,
            form=AlertForm(
                [starter.templates_folder()],
                zone=WITA,
                language=self.language,
                office="Pemkab Contoh",
            ),
            outbox=Outbox(database=database, clock=clock, mailer=NOBODY),
            readers=None if readers is None else Readers(mailboxes=tuple(readers)),
        )

    def look(self, times: int = 2) -> None:
        """Scan every quarter of a minute, as the daemon does."""
        for _ in range(times):
            self.office.clock.advance(seconds=15)
            self.incidents.scan()

    def watch(self, **units: float) -> None:
        """Look on for so long, in thirty steps."""
        step = timedelta(**units) / 30
        for _ in range(30):
            self.office.clock.advance(seconds=step.total_seconds())
            self.incidents.scan()

    def beat(self, *, since: datetime | None = None, stopped: bool = False) -> None:
        """A sign of life of the daemon."""
        now = self.office.clock.now()
        with self.office.database.write() as session:
            channels.beat(session, pid=1, since=since or now, now=now, stopped=stopped)

    @property
    def letters(self) -> list[EmailMessage]:
        """Everything that was written, oldest first."""
        with self.office.database.read() as session:
            rows = session.exec(
                select(MailMessage).order_by(col(MailMessage.written_at))
            ).all()
        return [email.message_from_bytes(it.content, policy=default) for it in rows]

    @property
    def subjects(self) -> list[str]:
        return [str(letter["Subject"]) for letter in self.letters]

    @property
    def texts(self) -> list[str]:
        return [str(letter.get_content()) for letter in self.letters]

    @property
    def mails(self) -> list[tuple[str, str]]:
        """Who is to get which letter."""
        with self.office.database.read() as session:
            rows = session.exec(
                select(MailRecipient).order_by(col(MailRecipient.id))
            ).all()
        return [(each.letter, each.recipient) for each in rows]

    @property
    def rows(self) -> Sequence[Incident]:
        with self.office.database.read() as session:
            return session.exec(select(Incident).order_by(col(Incident.id))).all()
