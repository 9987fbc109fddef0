"""What dies, stands still or is in the way between a letter and its record."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event, text

from crossposter.database import Database
from crossposter.database.models import MailRecipient
from crossposter.database.models import MailStatus as Status
from crossposter.errors import Unavailable
from crossposter.mail.outbox import Outbox
from tests.support.fakes import FrozenClock
from tests.support.mailers import ScriptedMailer, a_message

KEY = "report/2026-W47"
KADIS = "kadis@a.go.id"


class PowerCut(BaseException):
    """The process ends here."""


@pytest.fixture
def database(sqlite_url: str) -> Iterator[Database]:
    opened = Database(sqlite_url, busy=timedelta(seconds=0.2))
    yield opened
    opened.close()


def a_mailing(
    database: Database, clock: FrozenClock, dies_at: str = ""
) -> tuple[Outbox, ScriptedMailer]:
    def die(step: str) -> None:
        if step == dies_at:
            raise PowerCut

    mailer = ScriptedMailer(on_step=die)
    return Outbox(database=database, clock=clock, mailer=mailer), mailer


def row(mailing: Outbox) -> MailRecipient:
    (mail,) = mailing.status(KEY)
    return mail


def test_a_dead_process_keeps_its_mail_for_so_long_and_no_longer(
    database: Database, clock: FrozenClock
) -> None:
    dying, _ = a_mailing(database, clock, "claimed")
    dying.post(KEY, a_message(), [KADIS])
    with pytest.raises(PowerCut):
        dying.deliver_due()
    first_id = row(dying).message_id
    living, mailer = a_mailing(database, clock)

    clock.advance(minutes=4)
    living.deliver_due()
    assert row(living).status is Status.SENDING
    assert not mailer.tried
    clock.advance(minutes=1)
    living.deliver_due()
    assert row(living).error == "the program ended while it was sending"
    clock.advance(minutes=1)
    living.deliver_due()

    assert row(living).status is Status.SENT
    assert f"Message-ID: {first_id}\r\n".encode() in mailer.sent[0][1]


def test_a_clock_that_was_set_back_does_not_keep_a_dead_process_s_mail(
    database: Database, clock: FrozenClock
) -> None:
    dying, _ = a_mailing(database, clock, "claimed")
    dying.post(KEY, a_message(), [KADIS])
    with pytest.raises(PowerCut):
        dying.deliver_due()
    clock.advance(days=-30)
    living, _ = a_mailing(database, clock)

    living.deliver_due()
    clock.advance(minutes=1)
    living.deliver_due()

    assert row(living).status is Status.SENT


def test_a_letter_that_kills_its_process_each_time_is_given_up(
    database: Database, clock: FrozenClock
) -> None:
    dying, mailer = a_mailing(database, clock, "claimed")
    dying.post(KEY, a_message(), [KADIS])
    deaths = 0
    for _ in range(200):
        try:
            dying.deliver_due()
        except PowerCut:
            deaths += 1
        clock.advance(minutes=5)

    assert deaths == 6
    assert not mailer.tried
    assert row(dying).status is Status.FAILED


def test_who_stood_still_for_long_does_not_overwrite_what_others_did(
    database: Database, clock: FrozenClock
) -> None:
    other, _ = a_mailing(database, clock)

    def sleep_while_others_work(step: str) -> None:
        if step == "claimed":
            clock.advance(hours=1)
            other.deliver_due()
            clock.advance(minutes=1)
            other.deliver_due()

    mailer = ScriptedMailer(on_step=sleep_while_others_work)
    slow = Outbox(database=database, clock=clock, mailer=mailer)
    slow.post(KEY, a_message(), [KADIS])
    sent_at = clock.now() + timedelta(hours=1, minutes=1)

    slow.deliver_due()

    assert row(slow).status is Status.SENT
    assert row(slow).sent_at == sent_at


@contextmanager
def another_writer(database: Database) -> Iterator[None]:
    with database.connection() as connection:
        connection.execute(text("BEGIN IMMEDIATE"))
        try:
            yield
        finally:
            connection.execute(text("ROLLBACK"))


def test_nothing_is_sent_that_cannot_be_written_down_before(
    database: Database, clock: FrozenClock
) -> None:
    mailing, mailer = a_mailing(database, clock)
    mailing.post(KEY, a_message(), [KADIS])

    with another_writer(database), pytest.raises(Unavailable, match="in use by"):
        mailing.deliver_due()

    assert not mailer.tried
    mailing.deliver_due()
    assert row(mailing).status is Status.SENT


def test_a_busy_database_is_asked_until_it_takes_the_outcome(
    database: Database, clock: FrozenClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    mailing, mailer = a_mailing(database, clock)
    mailing.post(KEY, a_message(), [KADIS])
    with database.connection() as connection:

        def lock(*_: Any) -> None:
            connection.execute(text("BEGIN IMMEDIATE"))

        def sleep(duration: timedelta) -> None:
            clock.slept.append(duration)
            if len(clock.slept) == 2:
                connection.execute(text("ROLLBACK"))

        monkeypatch.setattr(ScriptedMailer, "send", lock)
        monkeypatch.setattr(clock, "sleep", sleep)
        mailing.deliver_due()

    assert len(clock.slept) == 2
    assert row(mailing).status is Status.SENT
    assert not mailer.tried


def test_a_letter_whose_outcome_nobody_could_record_goes_out_again_the_same(
    database: Database, clock: FrozenClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    mailing, mailer = a_mailing(database, clock)
    mailing.post(KEY, a_message(), [KADIS])
    send = ScriptedMailer.send
    with database.connection() as connection:

        def send_then_lock(self: ScriptedMailer, letter: bytes, to: str) -> None:
            send(self, letter, to)
            connection.execute(text("BEGIN IMMEDIATE"))

        monkeypatch.setattr(ScriptedMailer, "send", send_then_lock)
        monkeypatch.setattr(clock, "sleep", lambda _: clock.advance(minutes=1))
        with pytest.raises(Unavailable, match="in use by another program"):
            mailing.deliver_due()
        connection.execute(text("ROLLBACK"))
    monkeypatch.setattr(ScriptedMailer, "send", send)

    for _ in range(3):
        clock.advance(minutes=5)
        mailing.deliver_due()

    assert row(mailing).status is Status.SENT
    first, second = mailer.sent
    assert first == second


def test_a_database_that_turned_read_only_stops_the_mail_with_a_sentence(
    sqlite_url: str, clock: FrozenClock
) -> None:
    database = Database(sqlite_url)
    mailing, mailer = a_mailing(database, clock)
    mailing.post(KEY, a_message(), [KADIS])
    database.close()
    file = Path(sqlite_url.removeprefix("sqlite:///"))
    read_only = Database(f"sqlite:///file:{file}?mode=ro&uri=true")
    mailing, mailer = a_mailing(read_only, clock)

    with pytest.raises(Unavailable, match="is read-only: give this user the right"):
        mailing.deliver_due()

    assert not mailer.tried
    read_only.close()


def test_looking_for_mail_keeps_no_writer_waiting(
    database: Database, clock: FrozenClock
) -> None:
    mailing, _ = a_mailing(database, clock)
    begins: list[str] = []

    def note(_c: Any, _cursor: Any, statement: str, *_: Any) -> None:
        begins.append(statement)

    event.listen(database._engine, "before_cursor_execute", note)

    mailing.deliver_due()

    assert "BEGIN" in begins
    assert "BEGIN IMMEDIATE" not in begins


def test_two_processes_that_deliver_at_once_send_each_letter_once(
    either_url: str, clock: FrozenClock
) -> None:
    databases = [Database(either_url) for _ in range(3)]
    mailers = [ScriptedMailer() for _ in databases]
    mailings = [
        Outbox(database=database, clock=clock, mailer=mailer)
        for database, mailer in zip(databases, mailers, strict=True)
    ]
    recipients = [f"penerima{number}@a.go.id" for number in range(20)]
    mailings[0].post(KEY, a_message(), recipients)

    threads = [threading.Thread(target=each.deliver_due) for each in mailings]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)

    sent = sorted(to for mailer in mailers for to, _ in mailer.sent)
    assert sent == sorted(recipients)
    for database in databases:
        database.close()


def test_two_processes_that_post_at_once_write_one_letter(
    either_url: str, clock: FrozenClock
) -> None:
    databases = [Database(either_url) for _ in range(4)]
    written: list[bool] = []
    barrier = threading.Barrier(len(databases))

    def post(database: Database) -> None:
        mailing, _ = a_mailing(database, clock)
        barrier.wait(30)
        written.append(mailing.post(KEY, a_message(), [KADIS]))

    threads = [threading.Thread(target=post, args=(each,)) for each in databases]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)

    assert sorted(written) == [False, False, False, True]
    assert row(a_mailing(databases[0], clock)[0]).recipient == KADIS
    for database in databases:
        database.close()
