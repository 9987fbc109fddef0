"""Use case: credential check of every channel, before a fault costs a post."""

import threading
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from crossposter.channels import (
    ChecksCredentials,
    ExplainsCredentials,
    Fault,
    Health,
    PublisherError,
    TryLater,
    Unreadable,
)
from crossposter.channels.channel import Channel
from crossposter.channels.faults import FaultKind, stops_posts
from crossposter.clock import Clock
from crossposter.database import Database
from crossposter.database.models import CredentialCheck
from crossposter.database.queries import credential_checks
from crossposter.publishing.rests import Rests

log = structlog.get_logger(__name__)

DAILY = timedelta(days=1)
AGAIN = timedelta(hours=1)  #: after a fault, which somebody may have fixed


@dataclass(frozen=True, kw_only=True)
class CredentialResult:
    """Result of a credential check of one channel."""

    channel: str
    health: Health

    @property
    def was_asked(self) -> bool:
        """True if the platform could be asked at all."""
        kinds = {fault.kind for fault in self.health.faults}
        return FaultKind.UNREACHABLE not in kinds

    @property
    def has_ended(self) -> bool:
        """True if the token has expired."""
        return any(fault.kind == FaultKind.EXPIRED for fault in self.health.faults)

    @property
    def stopping(self) -> tuple[Fault, ...]:
        """Faults that keep posts from the public."""
        return tuple(each for each in self.health.faults if stops_posts(each.kind))


class CredentialChecks:
    """Credential checks: asks each platform about the credentials we have."""

    def __init__(
        self, *, database: Database, clock: Clock, channels: Mapping[str, Channel]
    ) -> None:
        self._database = database
        self._clock = clock
        self._channels = channels
        self._resting = Rests(database, clock, channels)
        self._stopping = threading.Event()

    def run(self) -> list[CredentialResult]:
        """Results for every channel, checked now and stored."""
        results = self._asked(self._channels)
        self._keep(results)
        return results

    def run_due(self) -> None:
        """Check the channels whose last result is a day old, or bad."""
        with self._database.read() as session:
            known = credential_checks.last(session)
        due = [
            name
            for name in self._channels
            if self._is_due(known.get(name)) and not self._resting.is_asked_of(name)
        ]
        results = self._asked(due)
        for result in results:
            _say_what_is_new(result, known.get(result.channel))
        self._keep(results)

    def stop(self) -> None:
        """Ask no further platform."""
        self._stopping.set()

    def _is_due(self, last: CredentialCheck | None) -> bool:
        if last is None:
            return True
        age = self._clock.now() - last.checked_at
        is_bad = any(problem["stops"] for problem in last.problems)
        return not timedelta(0) <= age < (AGAIN if is_bad else DAILY)

    def _asked(self, names: Iterable[str]) -> list[CredentialResult]:
        return [
            CredentialResult(channel=name, health=self._ask(self._channels[name]))
            for name in names
            if not self._stopping.is_set()
        ]

    def _ask(self, channel: Channel) -> Health:
        try:
            return _told(channel)
        except PublisherError as error:
            self._resting.heard(channel.name, error)
            unreached = isinstance(error, TryLater | Unreadable)
            return _faulty(
                FaultKind.UNREACHABLE if unreached else FaultKind.REFUSED, error
            )

    def _keep(self, results: Iterable[CredentialResult]) -> None:
        """Store the results; one that is unknown leaves the known one as it is."""
        told = [each for each in results if each.was_asked]
        if not told:
            return
        now = self._clock.now()
        with self._database.write() as session:
            known = credential_checks.last(session)
            for result in told:
                row = _row(result, now)
                if result.has_ended:
                    row.token_ends_at = _ended_at(row, known.get(row.channel), now)
                credential_checks.put(session, row)


def _told(channel: Channel) -> Health:
    publisher = channel.publisher
    if isinstance(publisher, ExplainsCredentials):
        return publisher.health()
    if isinstance(publisher, ChecksCredentials):
        return Health(account=publisher.check())
    return Health()


def _faulty(kind: FaultKind, error: PublisherError) -> Health:
    return Health(faults=(Fault(kind=kind, sentence=str(error)),))


def _row(result: CredentialResult, now: datetime) -> CredentialCheck:
    health = result.health
    return CredentialCheck(
        channel=result.channel,
        checked_at=now,
        account=health.account,
        token_ends_at=health.token_ends_at,
        data_access_ends_at=health.data_access_ends_at,
        api_ends_at=health.api_ends_at,
        problems=[
            {
                "kind": str(fault.kind),
                "sentence": fault.sentence,
                "stops": stops_posts(fault.kind),
            }
            for fault in health.faults
        ],
    )


def _ended_at(
    row: CredentialCheck, last: CredentialCheck | None, now: datetime
) -> datetime:
    """Time a token expired: not every platform reports it afterwards, or correctly."""
    known = (row.token_ends_at, last.token_ends_at if last else None)
    return next((moment for moment in known if moment and moment <= now), now)


def _say_what_is_new(result: CredentialResult, last: CredentialCheck | None) -> None:
    said = {problem["sentence"] for problem in last.problems} if last else set()
    for fault in result.health.faults:
        if fault.sentence not in said:
            say = log.warning if stops_posts(fault.kind) else log.info
            say(
                "credentials have a fault",
                channel=result.channel,
                reason=fault.sentence,
            )
