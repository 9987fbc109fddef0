"""Which posts are asked about next, and how often a channel was asked."""

import itertools
from datetime import timedelta
from typing import Any

from crossposter.database import Database, Session
from crossposter.database.models import Delivery, Sample
from crossposter.database.models import DeliveryStatus as Status
from crossposter.database.queries import engagement
from tests.support.builders import stored_delivery
from tests.support.fakes import MONDAY
from tests.support.samples import of_delivery

HOUR = timedelta(hours=1)
_ids = itertools.count()


def published(session: Session, at: timedelta = HOUR, **values: Any) -> int:
    return stored_delivery(
        session,
        status=Status.PUBLISHED,
        **{"remote_id": str(next(_ids)), "published_at": MONDAY + at} | values,
    )


def sample(session: Session, key: int, age: str = "1h", **values: Any) -> None:
    taken_at = values.pop("taken_at", MONDAY + 2 * HOUR)
    session.add(Sample(delivery_id=key, age=age, taken_at=taken_at, **values))
    session.flush()


def due(session: Session, **options: Any) -> list[int | None]:
    given: dict[str, Any] = {
        "since": MONDAY,
        "until": MONDAY + 9 * HOUR,
        "at_most": 9,
    } | options
    return [it.id for it in engagement.due(session, "facebook", "1h", **given)]


def test_the_oldest_come_first_and_only_so_many(database: Database) -> None:
    with database.write() as session:
        late, early = published(session, 2 * HOUR), published(session, HOUR)

        assert due(session) == [early, late]
        assert due(session, at_most=1) == [early]
        assert due(session, but=[early]) == [late]


def test_a_stretch_begins_after_its_first_moment(database: Database) -> None:
    with database.write() as session:
        published(session, timedelta(0))
        last = published(session, 9 * HOUR)

        assert due(session) == [last]


def test_others_are_not_asked_about(database: Database) -> None:
    with database.write() as session:
        published(session, remote_id=None)
        published(session, channel="x")
        row = session.get_one(Delivery, published(session))
        row.status = Status.UNCONFIRMED
        session.flush()

        assert due(session) == []


def test_each_age_is_asked_once_and_what_is_gone_never_again(
    database: Database,
) -> None:
    with database.write() as session:
        other, same, gone = (published(session) for _ in range(3))
        sample(session, other, "24h")
        sample(session, same, "1h")
        sample(session, gone, "24h", gone=True)

        assert due(session) == [other]


def test_questions_are_counted_by_channel_and_since(database: Database) -> None:
    with database.write() as session:
        key, elsewhere = published(session), published(session, channel="x")
        sample(session, key, "1h", taken_at=MONDAY)
        sample(session, key, "24h", taken_at=MONDAY + HOUR)
        sample(session, elsewhere)

        assert engagement.taken(session, "facebook", since=MONDAY) == 2
        assert engagement.taken(session, "facebook", since=MONDAY + HOUR) == 1
        ages = [each.age for each in of_delivery(session, key)]
        assert ages == ["1h", "24h"]
