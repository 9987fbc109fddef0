"""Rests that a platform asks of an account, for all channels that use it."""

from collections.abc import Mapping
from dataclasses import dataclass

import structlog

from crossposter.channels import PublisherError, Rest
from crossposter.channels.channel import Channel, asking
from crossposter.clock import Clock
from crossposter.database import Database, Session
from crossposter.database.queries import channels

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Rests:
    """Rests kept in the database, where the next daemon finds them."""

    database: Database
    clock: Clock
    known: Mapping[str, Channel]

    def is_asked_of(self, name: str) -> bool:
        """True when a channel is to leave its platform alone."""
        with self.database.read() as session:
            state = channels.states(session).get(name)
        return channels.is_resting(state, self.clock.now())

    def heard(self, name: str, error: PublisherError) -> None:
        """Rest asked for by a request other than a post.

        Only one of the whole account stops posts as well: X counts each kind of request
        on its own, https://docs.x.com/x-api/fundamentals/rate-limits
        """
        if error.rest is not None and error.rest.account is not None:
            with self.database.write() as session:
                self.write_in(session, name, error.rest, reason=str(error))

    def write_in(
        self, session: Session, name: str, rest: Rest, *, reason: str | None
    ) -> None:
        """Rest of every channel that asks the same account, within a transaction."""
        now = self.clock.now()
        for each in asking(self.known, name, rest.account):
            until = channels.rest(
                session, each, reason=reason or "", rest=rest, now=now
            )
            log.warning("channel rests", channel=each, until=until, reason=reason)
