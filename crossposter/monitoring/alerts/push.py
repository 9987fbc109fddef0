"""Use case: pushes queued alerts to chat services, which people read before e-mail.

A push is recorded before it is sent: a crash in between costs this target the
message, which is also sent by e-mail, and nobody is notified twice.
"""

from datetime import timedelta
from email import message_from_bytes
from email.policy import default

import structlog

from crossposter.clock import Clock
from crossposter.database import Database
from crossposter.database.models import MailMessage
from crossposter.database.queries import monitoring
from crossposter.monitoring.alerts.apprise import MISSING, Notifier, NotReached

log = structlog.get_logger(__name__)

_WORTH_TELLING = timedelta(days=1)
_FIRST_WAIT = timedelta(minutes=1)


class Push:
    """Push of alerts, best effort: each target is tried a few times."""

    def __init__(self, *, database: Database, clock: Clock, notifier: Notifier) -> None:
        self._database = database
        self._clock = clock
        self._notifier = notifier
        self._said = False

    def warnings(self) -> list[str]:
        """Faults that keep targets from being reached."""
        return self._notifier.warnings()

    def tell_due(self) -> None:
        """Push new alerts to every target; quick if there are none."""
        if not self._can_tell():
            return
        for number in range(1, len(self._notifier.addresses) + 1):
            reader = f"{monitoring.OTHER_WAYS}{number}"
            now = self._clock.now()
            with self._database.read() as session:
                letters = monitoring.untold(
                    session, reader, since=now - _WORTH_TELLING, now=now
                )
            for letter in letters:
                self._tell(letter, number, reader)

    def _tell(self, letter: MailMessage, number: int, reader: str) -> None:
        with self._database.write() as session:
            mail = monitoring.give(session, letter, reader, now=self._clock.now())
        try:
            self._notifier.notify(number, letter.subject, _text(letter))
        except NotReached as error:
            log.warning("an alert could not be given", reason=str(error))
            with self._database.write() as session:
                wait = mail.tries**2 * _FIRST_WAIT
                next_at = self._clock.now() + wait
                monitoring.give_back(session, mail, str(error), next_at=next_at)

    def _can_tell(self) -> bool:
        """True if a target can be reached; says once what is missing."""
        if self._notifier.addresses and self._notifier.installed:
            return True
        if self._notifier.addresses and not self._said:
            log.warning("alerts go out by mail only", reason=MISSING)
            self._said = True
        return False


def _text(letter: MailMessage) -> str:
    message = message_from_bytes(letter.content, policy=default)
    body = message.get_body(("plain",))
    return str(body.get_content()) if body else letter.subject
