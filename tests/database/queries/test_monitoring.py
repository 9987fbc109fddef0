"""What may be wrong: sets, each told from what is well."""

from datetime import timedelta
from typing import Any

from crossposter.database import Database, Session
from crossposter.database.models import DeliveryStatus as Status
from crossposter.database.models import MailMessage, MailRecipient, MailStatus, Sample
from crossposter.database.models.event import Action, came_to
from crossposter.database.queries import channels, journal, monitoring
from crossposter.staff import Actor
from tests.support.builders import stored_delivery
from tests.support.fakes import MONDAY

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
SITI = Actor(login="siti")


def moved(
    session: Session, key: int, before: Status, after: Status, hours: int
) -> None:
    journal.note(
        session,
        at=MONDAY + hours * HOUR,
        actor=SITI,
        action=came_to(after),
        delivery_id=key,
        before=before,
        after=after,
    )


def letter(session: Session, key: str, written_at: Any = MONDAY) -> MailMessage:
    row = MailMessage(key=key, subject="Kabar", content=b"", written_at=written_at)
    session.add(row)
    session.flush()
    return row


def test_trouble_is_since_the_last_change_and_not_since_the_last_look(
    database: Database,
) -> None:
    with database.write() as session:
        key = stored_delivery(session, status=Status.UNCONFIRMED)
        silent = stored_delivery(session, status=Status.HELD)
        moved(session, key, Status.COMMITTING, Status.UNCONFIRMED, 1)
        moved(session, key, Status.UNCONFIRMED, Status.UNCONFIRMED, 2)

        since = monitoring.in_trouble_since(session, [key, silent])
        rows = [each.id for each, _ in monitoring.troubled(session)]

    assert since == {key: MONDAY + HOUR}
    assert rows == [key, silent]


def test_behind_is_what_nobody_took_up_in_time(database: Database) -> None:
    with database.write() as session:
        stored_delivery(session, due_at=MONDAY - HOUR)
        stored_delivery(session, due_at=MONDAY - 2 * HOUR)
        stored_delivery(session, due_at=MONDAY)
        stored_delivery(session, channel="x", status=Status.PUBLISHED, due_at=MONDAY)

        late = monitoring.behind(session, MONDAY)
        between = monitoring.due_between(session, MONDAY - HOUR, MONDAY)

    assert late == {"facebook": (2, MONDAY - 2 * HOUR)}
    assert between == 2


def test_the_newest_backup_counts(database: Database) -> None:
    with database.write() as session:
        assert monitoring.last_backup(session) is None
        for hours in (1, 5, 3):
            journal.note(
                session,
                at=MONDAY + hours * HOUR,
                actor=SITI,
                action=Action.BACKUP_WRITTEN,
            )

        assert monitoring.last_backup(session) == MONDAY + 5 * HOUR
        assert monitoring.last_backup(session, since=MONDAY + 6 * HOUR) is None


def test_a_removed_post_is_told_from_when_it_was_noticed_first(
    database: Database,
) -> None:
    with database.write() as session:
        key = stored_delivery(session, title="Jembatan")
        old = stored_delivery(session)
        for delivery, age, days in ((key, "24h", 1), (key, "7d", 7), (old, "7d", -31)):
            session.add(
                Sample(
                    delivery_id=delivery,
                    age=age,
                    taken_at=MONDAY + days * DAY,
                    gone=True,
                )
            )
        session.flush()

        ((gone, title, at),) = monitoring.removed(session, MONDAY)

    assert (gone.id, title, at) == (key, "Jembatan", MONDAY + DAY)


def test_only_urgent_posts_that_a_pause_holds_are_told(database: Database) -> None:
    with database.write() as session:
        key = stored_delivery(session, urgent=True)
        stored_delivery(session)
        stored_delivery(session, urgent=True, due_at=MONDAY + HOUR)
        stored_delivery(session, channel="x", urgent=True)
        channels.pause(session, "facebook", reason="token", until=None)
        channels.pause(session, "x", reason="duka", until=None, except_urgent=True)
        session.flush()

        found = monitoring.urgent_on_paused(session, MONDAY)

    assert [each.id for each, _, _ in found] == [key]


def test_a_reader_is_told_once_and_again_after_being_missed(
    database: Database,
) -> None:
    reader = f"{monitoring.OTHER_WAYS}ntfy"

    def untold(session: Session, hours: int = 1) -> list[str]:
        now = MONDAY + hours * HOUR
        rows = monitoring.untold(session, reader, since=MONDAY - DAY, now=now)
        return [each.key for each in rows]

    with database.write() as session:
        row = letter(session, "incident/1/opened")
        letter(session, "report/2026-W47")
        letter(session, "incident/0/opened", MONDAY - DAY)
        assert untold(session) == ["incident/1/opened"]

        mail = monitoring.give(session, row, reader, now=MONDAY)
        session.flush()
        assert untold(session) == []
        monitoring.give_back(session, mail, "putus", next_at=MONDAY + 2 * HOUR)
        session.flush()
        assert (untold(session, 1), untold(session, 2)) == ([], ["incident/1/opened"])

        for _ in range(monitoring.NOTIFIED_AT_MOST - 1):
            mail = monitoring.give(session, row, reader, now=MONDAY)
        monitoring.give_back(session, mail, "putus", next_at=MONDAY)
        session.flush()
        assert untold(session, 9) == []
        assert [it.error for it in monitoring.refused_mails(session)] == ["putus"]


def test_mail_is_stuck_since_the_oldest_that_was_tried(database: Database) -> None:
    with database.write() as session:
        for number, (hours, error) in enumerate(
            [(5, "putus"), (3, "penuh"), (1, None)]
        ):
            key = letter(session, f"report/{number}", MONDAY + hours * HOUR).key
            session.add(
                MailRecipient(
                    letter=key,
                    recipient="a@b.id",
                    message_id="",
                    next_at=MONDAY,
                    error=error,
                    status=MailStatus.WAITING,
                )
            )
        session.flush()

        assert monitoring.stuck_mail(session) == (MONDAY + 3 * HOUR, "penuh")
        assert monitoring.mail_waiting(session) == 3
