"""Incidents: one that is open for each key, and its progress to the letter."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from crossposter.database import Database
from crossposter.database.models.incident import IncidentKind, IncidentState
from crossposter.database.queries import incidents
from crossposter.database.queries.incidents import Said
from tests.support.fakes import MONDAY

HOUR = timedelta(hours=1)
SAID = Said(reason="token ended", next_step="crossposter check --online")
BEGUN = IncidentState(
    kind=IncidentKind.PAUSED,
    variant="token",
    values={"channel": "x", "posts": 3, "until": None},
    notified=("token",),
    pending_since=MONDAY,
)


def test_its_progress_is_read_as_it_was_written(database: Database) -> None:
    with database.write() as session:
        incidents.open_incident(session, "a", BEGUN, SAID, since=None, now=MONDAY)

    with database.read() as session:
        (row,) = incidents.unsolved(session)
    assert incidents.course(row) == BEGUN
    assert (row.reason, row.next_step, row.opened_at) == (*SAID, MONDAY)


def test_a_row_keeps_the_keys_it_always_had(database: Database) -> None:
    with database.write() as session:
        incidents.open_incident(session, "a", BEGUN, SAID, since=None, now=MONDAY)

    with database.read() as session:
        (row,) = incidents.unsolved(session)
    assert row.facts == {
        "kind": "paused",
        "nature": "token",
        "values": {"channel": "x", "posts": 3, "until": None},
        "told": ["token"],
        "untold_since": MONDAY.isoformat(),
        "well_since": None,
        "once": False,
    }


def test_it_began_when_the_trouble_did_but_not_in_the_future(
    database: Database,
) -> None:
    with database.write() as session:
        opened = [
            incidents.open_incident(
                session, key, BEGUN, SAID, since=since, now=MONDAY
            ).opened_at
            for key, since in (("a", MONDAY - HOUR), ("b", MONDAY + HOUR))
        ]

    assert opened == [MONDAY - HOUR, MONDAY]


def test_only_a_change_is_written(database: Database) -> None:
    later = MONDAY + HOUR
    with database.write() as session:
        row = incidents.open_incident(session, "a", BEGUN, SAID, since=None, now=MONDAY)
        other = Said(reason="else", next_step="else")
        incidents.write_course(session, row, BEGUN, other, now=later)
        assert (row.changed_at, row.reason) == (MONDAY, SAID.reason)

        well = replace(BEGUN, pending_since=None, ok_since=later)
        incidents.write_course(session, row, well, other, now=later)
        assert (row.changed_at, row.reason) == (later, "else")
        assert incidents.course(row) == well


def test_one_key_is_open_once_and_may_come_back(database: Database) -> None:
    with database.write() as session:
        row = incidents.open_incident(session, "a", BEGUN, SAID, since=None, now=MONDAY)
        incidents.close(session, row, now=MONDAY + HOUR)
        session.flush()
        again = incidents.open_incident(
            session, "a", BEGUN, SAID, since=None, now=MONDAY + HOUR
        )
        assert again.id != row.id
        assert incidents.open_by_kind(session) == {"paused": 1}
        assert incidents.ever(session, ["a", "b"]) == {"a"}

    with pytest.raises(IntegrityError), database.write() as session:
        incidents.open_incident(session, "a", BEGUN, SAID, since=None, now=MONDAY)
