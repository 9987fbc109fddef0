"""Mails on their way: written once, claimed by one, moved by whoever has it."""

from datetime import datetime, timedelta

import pytest

from crossposter.database import Database, Session
from crossposter.database.models import MailMessage, MailRecipient
from crossposter.database.models import MailStatus as Status
from crossposter.database.queries import mail as mails
from tests.support.fakes import MONDAY

HOUR = timedelta(hours=1)
BEYOND = MONDAY + 99 * HOUR


def write(session: Session, key: str = "report/1", *at: datetime) -> bool:
    letter = MailMessage(key=key, subject="Laporan", content=b"isi", written_at=MONDAY)
    rows = [
        MailRecipient(
            letter=key,
            recipient=f"{number}@b.id",
            message_id=f"<{number}>",
            next_at=moment,
        )
        for number, moment in enumerate(at or (MONDAY,))
    ]
    return mails.write(session, letter, rows)


def claim(
    session: Session, now: datetime = MONDAY, key: str | None = None
) -> MailRecipient:
    found = mails.claim(session, now=now, beyond=BEYOND, until=now + HOUR, key=key)
    assert found is not None
    return found


def test_a_letter_is_written_once(database: Database) -> None:
    with database.write() as session:
        assert write(session)
        assert not write(session)
        assert len(mails.of_letter(session, "report/1")) == 1


def test_a_claim_takes_the_next_one_and_counts_the_try(database: Database) -> None:
    with database.write() as session:
        write(session, "report/1", MONDAY, MONDAY - HOUR, MONDAY + HOUR)

        first, second = claim(session), claim(session)

        assert [first.recipient, second.recipient] == ["1@b.id", "0@b.id"]
        assert (first.status, first.tries) == (Status.SENDING, 1)
        assert mails.claim(session, now=MONDAY, beyond=BEYOND, until=BEYOND) is None


def test_a_time_beyond_every_wait_is_of_a_wrong_clock_and_due(
    database: Database,
) -> None:
    with database.write() as session:
        write(session, "report/1", BEYOND)
        assert not mails.is_due(session, now=MONDAY, beyond=BEYOND)
        assert mails.is_due(session, now=MONDAY, beyond=BEYOND - HOUR)


def test_what_a_dead_process_has_in_hand_lapses(database: Database) -> None:
    with database.write() as session:
        write(session)
        claim(session)

        def lapsed(now: datetime) -> int:
            return len(mails.lapsed(session, now=now, beyond=BEYOND))

        assert (lapsed(MONDAY), lapsed(MONDAY + HOUR)) == (0, 1)


def test_a_stale_worker_writes_nothing(database: Database) -> None:
    with database.write() as session:
        write(session)
        mine = claim(session)
        session.expunge(mine)
        mails.move(session, mine, Status.SENT, sent_at=MONDAY)
        with pytest.raises(mails.Superseded):
            mails.move(session, mine, Status.FAILED)


def test_waits_are_put_off_hurried_and_begun_anew(database: Database) -> None:
    with database.write() as session:
        write(session, "report/1", MONDAY)
        write(session, "report/2", MONDAY + 5 * HOUR)
        mails.put_off(session, until=MONDAY + HOUR, error="server tidak menjawab")
        session.expire_all()
        times = [
            mails.of_letter(session, key)[0].next_at for key in ("report/1", "report/2")
        ]
        assert times == [MONDAY + HOUR, MONDAY + 5 * HOUR]

        mails.hurry(session, now=MONDAY, key="report/2")
        session.expire_all()
        taken = claim(session)
        assert taken.letter == "report/2"
        mails.move(session, taken, Status.FAILED, error="tidak dikenal")
        mails.revive(session, "report/2", now=MONDAY)
        session.expire_all()
        (again,) = mails.of_letter(session, "report/2")
        assert (again.status, again.tries, again.error) == (Status.WAITING, 0, None)
