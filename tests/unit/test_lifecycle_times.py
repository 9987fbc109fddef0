from datetime import datetime, timedelta

import pytest

from crossposter.lifecycle import (
    ABSENT,
    DUPLICATE,
    MOVES,
    NOT_RUNNING,
    Late,
    Looks,
    Move,
    Retry,
    after_absence,
    look_first,
    overdue,
)
from crossposter.models import DeliveryStatus as Status
from tests.fakes import MONDAY

HOUR = timedelta(hours=1)
RETRY = Retry(attempts=4)
TOMORROW = MONDAY + timedelta(days=1)


def absent(
    *, seconds: float, absents: int = 0, tries: int = 0, outcome: str = "unconfirmed"
) -> Move:
    """Three looks within nine minutes; *seconds* have gone by since the attempt."""
    looks = Looks(
        since=MONDAY,
        absents=absents,
        reads=3,
        within=timedelta(minutes=9),
        outcome=outcome,
        due_at=MONDAY,
    )
    now = MONDAY + timedelta(seconds=seconds)
    return after_absence(looks, now=now, tries=tries, retry=RETRY)


@pytest.mark.parametrize(
    ("seconds", "absents", "counted"),
    [(2, 0, 0), (179, 0, 0), (180, 0, 1), (181, 1, 1), (360, 1, 2), (539, 2, 2)],
)
def test_an_absence_counts_only_when_its_time_has_come(
    seconds: float, absents: int, counted: int
) -> None:
    move = absent(seconds=seconds, absents=absents)

    assert (move.status, move.absents) == (Status.UNCONFIRMED, counted)
    assert move.next_at == MONDAY + timedelta(minutes=3) * (counted + 1)


def test_enough_absences_send_it_again() -> None:
    move = absent(seconds=540, absents=2)

    assert move == Move(
        status=Status.SCHEDULED,
        next_at=MONDAY + timedelta(seconds=540),
        absents=0,  # the next attempt counts from the start
        counts=True,
        outcome=ABSENT,
        error="not on the account after 3 look(s): to be sent again",
    )


def test_what_is_sent_again_and_again_without_a_trace_calls_a_person() -> None:
    move = absent(seconds=540, absents=2, tries=3)

    assert move.status is Status.HELD
    assert move.error == "sent 4 times and never found on the account"


def test_what_the_platform_calls_a_repetition_is_not_sent_again() -> None:
    move = absent(seconds=540, absents=2, outcome=DUPLICATE)

    assert move.status is Status.HELD
    assert "look at the account, or change the text" in (move.error or "")


def test_what_was_never_sent_counts_no_try_when_it_is_not_found() -> None:
    move = absent(seconds=540, absents=2, tries=3, outcome=NOT_RUNNING)

    assert move == Move(
        status=Status.SCHEDULED,
        next_at=MONDAY + timedelta(minutes=9),
        absents=0,
        outcome=ABSENT,
    )


def test_a_look_long_after_the_attempt_counts_once() -> None:
    move = absent(seconds=3_600)

    assert (move.status, move.absents) == (Status.UNCONFIRMED, 1)
    assert move.next_at == MONDAY + HOUR + timedelta(minutes=3)


def test_what_was_due_in_an_absence_is_looked_for_at_once() -> None:
    move = look_first(at=MONDAY)

    assert (move.status, move.next_at) == (Status.UNCONFIRMED, MONDAY)
    assert move.status in MOVES[Status.SCHEDULED]


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
