"""Letters about incidents go to readers once; who is missed is tried ever less often."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest
from structlog.testing import capture_logs

from crossposter.database import Database
from crossposter.mail import Mailer
from crossposter.mail.outbox import Outbox
from crossposter.monitoring.alerts.apprise import NotReached
from crossposter.monitoring.alerts.push import Push
from tests.support.fakes import FrozenClock
from tests.support.mailers import a_message


@dataclass
class Readers:
    """Two readers in memory; *away* are those that cannot be reached."""

    addresses: Sequence[str] = ("one", "two")
    installed: bool = True
    away: set[int] = field(default_factory=set)
    told: list[tuple[int, str]] = field(default_factory=list)

    def notify(self, number: int, title: str, body: str) -> None:
        assert "Rekapitulasi" in body
        if number in self.away:
            raise NotReached("putus")
        self.told.append((number, title))

    def warnings(self) -> list[str]:
        return ["the extra is missing"]


@pytest.fixture
def database(sqlite_url: str) -> Iterator[Database]:
    opened = Database(sqlite_url)
    yield opened
    opened.close()


@pytest.fixture
def readers() -> Readers:
    return Readers()


@pytest.fixture
def notifying(database: Database, clock: FrozenClock, readers: Readers) -> Push:
    notifier: Any = readers
    return Push(database=database, clock=clock, notifier=notifier)


def post(database: Database, clock: FrozenClock, key: str = "incident/1/1") -> None:
    mailer = Mailer(host="127.0.0.1", port=1, security="none", sender="a@b.id")
    mailing = Outbox(database=database, clock=clock, mailer=mailer)
    mailing.post(key, a_message("Kanal berhenti"), ["admin@example.go.id"])


def test_each_reader_is_told_once(
    database: Database, clock: FrozenClock, readers: Readers, notifying: Push
) -> None:
    post(database, clock)

    for _ in range(3):
        notifying.tell_due()
        clock.advance(hours=1)

    assert readers.told == [(1, "Kanal berhenti"), (2, "Kanal berhenti")]


def test_one_who_is_away_keeps_nobody_else_waiting_and_is_tried_again(
    database: Database, clock: FrozenClock, readers: Readers, notifying: Push
) -> None:
    post(database, clock)
    readers.away = {1}
    notifying.tell_due()
    readers.away = set()
    notifying.tell_due()
    assert [number for number, _ in readers.told] == [2]

    clock.advance(minutes=1)
    notifying.tell_due()

    assert [number for number, _ in readers.told] == [2, 1]


@pytest.mark.parametrize(("age", "told"), [(23, True), (24, False)])
def test_yesterdays_news_are_not_worth_telling(
    database: Database,
    clock: FrozenClock,
    readers: Readers,
    notifying: Push,
    age: int,
    *,
    told: bool,
) -> None:
    post(database, clock)
    clock.sleep(timedelta(hours=age))

    notifying.tell_due()

    assert bool(readers.told) is told


def test_what_is_missing_is_said_once(
    database: Database, clock: FrozenClock, readers: Readers, notifying: Push
) -> None:
    post(database, clock)
    readers.installed = False

    with capture_logs() as logs:
        notifying.tell_due()
        notifying.tell_due()

    assert len(logs) == 1
    assert readers.told == []
    assert notifying.warnings() == ["the extra is missing"]
