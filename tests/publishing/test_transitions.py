"""Every change of a status, as it is written: row, log, attempt, whoever asks."""

import ast
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from structlog.testing import capture_logs

from crossposter.database import Database, Session
from crossposter.database.models import Attempt, Delivery
from crossposter.database.models import DeliveryStatus as Status
from crossposter.database.models.delivery_states import (
    DUPLICATE,
    MOVES,
    NOT_RUNNING,
    PUT_OFF,
    TROUBLE,
)
from crossposter.database.models.event import Action, came_to
from crossposter.database.queries import deliveries, journal
from crossposter.database.queries.deliveries import Superseded
from crossposter.publishing import transitions
from crossposter.publishing.lifecycle import Move
from crossposter.staff import DAEMON, Actor
from tests.support.builders import a_delivery, an_attempt, stored_announcement
from tests.support.fakes import MONDAY
from tests.support.source_code import modules

LATER = MONDAY + timedelta(hours=1)
SITI = Actor(login="operator", acting_for="siti")
WORN: dict[str, Any] = {
    "tries": 3,
    "absents": 2,
    "error": "teks ditolak",
    "saved": {"photo": "1"},
    "attempts": 4,
}
Transition = Callable[[Session, Delivery], None]


@pytest.fixture
def database(either_url: str) -> Iterator[Database]:
    opened = Database(either_url, busy=timedelta(seconds=5))
    yield opened
    opened.close()


def stored(database: Database, status: Status, *, outcome: str | None = None) -> int:
    """A delivery that has been through something, with an attempt that ended so."""
    with database.write() as session:
        row = a_delivery(stored_announcement(session), status=status, **WORN)
        session.add(row)
        session.flush()
        if outcome is not None:
            session.add(an_attempt(row.id or 0, outcome=outcome))
        return row.id or 0


def changed(database: Database, key: int, transition: Transition) -> Delivery:
    with database.write() as session:
        transition(session, deliveries.get(session, key))
    with database.read() as session:
        return deliveries.get(session, key)


def attempt(database: Database, key: int) -> Attempt:
    with database.read() as session:
        found = journal.last_attempt(session, key)
    assert found is not None
    return found


def decided(status: Status, **how: Any) -> Transition:
    """The move of a daemon; *actor* and the like make it that of somebody else."""
    moved = {
        name: how.pop(name) for name in ("error", "anew", "absents") if name in how
    }
    counts = how.pop("counts", False)
    outcome = how.pop("outcome", None)
    move = Move(status=status, next_at=LATER, counts=counts, outcome=outcome, **moved)
    return lambda session, row: transitions.apply(session, row, move, at=LATER, **how)


def cancelled(session: Session, row: Delivery) -> None:
    transitions.cancel(session, row, at=LATER, actor=SITI, why="withdrawn")


def released(session: Session, row: Delivery) -> None:
    transitions.release(session, row, at=LATER, actor=SITI, due_at=LATER, next_at=LATER)


def approved_again(session: Session, row: Delivery) -> None:
    transitions.schedule_again(
        session, row, at=LATER, actor=SITI, text="baru", due_at=LATER, next_at=LATER
    )


def taken_up(session: Session, row: Delivery) -> None:
    transitions.take_up(session, row, at=LATER, owner="worker")


NAMED: dict[str, Transition] = {
    each.__name__: each for each in (released, cancelled, approved_again, taken_up)
}
ALL: dict[str, tuple[Status, Transition, str, str]] = {
    "decided": (Status.PREPARING, decided(Status.FAILED), "daemon", "delivery failed"),
    "retried": (
        Status.FAILED,
        decided(Status.SCHEDULED, actor=SITI, action=Action.RETRIED),
        "siti",
        "retried by a person",
    ),
    "taken up": (Status.SCHEDULED, taken_up, "daemon", "taken up"),
    "released": (
        Status.SCHEDULED,
        released,
        "siti",
        "delivery released after the pause",
    ),
    "cancelled": (Status.HELD, cancelled, "siti", "delivery cancelled"),
    "approved": (Status.CANCELLED, approved_again, "siti", "delivery scheduled"),
}
EACH = pytest.mark.parametrize(
    ("before", "transition", "who", "action"), ALL.values(), ids=ALL
)


def callers(tree: ast.Module) -> list[int]:
    """The lines of a module that could move a delivery by the query, or past it."""
    known = {
        alias.asname or alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and "queries" in (node.module or "")
        for alias in node.names
        if alias.name in {"deliveries", "move"}
    }
    return [
        node.lineno
        for node in ast.walk(tree)
        if (
            isinstance(node, ast.Attribute)
            and node.attr == "move"
            and isinstance(node.value, ast.Name)
            and node.value.id in known
        )
        or (
            isinstance(node, ast.ImportFrom)
            and (node.module or "").endswith("queries.deliveries")
            and any(alias.name == "move" for alias in node.names)
        )
    ]


def test_one_module_alone_moves_deliveries() -> None:
    moving = {path for path, tree in modules().items() if callers(tree)}

    assert moving == {"publishing/transitions.py"}


@pytest.mark.parametrize(
    "lines",
    [
        "from crossposter.database.queries import deliveries\ndeliveries.move(row)",
        "from crossposter.database.queries import deliveries as d\nmoved = d.move",
        "from crossposter.database.queries.deliveries import Superseded, move",
    ],
)
def test_a_second_mover_would_be_found(lines: str) -> None:
    assert callers(ast.parse(lines))


@EACH
def test_the_log_names_who_did_what(
    database: Database, before: Status, transition: Transition, who: str, action: str
) -> None:
    key = stored(database, before)

    row = changed(database, key, transition)

    with database.read() as session:
        (line,) = journal.events(session, row.announcement_id)
    assert (line.acting_for or line.actor, line.action) == (who, action)
    assert (line.before, line.after) == (before, row.status)
    assert (line.at, line.delivery_id) == (LATER, key)


@EACH
def test_one_line_is_printed_whoever_asks(
    database: Database, before: Status, transition: Transition, who: str, action: str
) -> None:
    key = stored(database, before)

    with capture_logs() as lines:
        row = changed(database, key, transition)

    (line,) = lines
    assert (line["event"], line["delivery"]) == (came_to(row.status), key)
    assert line.get("by") == (None if who == "daemon" else who)


def test_a_new_delivery_is_told_as_well(database: Database) -> None:
    with database.write() as session, capture_logs() as lines:
        row = a_delivery(stored_announcement(session))
        transitions.schedule(session, row, at=LATER, actor=SITI)
        events = journal.events(session, row.announcement_id)

    assert [(it.acting_for, it.action, it.before, it.after) for it in events] == [
        ("siti", "delivery scheduled", None, "scheduled")
    ]
    assert [(it["event"], it["by"]) for it in lines] == [("delivery waits", "siti")]


@pytest.mark.parametrize("after", sorted(MOVES[Status.COMMITTING]))
def test_the_daemon_warns_of_what_a_person_should_know(
    database: Database, after: Status
) -> None:
    key = stored(database, Status.COMMITTING)

    with capture_logs() as lines:
        changed(database, key, decided(after, error="hilang"))

    level = "warning" if after in TROUBLE else "info"
    assert [(it["log_level"], it["reason"]) for it in lines] == [(level, "hilang")]


@pytest.mark.parametrize("how", [{"actor": SITI}, {"quiet": True}])
def test_nobody_is_warned_of_what_they_did_themselves(
    database: Database, how: dict[str, Any]
) -> None:
    key = stored(database, Status.SCHEDULED)

    with capture_logs() as lines:
        changed(database, key, decided(Status.UNCONFIRMED, **how))

    assert [it["log_level"] for it in lines] == ["info"]


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


@EACH
def test_who_comes_second_changes_and_tells_nothing(
    database: Database, before: Status, transition: Transition, who: str, action: str
) -> None:
    key = stored(database, before, outcome="committing")
    with database.read() as session:
        stale = deliveries.get(session, key)
    with database.write() as session:
        deliveries.own(session, deliveries.get(session, key), "somebody else")

    with (
        capture_logs() as lines,
        pytest.raises(Superseded),
        database.write() as session,
    ):
        transition(session, stale)

    with database.read() as session:
        assert journal.events(session, stale.announcement_id) == []
    assert (lines, attempt(database, key).outcome) == ([], "committing")


def test_the_daemon_asks_where_nobody_is_named(database: Database) -> None:
    row = changed(
        database, stored(database, Status.PREPARING), decided(Status.SCHEDULED)
    )

    with database.read() as session:
        (line,) = journal.events(session, row.announcement_id)
    assert (line.actor, line.acting_for) == (DAEMON.login, None)
