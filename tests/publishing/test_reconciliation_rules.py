from datetime import timedelta

import pytest

from crossposter.database.models import DeliveryStatus as Status
from crossposter.database.models.delivery_states import (
    ABSENT,
    DUPLICATE,
    MOVES,
    NOT_RUNNING,
    PUT_OFF,
)
from crossposter.publishing.lifecycle import Move
from crossposter.publishing.reconciliation_rules import Reads, after_absence, look_first
from crossposter.scheduling.backoff import Retry
from tests.support.fakes import MONDAY

HOUR = timedelta(hours=1)
RETRY = Retry(attempts=4)


def absent(
    *, seconds: float, absents: int = 0, tries: int = 0, outcome: str = "unconfirmed"
) -> Move:
    """Three looks within nine minutes; *seconds* have gone by since the attempt."""
    looks = Reads(
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


def test_an_attempt_the_platform_put_off_uses_up_no_try() -> None:
    move = absent(seconds=540, absents=2, tries=99, outcome=PUT_OFF)

    assert move.status is Status.SCHEDULED
    assert not move.counts
