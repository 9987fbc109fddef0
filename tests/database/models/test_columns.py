from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy.exc import StatementError
from sqlmodel import col, select

from crossposter.database import Database
from crossposter.database.models import Announcement, Event
from crossposter.database.models.event import Action
from crossposter.database.queries import announcements, journal
from crossposter.staff import DAEMON
from tests.support.builders import stored_announcement
from tests.support.fakes import MONDAY

WITA = ZoneInfo("Asia/Makassar")


@pytest.mark.parametrize(
    "moment",
    [
        datetime(2026, 11, 24, 8, 0, tzinfo=WITA),
        datetime(2026, 11, 24, 0, 0, 0, 1, tzinfo=UTC),
        datetime(2027, 1, 1, 7, 59, 59, 999_999, tzinfo=WITA),
    ],
    ids=["wita", "a microsecond", "another year in utc"],
)
def test_a_time_comes_back_as_the_same_moment_in_utc(
    database: Database, moment: datetime
) -> None:
    with database.write() as session:
        key = stored_announcement(session, at=moment)

    with database.read() as session:
        kept = announcements.get(session, key).at

    assert kept == moment
    assert kept is not None
    assert kept.tzinfo is UTC


def test_a_time_without_a_zone_is_refused(database: Database) -> None:
    naive = datetime(2026, 11, 24, 8, 0)  # noqa: DTZ001  # that is the point

    with pytest.raises(StatementError, match="a time without a zone"):  # noqa: SIM117
        with database.write() as session:
            stored_announcement(session, at=naive)

    with database.read() as session:
        assert not announcements.listing(session)


def test_times_of_different_zones_are_compared_as_moments(database: Database) -> None:
    with database.write() as session:
        stored_announcement(session, at=datetime(2026, 11, 24, 1, 0, tzinfo=UTC))
    eight_wita = datetime(2026, 11, 24, 8, 0, tzinfo=WITA)  # midnight in UTC

    with database.read() as session:
        query = select(Announcement).where(col(Announcement.at) <= eight_wita)
        assert not session.exec(query).all()


def test_the_log_keeps_its_order_though_the_clock_goes_back(database: Database) -> None:
    with database.write() as session:
        key = stored_announcement(session)
        earlier = MONDAY - timedelta(hours=1)
        for action, at in ((Action.ADDED, MONDAY), (Action.EDITED, earlier)):
            journal.note(
                session, at=at, actor=DAEMON, action=action, announcement_id=key
            )
            session.flush()

    with database.read() as session:
        lines = journal.events(session, key)
        assert [line.action for line in lines] == ["added", "edited"]
        assert session.exec(select(Event)).all() == lines


@pytest.mark.parametrize(
    "text",
    [
        "Siaga banjir 🌧️👨‍👩‍👧‍👦",
        "baris satu\r\nbaris dua\t",
        "' OR 1=1; --",
        "x" * 100_000,
    ],
    ids=["emoji", "line ends", "quotes", "long"],
)
def test_a_text_comes_back_letter_by_letter(database: Database, text: str) -> None:
    with database.write() as session:
        key = stored_announcement(session, body=text)

    with database.read() as session:
        assert announcements.get(session, key).body == text
