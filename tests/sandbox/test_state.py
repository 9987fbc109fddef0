"""The one file: all of a block or nothing, counters that only grow, a clock to move."""

import contextlib
import sqlite3
from datetime import timedelta
from pathlib import Path

import pytest

from crossposter.sandbox.settings import DEFAULTS
from crossposter.sandbox.state import TABLES, State
from tests.support.fakes import MONDAY


def counters(state: State) -> int:
    return len(state.rows("SELECT * FROM counter"))


def test_a_block_that_breaks_leaves_nothing(state: State) -> None:
    with contextlib.suppress(RuntimeError), state.transaction():
        state.count("a")
        with state.transaction():
            state.count("b")
        raise RuntimeError("half")

    assert counters(state) == 0
    assert state.count("a") == 1


def test_an_inner_block_ends_with_the_outer_one(state: State) -> None:
    with state.transaction():
        with state.transaction():
            state.count("a")
        state.count("a")

    assert state.count("a") == 3


def test_a_counter_starts_where_it_is_asked_to_and_never_falls(state: State) -> None:
    assert [state.count("a", 10), state.count("a"), state.count("a", 5)] == [10, 11, 12]
    assert state.count("a", 100) == 100


def test_the_clock_is_the_machines_moved_by_an_offset(state: State) -> None:
    assert state.now() == MONDAY
    state.write("INSERT INTO setting VALUES ('clock_offset', '3600')")

    assert state.now() == MONDAY + timedelta(hours=1)


def test_a_setting_nobody_changed_has_its_default(state: State) -> None:
    assert all(state.setting(name) == value for name, value in DEFAULTS.items())


def test_wiping_forgets_every_table(state: State) -> None:
    known = {
        row["name"]
        for row in state.rows(
            "SELECT name FROM sqlite_master WHERE type = 'table'"
            " AND name NOT LIKE 'sqlite_%'"
        )
    }
    assert known == set(TABLES)
    state.count("a")

    state.wipe()

    assert counters(state) == 0


def test_it_is_kept_in_its_file(tmp_path: Path) -> None:
    file = tmp_path / "sandbox.db"
    for expected in (1, 2):
        state = State(file)
        assert state.count("a") == expected
        state.close()


def test_a_file_that_is_no_database_is_told(tmp_path: Path) -> None:
    file = tmp_path / "sandbox.db"
    file.write_text("no database at all, whatever its name says")

    with pytest.raises(sqlite3.DatabaseError):
        State(file)
