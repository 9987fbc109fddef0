"""What a weekly report is made of: a stretch begins with its first moment."""

from datetime import timedelta
from typing import Any

from crossposter.database import Database, Session
from crossposter.database.models import DeliveryStatus as Status
from crossposter.database.models import MailMessage, Sample
from crossposter.database.models.event import Action
from crossposter.database.queries import deliveries, journal, reports
from crossposter.staff import Actor
from tests.support.builders import a_delivery, stored_announcement, stored_delivery
from tests.support.fakes import MONDAY

HOUR, WEEK = timedelta(hours=1), timedelta(days=7)
END = MONDAY + WEEK


def published(session: Session, hours: float = 1, **values: Any) -> int:
    at = MONDAY + hours * HOUR
    return stored_delivery(
        session, status=Status.PUBLISHED, published_at=at, due_at=at, **values
    )


def sample(session: Session, key: int, age: str, hours: int, **values: Any) -> None:
    taken_at = MONDAY + hours * HOUR
    session.add(Sample(delivery_id=key, age=age, taken_at=taken_at, **values))
    session.flush()


def test_a_week_has_its_first_moment_and_not_its_last(database: Database) -> None:
    with database.write() as session:
        first = published(session, 0)
        published(session, -0.1)
        published(session, 7 * 24)
        stored_delivery(session, status=Status.UNCONFIRMED)

        rows = reports.published(session, MONDAY, END)
        assert [each.delivery for each in rows] == [first]
        assert list(reports.told(session, MONDAY, END)) == [rows[0].announcement]
        assert reports.by_source(session, MONDAY, END) == {"DPUPR": 1}


def test_an_announcement_on_two_channels_is_one(database: Database) -> None:
    with database.write() as session:
        key = stored_announcement(session, source="BPBD")
        for channel, hours in (("facebook", 1), ("x", 2), ("instagram", -5)):
            session.add(
                a_delivery(
                    key,
                    channel=channel,
                    status=Status.PUBLISHED,
                    published_at=MONDAY + hours * HOUR,
                )
            )
        session.flush()

        assert reports.by_source(session, MONDAY, END) == {"BPBD": 1}
        assert reports.public_before(session, MONDAY, END) == {key}


def test_figures_are_the_newest_that_say_anything(database: Database) -> None:
    with database.write() as session:
        key, other = published(session), published(session)
        sample(session, key, "1h", 2, likes=1, views=10)
        sample(session, key, "24h", 24, likes=5)
        sample(session, key, "7d", 160, gone=True)
        sample(session, other, "1h", 2, likes=2)

        (measured,) = reports.measured(session, MONDAY, END)

        assert (measured.likes, measured.views, measured.shares) == (7, None, None)
        assert reports.gone(session, MONDAY, END) == {key}


def test_what_was_cancelled_was_not_due(database: Database) -> None:
    with database.write() as session:
        published(session)
        planned = stored_delivery(session, due_at=MONDAY + HOUR)
        for status in (Status.CANCELLED, Status.EXPIRED):
            stored_delivery(session, status=status)

        assert reports.due(session, MONDAY, END) == {"facebook": 3}
        rows = reports.planned(session, MONDAY + HOUR, END)
        assert planned in {
            it.id
            for row in rows
            for it in deliveries.of_announcement(session, row.announcement)
        }
        assert len(rows) == 2


def test_two_approvals_of_one_announcement_are_one(database: Database) -> None:
    with database.write() as session:
        key = stored_announcement(session)
        for hours in (1, 2):
            journal.note(
                session,
                at=MONDAY + hours * HOUR,
                actor=Actor(login="kabid"),
                action=Action.APPROVED,
                announcement_id=key,
            )

        assert reports.approvals(session, MONDAY, END) == 1
        assert len(reports.signs_of_life(session, MONDAY, MONDAY + 2 * HOUR)) == 1


def test_texts_are_told_part_by_part(database: Database) -> None:
    with database.write() as session:
        published(session, text="satu", replies=["dua"])
        published(session, channel="x", text="lain")

        assert reports.texts(session, "facebook", MONDAY, END) == ["satu", "dua"]


def test_letters_are_known_by_what_follows_the_prefix(database: Database) -> None:
    with database.write() as session:
        for key in ("report/2026-W47", "reportx2026", "rep_rt/2026-W48"):
            session.add(
                MailMessage(key=key, subject="", content=b"", written_at=MONDAY)
            )
        session.flush()

        assert reports.letters(session, "report/") == {"2026-W47"}
        assert reports.letters(session, "rep_rt/") == {"2026-W48"}
        assert reports.began(session) is None
