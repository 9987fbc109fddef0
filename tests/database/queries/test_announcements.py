"""Announcements as they are kept: found, listed, and changed by one person at a time."""

from datetime import timedelta

import pytest

from crossposter.database import Database
from crossposter.database.models import AnnouncementStatus as Step
from crossposter.database.models import DeliveryStatus as Status
from crossposter.database.queries import announcements
from crossposter.errors import NotAllowed, NotFound
from tests.support.builders import a_delivery, stored_announcement
from tests.support.fakes import MONDAY

DAY = timedelta(days=1)


def test_one_that_is_not_there_is_told_with_what_to_do(database: Database) -> None:
    with database.read() as session, pytest.raises(NotFound, match="crossposter list"):
        announcements.get(session, 404)


def test_a_listing_is_newest_first_and_can_be_narrowed(database: Database) -> None:
    with database.write() as session:
        first = stored_announcement(session, source="BPBD", status=Step.DRAFT)
        second = stored_announcement(session, source="DPUPR", status=Step.SUBMITTED)

        def listed(**options: object) -> list[int | None]:
            found = announcements.listing(session, **options)  # type: ignore[arg-type]
            return [each.id for each in found]

        assert listed() == [second, first]
        assert listed(statuses=[Step.DRAFT]) == [first]
        assert listed(source="DPUPR") == [second]
        assert listed(source="DPUPR", statuses=[Step.DRAFT]) == []


def test_the_second_of_two_who_change_one_is_told(database: Database) -> None:
    with database.write() as session:
        key = stored_announcement(session)
    with database.read() as session:
        seen_by_both = announcements.get(session, key)
    with database.write() as session:
        changed = announcements.change(
            session, seen_by_both, now=MONDAY + DAY, title="Pertama"
        )
        assert (changed.title, changed.updated_at) == ("Pertama", MONDAY + DAY)
        assert changed.revision == seen_by_both.revision + 1

    with database.write() as session, pytest.raises(NotAllowed, match="somebody else"):
        announcements.change(session, seen_by_both, now=MONDAY, title="Kedua")


def test_pictures_are_replaced_in_the_order_given(database: Database) -> None:
    with database.write() as session:
        key, other = stored_announcement(session), stored_announcement(session)
        announcements.attach(session, other, [("z.png", "")])
        announcements.attach(session, key, [("a.png", "A"), ("b.png", "B")])
        announcements.attach(session, key, [("b.png", "B"), ("a.png", "A2")])

        assert announcements.shown(session, key) == [("b.png", "B"), ("a.png", "A2")]
        assert announcements.shown(session, other) == [("z.png", "")]


def test_what_goes_out_in_a_time_begins_with_it_and_ends_before(
    database: Database,
) -> None:
    with database.write() as session:

        def due(status: Status, days: int = 0, category: str = "ucapan") -> int:
            key = stored_announcement(session, category=category)
            row = a_delivery(key, status=status, due_at=MONDAY + days * DAY)
            session.add(row)
            session.flush()
            return key

        expected = [due(Status.SCHEDULED), due(Status.PUBLISHED)]
        for status, days in (
            (Status.CANCELLED, 0),
            (Status.EXPIRED, 0),
            (Status.SCHEDULED, 1),
            (Status.SCHEDULED, -1),
        ):
            due(status, days)
        due(Status.SCHEDULED, category="berita")

        going = announcements.going_out(
            session, "ucapan", since=MONDAY, until=MONDAY + DAY
        )

        assert [each.id for each in going] == expected
