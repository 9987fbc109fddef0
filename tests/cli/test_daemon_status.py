"""status --exit-code: one line, and 1 when somebody should look."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from crossposter.database import Database
from crossposter.database.models import Incident, IncidentKind
from crossposter.database.queries import channels
from tests.support.desk import Desk
from tests.support.fakes import MONDAY


@pytest.fixture
def database(monday: Desk) -> Iterator[Database]:
    database = Database(f"sqlite:///{monday.folder}/crossposter.db")
    yield database
    database.close()


@pytest.fixture
def working(monday: Desk, database: Database) -> Desk:
    """The daemon has just given a sign of life."""
    with database.write() as session:
        channels.beat(session, pid=1, since=MONDAY, now=MONDAY)
    return monday


def test_all_is_well(working: Desk) -> None:
    answer = working("status", "--exit-code")

    assert (answer.code, answer.out) == (0, "All is well.\n")


def test_a_daemon_that_does_not_run_is_not_well(monday: Desk) -> None:
    answer = monday("status", "--exit-code")

    assert answer.code == 1
    assert answer.out == "The daemon has never run. Next: crossposter run\n"
    assert monday("status").code == 0


def test_what_waits_for_a_person_is_counted_and_the_first_is_named(
    working: Desk,
) -> None:
    working.done("pause", "--reason", "perawatan.")

    answer = working("status", "--exit-code")

    assert answer.code == 1
    assert answer.out == (
        "channel facebook is paused: perawatan (and 2 more). Next: crossposter status\n"
    )


def test_what_waits_for_approval_is_no_trouble(working: Desk) -> None:
    working.submitted()

    assert working("status", "--exit-code").code == 0


def test_json_stays_what_it_is(working: Desk) -> None:
    working.done("pause", "x")

    answer = working("status", "--exit-code", "--json")

    assert answer.code == 1
    assert [row["kind"] for row in answer.values["attention"]] == ["channel"]


def test_status_shows_what_only_the_daemon_notices(
    working: Desk, database: Database
) -> None:
    ends_at = datetime(2026, 12, 3, tzinfo=UTC)
    with database.write() as session:
        session.add(noticed(ends_at))

    plain, values = working.done("status"), working.done("status", "--json").values

    assert "- The token of x ends on 3 December: it says so\n  Next: renew it" in (
        plain.out
    )
    assert values["attention"] == [
        {
            "kind": "incident",
            "incident": 1,
            "about": "token",
            "channel": "x",
            "status": "open",
            "reason": "The token of x ends on 3 December: it says so",
            "next": "renew it",
        }
    ]
    assert working("status", "--exit-code").code == 1


def test_what_seems_to_be_over_is_not_shown(working: Desk, database: Database) -> None:
    row = noticed(MONDAY + timedelta(days=3))
    row.facts |= {"well_since": MONDAY.isoformat()}
    with database.write() as session:
        session.add(row)

    assert working("status", "--exit-code").code == 0


def noticed(ends_at: datetime) -> Incident:
    return Incident(
        key="token/x",
        kind=IncidentKind.TOKEN,
        reason="The token of x ends on 3 December: it says so",
        next_step="renew it",
        facts={
            "kind": "token",
            "nature": "token 14",
            "values": {"channel": "x", "ends_at": ends_at.isoformat()},
            "told": [],
            "untold_since": None,
            "well_since": None,
            "once": False,
        },
        opened_at=MONDAY,
        changed_at=MONDAY,
    )
