"""What a change of status resets, what it keeps, and which attempt it ends."""

from typing import Any

import pytest

from crossposter.database import Database
from crossposter.database.models import Delivery
from crossposter.database.models import DeliveryStatus as Status
from crossposter.database.models.delivery_states import (
    DUPLICATE,
    MOVES,
    NOT_RUNNING,
    PUT_OFF,
)
from tests.support.transitions import (
    LATER,
    WORN,
    Transition,
    approved_again,
    attempt,
    cancelled,
    changed,
    decided,
    released,
    stored,
    taken_up,
)

NAMED: dict[str, Transition] = {
    each.__name__: each for each in (released, cancelled, approved_again, taken_up)
}


def counted(row: Delivery) -> dict[str, Any]:
    return {name: getattr(row, name) for name in WORN}


@pytest.mark.parametrize(
    ("how", "different"),
    [
        ({}, {"error": None}),
        ({"error": "lagi"}, {"error": "lagi"}),
        ({"counts": True}, {"error": None, "tries": 4}),
        ({"absents": 0}, {"error": None, "absents": 0}),
        ({"anew": True}, {"error": None, "absents": 0, "tries": 0}),
        ({"saved": {}}, {"error": None, "saved": {}}),
    ],
)
def test_a_decision_resets_what_it_decides(
    database: Database, how: dict[str, Any], different: dict[str, Any]
) -> None:
    key = stored(database, Status.PREPARING)

    row = changed(database, key, decided(Status.SCHEDULED, **how))

    assert counted(row) == WORN | different
    assert row.next_at == LATER


@pytest.mark.parametrize(
    ("before", "transition", "different"),
    [
        (Status.SCHEDULED, released, {}),
        (Status.SCHEDULED, taken_up, {}),
        (Status.FAILED, cancelled, {}),
        (
            Status.CANCELLED,
            approved_again,
            {"tries": 0, "absents": 0, "error": None, "saved": {}},
        ),
    ],
)
def test_what_is_known_of_a_delivery_stays_until_a_new_approval(
    database: Database,
    before: Status,
    transition: Transition,
    different: dict[str, Any],
) -> None:
    row = changed(database, stored(database, before), transition)

    assert counted(row) == WORN | different


@pytest.mark.parametrize(
    ("before", "outcome", "after"),
    [
        *(
            (Status.COMMITTING, "committing", it)
            for it in sorted(MOVES[Status.COMMITTING])
        ),
        (Status.UNCONFIRMED, Status.UNCONFIRMED, Status.PUBLISHED),
        (Status.UNCONFIRMED, NOT_RUNNING, Status.SCHEDULED),
        (Status.HELD, Status.UNCONFIRMED, Status.SCHEDULED),
        (Status.HELD, DUPLICATE, Status.PUBLISHED),
        (Status.FAILED, PUT_OFF, Status.PUBLISHED),
    ],
)
def test_what_was_found_out_ends_the_attempt(
    database: Database, before: Status, outcome: str, after: Status
) -> None:
    key = stored(database, before, outcome=outcome)

    changed(database, key, decided(after, outcome="found out", code="(#1)"))

    ended = attempt(database, key)
    assert (ended.outcome, ended.code, ended.finished_at) == (
        "found out",
        "(#1)",
        LATER,
    )


@pytest.mark.parametrize(
    ("before", "outcome", "led_to"),
    [
        (Status.UNCONFIRMED, DUPLICATE, Status.UNCONFIRMED),
        (Status.UNCONFIRMED, DUPLICATE, Status.HELD),
        (Status.SCHEDULED, NOT_RUNNING, Status.UNCONFIRMED),
        (Status.SCHEDULED, NOT_RUNNING, Status.SCHEDULED),
        (Status.SCHEDULED, NOT_RUNNING, "released"),
        (Status.SCHEDULED, NOT_RUNNING, "cancelled"),
        (Status.PREPARING, Status.SCHEDULED, Status.SCHEDULED),
        (Status.HELD, Status.FAILED, Status.SCHEDULED),
        (Status.FAILED, Status.FAILED, Status.PUBLISHED),
        (Status.CANCELLED, NOT_RUNNING, "approved_again"),
        (Status.EXPIRED, NOT_RUNNING, "approved_again"),
    ],
)
def test_an_attempt_keeps_the_outcome_of_which_nothing_new_is_known(
    database: Database, before: Status, outcome: str, led_to: str
) -> None:
    key = stored(database, before, outcome=outcome)

    changed(database, key, NAMED.get(led_to) or decided(Status(led_to)))

    kept = attempt(database, key)
    assert (kept.outcome, kept.finished_at) == (outcome, None)
