"""Every change of a status, as it is written: row, log, attempt, whoever asks."""

import ast
from typing import Any

import pytest
from structlog.testing import capture_logs

from crossposter.database import Database
from crossposter.database.models import DeliveryStatus as Status
from crossposter.database.models.delivery_states import (
    MOVES,
    TROUBLE,
)
from crossposter.database.models.event import Action, came_to
from crossposter.database.queries import deliveries, journal
from crossposter.database.queries.deliveries import Superseded
from crossposter.publishing import transitions
from crossposter.staff import DAEMON
from tests.support.builders import a_delivery, stored_announcement
from tests.support.source_code import modules
from tests.support.transitions import (
    LATER,
    SITI,
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
