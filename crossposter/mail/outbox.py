"""Use case: transactional outbox; retries each recipient.

waiting -> sending   claimed, durable before the first byte leaves
sending -> sent      the server took it
        -> failed    refused for good, or tried too often
        -> waiting   again later; if the answer was lost, or the process died, the
                     second copy has the same Message-ID and the same bytes
failed  -> waiting   only when a person asks for it
"""

import threading
import uuid
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from email.message import EmailMessage

import structlog

from crossposter.clock import Clock
from crossposter.database import Database, Session
from crossposter.database.models import MailMessage, MailRecipient
from crossposter.database.models import MailStatus as Status
from crossposter.database.queries import mail as mails
from crossposter.database.queries.mail import Superseded
from crossposter.database.write_retry import insist
from crossposter.mail import Mailer, MailError, Refused, Unsure, WrongSettings
from crossposter.mail.message import addressed, written
from crossposter.scheduling.backoff import Retry

log = structlog.get_logger(__name__)

#: About three days: six tries in the first hour, then one per hour.
RETRY = Retry(first=timedelta(minutes=1), longest=timedelta(hours=1), attempts=78)
#: Weight of a try after which the recipient may have the message: nobody gets more
#: than six copies from a server that takes messages and never confirms.
DOUBT = 13


class Outbox:
    """Outbox that delivers messages, for each recipient on its own.

    Without a *mailer* nothing can be sent. Several processes may
    deliver from one database; each recipient belongs to one at a time, for *lease* at
    most.
    """

    def __init__(
        self,
        *,
        database: Database,
        clock: Clock,
        mailer: Mailer | None,
        retry: Retry = RETRY,
        lease: timedelta | None = None,
    ) -> None:
        self._database = database
        self._clock = clock
        self._mailer = mailer
        self._retry = retry
        longest = mailer.longest if mailer else timedelta(0)
        self._lease = lease or 2 * longest
        self._patience = longest
        self._stopping = threading.Event()

    def stop(self) -> None:
        """Let `deliver_due` end after the recipient it is working on."""
        self._stopping.set()

    def post(self, key: str, message: EmailMessage, recipients: Sequence[str]) -> bool:
        """True for a new message to each recipient; False if the key exists."""
        with self._database.write() as session:
            return self.post_in(session, key, message, recipients)

    def post_in(
        self,
        session: Session,
        key: str,
        message: EmailMessage,
        recipients: Sequence[str],
    ) -> bool:
        """True for a new message, written in a larger transaction.

        From, Date and Auto-Submitted are added where they are missing.
        """
        mailer, now = self._needed(), self._clock.now()
        letter = MailMessage(
            key=key,
            subject=str(message["Subject"] or ""),
            content=written(message, sender=mailer.sender, now=now),
            written_at=now,
        )
        rows = [
            MailRecipient(
                letter=key,
                recipient=recipient,
                message_id=f"<{uuid.uuid4()}@{mailer.domain}>",
                next_at=now,
            )
            for recipient in dict.fromkeys(recipients)
        ]
        return mails.write(session, letter, rows)

    def deliver_due(self) -> None:
        """Send what is due, one recipient after another; quick if nothing is."""
        if self._mailer is not None:
            self._deliver()

    def send_now(self, key: str) -> Sequence[MailRecipient]:
        """Recipients of a message after another try for all who do not have it.

        Those that were given up start anew.
        """
        self._needed()
        now = self._clock.now()
        with self._database.write() as session:
            mails.revive(session, key, now=now)
            mails.hurry(session, key=key, now=now)
        self._deliver(key)
        return self.status(key)

    def status(self, key: str) -> Sequence[MailRecipient]:
        """Recipients of a message, in the order they were given; none: not written."""
        with self._database.read() as session:
            return mails.of_letter(session, key)

    def hurry(self) -> None:
        """End the wait for a server or settings that may have been fixed."""
        with self._database.write() as session:
            mails.hurry(session, now=self._clock.now())

    def _needed(self) -> Mailer:
        if self._mailer is None:
            raise RuntimeError("there is no mail server: ask `able` first")
        return self._mailer

    def _deliver(self, key: str | None = None) -> None:
        while not self._stopping.is_set():
            claimed = self._claim(key)
            if claimed is None:
                return
            self._needed().on_step("claimed")
            try:
                self._send(*claimed)
            except Superseded:
                log.warning("somebody else moved the mail on", mail=claimed[0].id)

    def _claim(self, key: str | None) -> tuple[MailRecipient, MailMessage] | None:
        now = self._clock.now()
        beyond = now + max(self._retry.longest, self._lease)
        with self._database.read() as session:
            if not mails.is_due(session, now=now, beyond=beyond):
                return None
        with self._database.write() as session:
            for dead in mails.lapsed(session, now=now, beyond=beyond):
                self._write(session, dead, self._after(_INTERRUPTED, dead))
            until = now + self._lease
            mail = mails.claim(session, now=now, beyond=beyond, until=until, key=key)
            letter = mails.letter(session, mail.letter) if mail else None
        return (mail, letter) if mail and letter else None

    def _send(self, mail: MailRecipient, letter: MailMessage) -> None:
        """Try once; Superseded if it took so long that another process took over."""
        try:
            content = addressed(
                letter.content, recipient=mail.recipient, message_id=mail.message_id
            )
            self._needed().send(content, mail.recipient)
        except MailError as error:
            turn = self._after(error, mail)
        except Exception as error:  # a bug must not delay the other recipients
            log.exception("sending mail failed unexpectedly", mail=mail.id)
            reason = f"internal error {type(error).__name__}: see the log"
            turn = self._after(Unsure(reason), mail)
        else:
            now = self._clock.now()
            turn = MailMove(
                status=Status.SENT, next_at=now, tries=mail.tries, sent_at=now
            )
        insist(
            lambda: self._record(mail, turn),
            clock=self._clock,
            patience=self._patience,
        )
        self._needed().on_step("recorded")

    def _record(self, mail: MailRecipient, turn: "MailMove") -> None:
        with self._database.write() as session:
            self._write(session, mail, turn)
            if turn.for_all and turn.error:
                mails.put_off(session, until=turn.next_at, error=turn.error)

    def _write(self, session: Session, mail: MailRecipient, turn: "MailMove") -> None:
        values = asdict(turn)
        del values["status"], values["for_all"]
        mails.move(session, mail, turn.status, **values)
        keys = {"letter": mail.letter, "recipient": mail.recipient}
        if turn.error is not None:
            keys["reason"] = turn.error
        say = log.info if turn.status is Status.SENT else log.warning
        say(_SENTENCES[turn.status], **keys)

    def _after(self, error: MailError, mail: MailRecipient) -> "MailMove":
        return after(
            error, tries=mail.tries - 1, now=self._clock.now(), retry=self._retry
        )


_SENTENCES = {
    Status.SENT: "mail sent",
    Status.WAITING: "mail waits",
    Status.FAILED: "mail failed",
}
_INTERRUPTED = Unsure("the program ended while it was sending")


@dataclass(frozen=True, kw_only=True)
class MailMove:
    """Values to be written after a try."""

    status: Status
    next_at: datetime
    tries: int
    error: str | None = None
    sent_at: datetime | None = None
    for_all: bool = False  #: all that wait, wait for the same


def after(error: MailError, *, tries: int, now: datetime, retry: Retry) -> MailMove:
    """Pure: values after a failure, with *tries* failed tries before it."""
    text = str(error)
    match error:
        case Refused():
            return MailMove(
                status=Status.FAILED, next_at=now, tries=tries + 1, error=text
            )
        case WrongSettings():
            return MailMove(
                status=Status.WAITING,
                next_at=now + retry.longest,
                tries=tries,  # a person has to act; nothing is given up
                error=text,
                for_all=True,
            )
    count = tries + (DOUBT if isinstance(error, Unsure) else 1)
    if count >= retry.attempts:
        hope = ", and may have arrived" if isinstance(error, Unsure) else ""
        text = f"{text} (given up{hope})"
        return MailMove(status=Status.FAILED, next_at=now, tries=count, error=text)
    wait = retry.wait(tries + 1)
    return MailMove(status=Status.WAITING, next_at=now + wait, tries=count, error=text)
