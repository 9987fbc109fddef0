"""Setbacks, standstills and removals of a stretch that ends before its end."""

from datetime import timedelta
from typing import Any

from crossposter.database import Database, Session
from crossposter.database.models import DeliveryStatus as Status
from crossposter.database.models import Sample
from crossposter.database.models.event import Action, Phrase
from crossposter.database.queries import journal, report_failures
from crossposter.staff import Actor
from tests.support.builders import stored_announcement, stored_delivery
from tests.support.fakes import MONDAY

HOUR, WEEK = timedelta(hours=1), timedelta(days=7)

MOVED = Phrase("moved")


def note(
    session: Session,
    hours: float,
    action: Action | Phrase = MOVED,
    **values: Any,
) -> None:
    journal.note(
        session,
        at=MONDAY + hours * HOUR,
        actor=Actor(login="siti"),
        action=action,
        **values,
    )


def test_a_setback_is_trouble_or_another_try_with_a_reason(database: Database) -> None:
    with database.write() as session:
        key = stored_delivery(session, status=Status.FAILED, title="Jembatan")
        for hours, before, after, detail in (
            (1, "preparing", "scheduled", "putus"),
            (2, "preparing", "scheduled", None),  # a film that was brought early
            (3, "scheduled", "scheduled", "istirahat"),
            (4, "committing", "failed", "ditolak"),
            (168, "failed", "held", "terlambat"),
        ):
            note(
                session,
                hours,
                delivery_id=key,
                before=before,
                after=after,
                detail=detail,
            )

        found = report_failures.setbacks(session, MONDAY, MONDAY + WEEK)

    assert [(it.after, it.detail) for it in found] == [
        ("scheduled", "putus"),
        ("failed", "ditolak"),
    ]
    assert {it.title for it in found} == {"Jembatan"}


def test_a_standstill_is_told_however_long_ago_it_began(database: Database) -> None:
    with database.write() as session:
        key = stored_announcement(session)
        note(session, -9_999, Phrase("channel x paused"), detail="token")
        note(session, 1, Phrase("channel left out"), announcement_id=key)
        note(session, 2, Phrase("channel x resumed"))

        found = report_failures.standstills(session, MONDAY + 2 * HOUR)

    assert [each.action for each in found] == ["channel x paused"]


def test_a_removal_belongs_to_the_week_it_was_noticed_in(database: Database) -> None:
    with database.write() as session:
        fresh, known = stored_delivery(session), stored_delivery(session)
        for key, age, hours in ((fresh, "1h", 1), (known, "1h", -1), (known, "24h", 5)):
            taken_at = MONDAY + hours * HOUR
            session.add(Sample(delivery_id=key, age=age, taken_at=taken_at, gone=True))
        session.flush()

        found = report_failures.removals(session, MONDAY, MONDAY + WEEK)

    assert [(it.delivery, it.at) for it in found] == [(fresh, MONDAY + HOUR)]


def test_an_announcement_approved_twice_is_left_out_once(database: Database) -> None:
    with database.write() as session:
        one, other = stored_announcement(session), stored_announcement(session)
        for key, detail in (
            (one, "x: tanpa gambar"),
            (one, "x: pilihan sendiri"),
            (other, "x: tanpa gambar"),
            (other, "instagram: tanpa gambar"),
        ):
            note(session, 1, Action.LEFT_OUT, announcement_id=key, detail=detail)

        counted = report_failures.left_out(session, MONDAY, MONDAY + WEEK)

    assert counted == {"x": 2, "instagram": 1}
