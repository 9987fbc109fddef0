from datetime import datetime, timedelta

import pytest

from crossposter.database.models import DeliveryStatus as Status
from crossposter.publishing.lifecycle import Move, overdue
from crossposter.publishing.settings import Late
from crossposter.scheduling.backoff import Retry
from tests.support.fakes import MONDAY

HOUR = timedelta(hours=1)
RETRY = Retry(attempts=4)
TOMORROW = MONDAY + timedelta(days=1)


@pytest.mark.parametrize(
    ("tries", "minutes"),
    [(1, 1), (2, 2), (3, 4), (6, 32), (7, 60), (8, 60), (9_999, 60)],
)
def test_the_waits_double_up_to_the_longest(tries: int, minutes: int) -> None:
    assert Retry().wait(tries) == timedelta(minutes=minutes)


LATE_BY = {"hold": Status.HELD, "expire": Status.EXPIRED}


def at(
    due_at: datetime,
    late: Late | None = None,
    *,
    expires_at: datetime | None = None,
    approval_ends: datetime = TOMORROW,
) -> Move | str | None:
    """What becomes of it on Monday."""
    return overdue(
        now=MONDAY,
        due_at=due_at,
        late=late or Late(),
        expires_at=expires_at,
        approval_ends=approval_ends,
    )


def test_what_is_on_time_is_published() -> None:
    assert at(MONDAY) is None


def test_what_is_late_within_the_grace_is_published() -> None:
    assert at(MONDAY - 2 * HOUR) is None


@pytest.mark.parametrize("then", ["hold", "expire"])
def test_what_is_later_than_the_grace_is_not_published(then: str) -> None:
    late = Late(grace=HOUR, then=then)  # type: ignore[arg-type]  # parametrised

    move = at(MONDAY - HOUR - timedelta(microseconds=1), late)

    assert isinstance(move, Move)
    assert move.status is LATE_BY[then]
    assert move.error == "its time passed while it could not be published"


def test_what_is_later_than_the_grace_may_take_the_next_slot() -> None:
    late = Late(grace=HOUR, then="next-slot")

    assert at(MONDAY - 2 * HOUR, late) == "next-slot"


@pytest.mark.parametrize("then", ["hold", "expire", "next-slot"])
def test_what_has_expired_is_not_published_however_punctual(then: str) -> None:
    late = Late(then=then)  # type: ignore[arg-type]  # parametrised

    move = at(MONDAY - 5 * HOUR, late, expires_at=MONDAY)

    assert isinstance(move, Move)
    assert move.status is Status.EXPIRED


def test_what_expires_later_is_published() -> None:
    assert at(MONDAY, expires_at=MONDAY + timedelta(microseconds=1)) is None


def test_an_approval_that_has_grown_too_old_is_not_used() -> None:
    move = at(MONDAY, approval_ends=MONDAY)

    assert isinstance(move, Move)
    assert move.status is Status.HELD
    assert "approval has grown too old" in (move.error or "")
