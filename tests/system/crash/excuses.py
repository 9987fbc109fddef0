"""Why a delivery may end other than published: each needs a cause in the world."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from sqlmodel import select

from crossposter.database import Session
from crossposter.database.models import Delivery, Event
from crossposter.database.models import DeliveryStatus as Status
from crossposter.staff import DAEMON
from tests.system.crash.ledger import OFFICE
from tests.system.crash.machine import Machine
from tests.system.crash.network import Network
from tests.system.crash.verdict import Finding

UNDECIDED = timedelta(hours=23)
GIVEN_UP = ("tried 8 times", "sent 8 times")
TWINS = (
    "not certain which",
    "shown this text before",
    "another delivery has",
    "without naming",
)


class Excuses:
    """Knows what went wrong, and holds the program's own reasons against it."""

    def __init__(self, network: Network) -> None:
        self.held = 0
        self._network = network
        self._still = timedelta(0)
        self._stopped = False
        self._wrong_clock = False
        self._restored = False
        self._texts: dict[int, str] = {}

    def stood_still(self, seconds: float) -> None:
        """For so long nothing could be sent, or clocks disagreed."""
        self._still += timedelta(seconds=seconds)

    def clock_jumped(self, hours: float) -> None:
        """Times of this machine and of the platforms do not agree any more."""
        self._wrong_clock = True
        self.stood_still(abs(hours) * 3600)

    def account_stopped(self) -> None:
        """Some channel waited for a person."""
        self._stopped = True

    def missing(
        self, machine: Machine, first_texts: dict[int, str]
    ) -> Iterator[Finding]:
        """Every failure the program declared without a cause."""
        self._texts = first_texts
        self._restored = machine.restored
        rows = {row.id or 0: row for row in machine.rows()}
        with machine.app.database.read() as session:
            events = _by_the_daemon(session)
        for event in events:
            self.held += event.after == Status.HELD
            row = rows[event.delivery_id or 0]
            if not self._excused(event, row, rows):
                sentence = f"{row.id} ({row.channel}) {event.after}: {event.detail}"
                yield Finding(kind="losses", sentence=f"without a cause: {sentence}")

    def _excused(self, event: Event, row: Delivery, rows: dict[int, Delivery]) -> bool:
        said, key = event.detail or "", row.id or 0
        if any(words in said for words in GIVEN_UP):
            return bool(self._network.weather.seen)
        if event.after == Status.FAILED:
            return key in self._network.ledger.refused
        if event.after == Status.EXPIRED:
            return row.expires_at is not None and row.expires_at <= event.at
        return self._may_be_held(said, event.at, row, rows)

    def _may_be_held(
        self, said: str, at: datetime, row: Delivery, rows: dict[int, Delivery]
    ) -> bool:
        if "its time passed" in said:
            still = self._still + self._network.waits.total
            return self._stopped or still > timedelta(hours=1) or row.tries > 3
        if "undecided" in said:
            return self._undecided_for(row.id or 0, at) >= UNDECIDED
        if "not certain which" in said and (
            self._wrong_clock or (self._restored and self._was_told_by_hand(row))
        ):
            return True
        return any(words in said for words in TWINS) and any(
            other.channel == row.channel and self._texts[other_key] == self._texts[key]
            for other_key, other in rows.items()
            for key in [row.id or 0]
            if other_key != key
        )

    def _was_told_by_hand(self, row: Delivery) -> bool:
        """Such a post could be what an old copy of the database knows nothing of."""
        return any(
            post.delivery == OFFICE and post.text == self._texts[row.id or 0]
            for post in self._network.ledger.of(row.channel)
        )

    def _undecided_for(self, key: int, until: datetime) -> timedelta:
        since = self._network.ledger.first_sent.get(key)
        return timedelta(0) if since is None else until - since + self._still


def _by_the_daemon(session: Session) -> list[Event]:
    query = select(Event).where(Event.actor == DAEMON.login)
    ends = {Status.FAILED, Status.HELD, Status.EXPIRED}
    return [event for event in session.exec(query).all() if event.after in ends]
