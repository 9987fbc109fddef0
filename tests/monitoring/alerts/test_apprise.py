"""Apprise over real sockets: who is reached, and what is never said."""

import logging
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

import pytest
from sqlmodel import col, select
from structlog.testing import capture_logs

from crossposter.database import Database
from crossposter.database.models import MailRecipient, MailStatus
from crossposter.database.queries import monitoring as watching
from crossposter.mail import Mailer
from crossposter.mail.outbox import Outbox
from crossposter.monitoring.alerts.apprise import Notifier, NotReached
from crossposter.monitoring.alerts.push import Push
from tests.support.fakes import FrozenClock
from tests.support.mailers import a_message
from tests.support.receivers import SECRET, Receiver, receiving


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with receiving() as receiver:
        yield receiver


@pytest.fixture
def database(sqlite_url: str) -> Iterator[Database]:
    database = Database(sqlite_url)
    yield database
    database.close()


@dataclass(kw_only=True)
class Desk:
    """Letters about incidents, and the readers that are not reached by mail."""

    database: Database
    clock: FrozenClock
    notifier: Notifier

    def post(self, key: str = "incident/1/1", subject: str = "Kanal berhenti") -> None:
        mailer = Mailer(host="127.0.0.1", port=1, security="none", sender="a@b.id")
        mailing = Outbox(database=self.database, clock=self.clock, mailer=mailer)
        mailing.post(key, a_message(subject), ["admin@example.go.id"])

    def tell(self, times: int = 1, *, wait: timedelta = timedelta(0)) -> None:
        """By a program that has just begun: nothing is in memory."""
        for _ in range(times):
            Push(
                database=self.database, clock=self.clock, notifier=self.notifier
            ).tell_due()
            self.clock.advance(seconds=wait.total_seconds())

    @property
    def mails(self) -> list[MailRecipient]:
        with self.database.read() as session:
            query = select(MailRecipient).where(
                col(MailRecipient.recipient).startswith("apprise:")
            )
            return list(session.exec(query).all())


@pytest.fixture
def desk(database: Database, clock: FrozenClock, receiver: Receiver) -> Desk:
    notifier = Notifier(addresses=[receiver.apprise])
    return Desk(database=database, clock=clock, notifier=notifier)


def test_a_letter_about_an_incident_is_given_to_each_reader_once(
    desk: Desk, receiver: Receiver
) -> None:
    with receiving() as other:
        desk.notifier = Notifier(addresses=[receiver.apprise, other.apprise])
        desk.post()

        desk.tell(times=5, wait=timedelta(hours=1))

        for each in (receiver, other):
            (message,) = each.taken
            assert message["title"] == "Kanal berhenti"
            assert "Rekapitulasi – 12 pos 🎉" in message["message"]


def test_a_report_goes_by_mail_only(desk: Desk, receiver: Receiver) -> None:
    desk.post("report/2026-W47")

    desk.tell()

    assert receiver.taken == []


def test_a_reader_who_is_not_reached_is_tried_a_few_times_ever_less_often(
    desk: Desk, receiver: Receiver
) -> None:
    receiver.answer = 500
    desk.post()

    desk.tell(times=60, wait=timedelta(minutes=1))

    assert len(receiver.taken) == watching.NOTIFIED_AT_MOST
    (mail,) = desk.mails
    assert mail.status is MailStatus.FAILED
    with desk.database.read() as session:
        assert [it.recipient for it in watching.refused_mails(session)] == ["apprise:1"]


def test_a_reader_who_is_reached_late_is_told_once(
    desk: Desk, receiver: Receiver
) -> None:
    receiver.answer = 500
    desk.post()
    desk.tell()
    receiver.answer = 200

    desk.tell(times=60, wait=timedelta(minutes=1))

    assert len(receiver.taken) == 2
    assert desk.mails[0].status is MailStatus.SENT


def test_a_crash_while_telling_tells_nobody_twice(
    desk: Desk, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.post()

    def die(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as dying:
        dying.setattr(Notifier, "notify", die)
        with pytest.raises(KeyboardInterrupt):
            desk.tell()
    desk.tell(times=5, wait=timedelta(hours=1))

    assert receiver.taken == []


def test_what_is_old_news_is_not_told(desk: Desk, receiver: Receiver) -> None:
    desk.post()
    desk.clock.advance(days=2)

    desk.tell()

    assert receiver.taken == []


def test_mail_never_takes_what_goes_another_way(desk: Desk, receiver: Receiver) -> None:
    receiver.answer = 500
    desk.post()
    desk.tell(times=20, wait=timedelta(minutes=1))
    mailer = Mailer(host="127.0.0.1", port=1, security="none", sender="a@b.id")
    mailing = Outbox(database=desk.database, clock=desk.clock, mailer=mailer)

    mailing.hurry()

    assert {mail.status for mail in desk.mails} == {MailStatus.FAILED}


def test_without_apprise_one_sentence_says_so_and_mail_goes_all_the_same(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "crossposter.monitoring.alerts.apprise.find_spec", lambda _: None
    )
    desk.post()
    notifying = Push(database=desk.database, clock=desk.clock, notifier=desk.notifier)

    with capture_logs() as told:
        for _ in range(3):
            notifying.tell_due()

    (line,) = told
    assert "pip install 'pemda-crossposter[apprise]'" in line["reason"]
    assert desk.mails == []


def test_apprise_is_not_loaded_before_it_is_needed() -> None:
    loaded = "apprise" in sys.modules
    Notifier(addresses=["json://127.0.0.1:1"])
    assert ("apprise" in sys.modules) == loaded


@pytest.mark.parametrize(
    "address", [f"json://127.0.0.1:1/{SECRET}", f"tgram://{SECRET}", f"no://{SECRET}"]
)
def test_an_address_is_never_told_whatever_goes_wrong(
    address: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    notifier = Notifier(addresses=["json://127.0.0.1:1", address])

    with pytest.raises(NotReached) as refusal:
        notifier.notify(2, "Judul", "Isi")

    assert "address 2 of `alerts.apprise`" in str(refusal.value)
    assert SECRET not in str(refusal.value) + repr(notifier)
    assert SECRET not in "".join(
        it.message for it in caplog.records if "apprise" in it.name
    )


def test_addresses_apprise_cannot_read_are_named_by_their_place() -> None:
    good, bad = "json://127.0.0.1:1", f"no://{SECRET}"

    (warning,) = Notifier(addresses=[good, bad, good]).warnings()

    assert warning.startswith("address 2 of `alerts.apprise` in config.yaml is none")
    assert SECRET not in warning
    assert Notifier().warnings() == []
