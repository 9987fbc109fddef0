"""What people hear of besides deliveries: tokens, backups, lanes, mail itself."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from sqlmodel import select

from crossposter.channels import Rejected
from crossposter.database.models import (
    CredentialCheck,
    MailRecipient,
    MailStatus,
    Sample,
)
from crossposter.database.models.event import Action
from crossposter.database.queries import journal
from crossposter.staff import DAEMON
from tests.support.newsroom import Office, wita
from tests.support.watchman import ADMIN, Watchman


@pytest.fixture
def watchman(office: Office) -> Watchman:
    return Watchman(office=office)


def refused(office: Office, title: str = "Pasar murah") -> int:
    """The number of a delivery the platform refused for good."""
    office.facebook.refuses(Rejected("teks ditolak"))
    return office.run_when_due(office.approved(title=title)).id or 0


def test_each_step_to_the_end_of_a_token_is_told(
    office: Office, watchman: Watchman
) -> None:
    ends_at = office.clock.now() + timedelta(days=40)
    with office.database.write() as session:
        checked_at = office.clock.now()
        session.add(
            CredentialCheck(channel="x", checked_at=checked_at, token_ends_at=ends_at)
        )
    for _ in range(45):
        watchman.look()
        office.clock.advance(days=1)

    assert len(watchman.subjects) == 5
    assert "Token x berakhir 2027-01-02 08:00 WITA" in watchman.subjects[0]
    assert watchman.subjects[4].endswith("Token x sudah berakhir")
    assert len(watchman.rows) == 1


def test_a_renewed_token_solves_it(office: Office, watchman: Watchman) -> None:
    with office.database.write() as session:
        row = CredentialCheck(channel="x", checked_at=office.clock.now())
        row.token_ends_at = office.clock.now() + timedelta(days=3)
        session.add(row)
    watchman.look()
    with office.database.write() as session:
        row.token_ends_at = office.clock.now() + timedelta(days=60)
        session.add(row)

    watchman.watch(minutes=20)

    assert "Selesai: Token x berakhir" in watchman.subjects[1]


def test_a_removed_post_is_told_once_and_is_never_open(
    office: Office, watchman: Watchman
) -> None:
    delivery = office.run_when_due(office.approved(channels=["facebook"]))
    for age in ("1h", "24h"):
        with office.database.write() as session:
            session.add(
                Sample(
                    delivery_id=delivery.id or 0,
                    age=age,
                    taken_at=office.clock.now(),
                    gone=True,
                )
            )
        watchman.watch(hours=1)

    assert len(watchman.letters) == 1
    assert str(delivery.permalink) in watchman.texts[0]
    assert [row.solved_at is None for row in watchman.rows] == [False]


def test_no_backup_is_missed_before_there_is_something_to_lose(office: Office) -> None:
    watchman = Watchman(office=office, backup=timedelta(days=7))
    office.clock.advance(days=30)
    watchman.look()
    assert watchman.letters == []

    office.write()
    office.clock.advance(days=8)
    watchman.look()
    assert watchman.subjects[0].endswith("Belum ada cadangan")

    with office.database.write() as session:
        now = office.clock.now()
        journal.note(session, at=now, actor=DAEMON, action=Action.BACKUP_WRITTEN)
    watchman.watch(minutes=20)
    office.clock.advance(days=8)
    watchman.look()
    assert "Selesai" in watchman.subjects[1]
    assert watchman.subjects[2].endswith("Cadangan terakhir sudah lama")


def test_a_late_lane_is_told_while_the_daemon_runs(
    office: Office, watchman: Watchman
) -> None:
    office.approved(channels=["facebook"], at=wita("23 09:00"))
    watchman.beat()
    office.clock.advance(to=wita("23 09:20"))
    watchman.look()
    assert watchman.letters == []  # nothing runs: a dead man's switch tells that

    for _ in range(2):
        watchman.beat(since=wita("23 08:00"))
        watchman.look(times=1)

    assert watchman.subjects[0].endswith("Kanal facebook terlambat")


def test_mail_that_one_reader_refuses_is_told_to_the_others(office: Office) -> None:
    watchman = Watchman(office=office, readers=["full@example.go.id", ADMIN])
    refused(office)
    watchman.look()
    fails(office, "full@example.go.id")

    watchman.watch(hours=1)

    assert watchman.mails[2:] == [("incident/2/1", ADMIN)]
    assert "full@example.go.id" in watchman.subjects[1]
    fails(office, "full@example.go.id")
    watchman.watch(hours=1)
    assert len(watchman.letters) == 2, "news about the news"


def test_an_unreachable_mail_server_is_told_without_mail(
    office: Office, watchman: Watchman
) -> None:
    refused(office)
    watchman.look()
    every_mail(office, lambda mail: setattr(mail, "error", "no answer"))

    watchman.watch(hours=2)

    assert watchman.subjects[1].endswith("Surel tidak dapat dikirim")
    assert watchman.mails == [("incident/1/1", ADMIN)]
    entry = office.status.read()["attention"][-1]
    assert (entry["kind"], entry["about"]) == ("incident", "mail-server")


def fails(office: Office, recipient: str) -> None:
    """The mails on their way to *recipient* are refused."""

    def fail(mail: MailRecipient) -> None:
        if mail.recipient == recipient:
            mail.status, mail.error = MailStatus.FAILED, "552 mailbox full"
        else:
            mail.status, mail.sent_at = MailStatus.SENT, datetime.now(UTC)

    every_mail(office, fail)


def every_mail(office: Office, change: Callable[[MailRecipient], None]) -> None:
    with office.database.write() as session:
        for mail in session.exec(select(MailRecipient)).all():
            change(mail)
            session.add(mail)
