"""Never publish after, and the date the notice itself ends: two things."""

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from crossposter.database import Database, migrations
from crossposter.database.queries import announcements
from crossposter.errors import BadInput
from tests.conftest import MakeOffice
from tests.support.builders import stored_announcement
from tests.support.fakes import MONDAY
from tests.support.newsroom import KABID, Office

#: Columns that came later.
SINCE = ("announcement.left_out", "delivery.title", "channelstate.except_urgent")
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def test_a_notice_does_not_go_out_after_it_has_ended(office: Office) -> None:
    key = office.approved(valid_until=office.clock.now() + 2 * DAY)

    assert office.announcement(key).expires_at is None
    assert office.delivery(key).expires_at == office.announcement(key).valid_until


def test_it_may_stop_earlier(office: Office) -> None:
    now = office.clock.now()
    key = office.approved(valid_until=now + 2 * DAY, expires_at=now + DAY)

    assert office.delivery(key).expires_at == now + DAY


def test_it_is_not_published_later_than_it_is_valid(office: Office) -> None:
    now = office.clock.now()

    with pytest.raises(BadInput, match="what it tells is over"):
        office.write(valid_until=now + DAY, expires_at=now + 2 * DAY)


def test_an_end_in_the_past_is_refused(office: Office) -> None:
    with pytest.raises(BadInput, match="give a later --valid-until"):
        office.write(valid_until=office.clock.now() - HOUR)


def test_an_end_before_the_time_asked_for_is_refused(office: Office) -> None:
    now = office.clock.now()

    with pytest.raises(BadInput, match="give a later --valid-until"):
        office.write(valid_until=now + DAY, at=now + 2 * DAY)


def test_what_ended_before_approval_is_refused(make_office: MakeOffice) -> None:
    office = make_office()
    key = office.submitted(valid_until=office.clock.now() + 4 * HOUR)
    office.clock.advance(hours=5)

    with pytest.raises(BadInput, match="--valid-until"):
        office.approval.approve(KABID, key)


def test_an_upgrade_keeps_what_old_announcements_print(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/old.db"
    database = Database(url)
    with database.write() as session:
        dated = stored_announcement(session, expires_at=MONDAY + DAY)
        plain = stored_announcement(session)
    with database.connection() as connection:
        for since in ("announcement.valid_until", *SINCE):
            table, _, column = since.partition(".")
            connection.execute(text(f"ALTER TABLE {table} DROP COLUMN {column}"))
        connection.execute(text("UPDATE alembic_version SET version_num = '0006'"))
        connection.commit()
    database.close()

    upgraded = Database(url)

    with upgraded.read() as session:
        assert announcements.get(session, dated).valid_until == MONDAY + DAY
        assert announcements.get(session, dated).expires_at == MONDAY + DAY
        assert announcements.get(session, plain).valid_until is None
    with upgraded.connection() as connection:
        query = text("SELECT version_num FROM alembic_version")
        assert connection.execute(query).scalar() == migrations.HEAD
    upgraded.close()
