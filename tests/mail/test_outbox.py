"""Letters on their way: each recipient once, for himself, and never forgotten."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest

from crossposter.database import Database
from crossposter.database.models import MailRecipient
from crossposter.database.models import MailStatus as Status
from crossposter.database.queries import mail as mails
from crossposter.mail import Later, MailError, Refused, Unsure, WrongSettings
from crossposter.mail.outbox import RETRY, Outbox
from tests.support.fakes import FrozenClock
from tests.support.mailers import ScriptedMailer, a_message

KEY = "report/2026-W47"
KADIS, KABID, SEKDA = "kadis@a.go.id", "kabid@a.go.id", "sekda@a.go.id"
ALL = (KADIS, KABID, SEKDA)


@pytest.fixture
def database(either_url: str) -> Iterator[Database]:
    opened = Database(either_url, busy=timedelta(seconds=0.2))
    yield opened
    opened.close()


@pytest.fixture
def mailer() -> ScriptedMailer:
    return ScriptedMailer()


@pytest.fixture
def mailing(database: Database, clock: FrozenClock, mailer: ScriptedMailer) -> Outbox:
    return Outbox(database=database, clock=clock, mailer=mailer)


def rows(mailing: Outbox, key: str = KEY) -> dict[str, MailRecipient]:
    return {each.recipient: each for each in mailing.status(key)}


def statuses(mailing: Outbox, key: str = KEY) -> list[Status]:
    return [each.status for each in mailing.status(key)]


def test_each_recipient_gets_a_letter_of_his_own(
    mailing: Outbox, mailer: ScriptedMailer, clock: FrozenClock
) -> None:
    assert mailing.post(KEY, a_message(), ALL)

    mailing.deliver_due()

    assert [recipient for recipient, _ in mailer.sent] == list(ALL)
    for recipient, letter in mailer.sent:
        assert letter.count(b"\r\nMessage-ID: <") == 1
        assert letter.startswith(f"To: {recipient}\r\n".encode())
        assert all(
            letter.count(other.encode()) == (other == recipient) for other in ALL
        )
    assert len({row.message_id for row in rows(mailing).values()}) == 3
    assert all(row.sent_at == clock.now() for row in rows(mailing).values())


def test_a_letter_is_written_once(mailing: Outbox, mailer: ScriptedMailer) -> None:
    assert mailing.post(KEY, a_message(), [KADIS, KADIS])
    assert not mailing.post(KEY, a_message("Yang lain"), ALL)

    mailing.deliver_due()
    mailing.deliver_due()

    assert mailer.tried == [KADIS]
    assert not mailing.post(KEY, a_message(), ALL)


def test_a_letter_is_kept_together_with_what_it_is_about(
    mailing: Outbox, database: Database, mailer: ScriptedMailer
) -> None:
    with pytest.raises(RuntimeError, match="half way"), database.write() as session:  # noqa: PT012  # the transaction is what is tried
        assert mailing.post_in(session, KEY, a_message(), ALL)
        raise RuntimeError("half way")

    mailing.deliver_due()

    assert not mailing.status(KEY)
    assert not mailer.tried


def test_one_refusal_of_three_stops_nobody_else(
    mailing: Outbox, mailer: ScriptedMailer
) -> None:
    mailer.fails(KABID, Refused("no such user"))
    mailing.post(KEY, a_message(), ALL)

    mailing.deliver_due()

    assert statuses(mailing) == [Status.SENT, Status.FAILED, Status.SENT]
    assert rows(mailing)[KABID].error == "no such user"
    mailing.deliver_due()
    assert mailer.tried == list(ALL)


def test_a_bug_with_one_letter_stops_nobody_else(
    mailing: Outbox, mailer: ScriptedMailer
) -> None:
    mailer.fails(KADIS, ZeroDivisionError())
    mailing.post(KEY, a_message(), ALL)

    mailing.deliver_due()

    assert statuses(mailing) == [Status.WAITING, Status.SENT, Status.SENT]
    assert "internal error ZeroDivisionError" in str(rows(mailing)[KADIS].error)


@pytest.mark.parametrize("error", [Later("busy"), Unsure("no answer")])
def test_what_is_sent_again_is_the_same_to_the_last_byte(
    mailing: Outbox, mailer: ScriptedMailer, clock: FrozenClock, error: MailError
) -> None:
    seen: list[bytes] = []
    send = ScriptedMailer.send

    def keep(self: ScriptedMailer, letter: bytes, recipient: str) -> None:
        seen.append(letter)
        send(self, letter, recipient)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ScriptedMailer, "send", keep)
        mailer.fails(KADIS, error, times=2)
        mailing.post(KEY, a_message(), [KADIS])
        for _ in range(3):
            mailing.deliver_due()
            clock.advance(hours=1)

    assert len(seen) == 3
    assert len(set(seen)) == 1
    assert statuses(mailing) == [Status.SENT]


def tries(mailing: Outbox, mailer: ScriptedMailer, clock: FrozenClock) -> list[float]:
    """The minutes at which one letter was tried, until nothing waits any more."""
    begin, moments = clock.now(), []
    while statuses(mailing) == [Status.WAITING]:
        clock.advance(to=max(clock.now(), rows(mailing)[KADIS].next_at))
        before = len(mailer.tried)
        mailing.deliver_due()
        assert len(mailer.tried) == before + 1
        moments.append((clock.now() - begin).total_seconds() / 60)
    return moments


def test_tries_begin_close_and_end_after_three_days(
    mailing: Outbox, mailer: ScriptedMailer, clock: FrozenClock
) -> None:
    mailer.fails(KADIS, Later("busy"), times=1_000)
    mailing.post(KEY, a_message(), [KADIS])

    moments = tries(mailing, mailer, clock)

    assert moments[:8] == [0, 1, 3, 7, 15, 31, 63, 123]
    assert moments[-1] == pytest.approx(3 * 24 * 60, rel=0.02)
    assert statuses(mailing) == [Status.FAILED]
    assert rows(mailing)[KADIS].error == "busy (given up)"


def test_nobody_gets_a_letter_again_and_again_from_a_server_that_never_says_yes(
    mailing: Outbox, mailer: ScriptedMailer, clock: FrozenClock
) -> None:
    mailer.fails(KADIS, Unsure("no answer"), times=1_000)
    mailing.post(KEY, a_message(), [KADIS])

    assert len(tries(mailing, mailer, clock)) == 6
    assert "may have arrived" in str(rows(mailing)[KADIS].error)


def test_wrong_settings_cost_one_try_an_hour_for_all_and_no_letter_is_given_up(
    mailing: Outbox, mailer: ScriptedMailer, clock: FrozenClock
) -> None:
    mailer.fails(KADIS, WrongSettings("password"), times=40)
    mailing.post(KEY, a_message(), ALL)

    for _ in range(40 * 3):
        mailing.deliver_due()
        clock.advance(minutes=20)

    assert mailer.tried == [KADIS] * 40
    assert {row.error for row in rows(mailing).values()} == {"password"}
    mailing.deliver_due()
    assert statuses(mailing) == [Status.SENT] * 3


def test_settings_that_were_mended_are_tried_at_once(
    mailing: Outbox, mailer: ScriptedMailer
) -> None:
    mailer.fails(KADIS, WrongSettings("password"))
    mailing.post(KEY, a_message(), ALL)
    mailing.deliver_due()

    mailing.hurry()
    mailing.deliver_due()

    assert statuses(mailing) == [Status.SENT] * 3


def test_a_person_may_begin_anew_with_whom_was_given_up(
    mailing: Outbox, mailer: ScriptedMailer
) -> None:
    mailer.fails(KABID, Refused("mailbox full")).fails(SEKDA, Later("busy"))
    mailing.post(KEY, a_message(), ALL)
    mailing.post("incident/1/1", a_message(), [KADIS])

    first = mailing.send_now(KEY)
    second = mailing.send_now(KEY)

    assert [each.status for each in first] == ["sent", "failed", "waiting"]
    assert [each.status for each in second] == ["sent"] * 3
    assert mailer.tried == [*ALL, KABID, SEKDA]
    assert statuses(mailing, "incident/1/1") == [Status.WAITING]


def test_what_is_waiting_for_its_time_is_left_alone(
    mailing: Outbox, mailer: ScriptedMailer, clock: FrozenClock
) -> None:
    mailer.fails(KADIS, Later("busy"))
    mailing.post(KEY, a_message(), [KADIS])
    mailing.deliver_due()
    clock.advance(seconds=59)

    mailing.deliver_due()

    assert mailer.tried == [KADIS]


def test_a_clock_that_was_a_year_ahead_keeps_no_letter_back(
    mailing: Outbox, mailer: ScriptedMailer, clock: FrozenClock
) -> None:
    mailer.fails(KADIS, Later("busy"))
    today = clock.now()
    clock.advance(days=365)
    mailing.post(KEY, a_message(), [KADIS])
    mailing.deliver_due()

    clock.advance(to=today)
    mailing.deliver_due()

    assert statuses(mailing) == [Status.SENT]


def test_without_a_server_nothing_is_posted_and_nothing_is_delivered(
    database: Database, clock: FrozenClock, mailing: Outbox
) -> None:
    mailing.post(KEY, a_message(), [KADIS])
    without = Outbox(database=database, clock=clock, mailer=None)

    without.deliver_due()

    assert statuses(without) == [Status.WAITING]
    for ask in (
        lambda: without.post(KEY, a_message(), ALL),
        lambda: without.send_now(KEY),
    ):
        with pytest.raises(RuntimeError, match="ask `able` first"):
            ask()


def test_a_daemon_that_is_to_stop_ends_after_the_letter_in_hand(
    database: Database, clock: FrozenClock
) -> None:
    mailer = ScriptedMailer(on_step=lambda step: stop() if step == "recorded" else None)
    mailing = Outbox(database=database, clock=clock, mailer=mailer)
    stop: Callable[[], None] = mailing.stop
    mailing.post(KEY, a_message(), ALL)

    mailing.deliver_due()

    assert statuses(mailing) == [Status.SENT, Status.WAITING, Status.WAITING]


def test_of_two_processes_one_has_a_mail_in_hand(
    database: Database, mailing: Outbox, clock: FrozenClock
) -> None:
    mailing.post(KEY, a_message(), [KADIS])
    now = clock.now()
    lease: Any = {
        "now": now,
        "beyond": now + RETRY.longest,
        "until": now + RETRY.longest,
    }
    with database.read() as session:
        (stale,) = mails.of_letter(session, KEY)

    with database.write() as session:
        assert mails.claim(session, **lease) is not None
    with database.write() as session:
        assert mails.claim(session, **lease) is None
    with pytest.raises(mails.Superseded), database.write() as session:
        mails.move(session, stale, Status.SENDING)
