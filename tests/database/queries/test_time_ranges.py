"""A stretch has its first moment and not its last, on both databases."""

from datetime import timedelta

from sqlalchemy import func, select
from sqlmodel import col

from crossposter.database import Database
from crossposter.database.models import Delivery
from crossposter.database.queries.time_ranges import between, number, rows
from tests.support.builders import stored_delivery
from tests.support.fakes import MONDAY

TICK = timedelta(microseconds=1)


def test_stretches_that_follow_one_another_share_no_moment(database: Database) -> None:
    week = timedelta(days=7)
    with database.write() as session:
        for moment in (MONDAY - TICK, MONDAY, MONDAY + week - TICK, MONDAY + week):
            stored_delivery(session, due_at=moment)

        def due(since: timedelta) -> list[tuple[object, ...]]:
            query = select(col(Delivery.due_at)).where(
                between(col(Delivery.due_at), MONDAY + since, MONDAY + since + week)
            )
            return [tuple(row) for row in rows(session, query)]

        assert sorted(due(timedelta(0))) == [(MONDAY,), (MONDAY + week - TICK,)]
        assert due(week) == [(MONDAY + week,)]
        assert number(session, select(func.count()).select_from(Delivery)) == 4
