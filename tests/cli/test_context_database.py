"""A database that cannot be used is told in a sentence, soon, and stays as it is."""

import sqlite3
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest

from crossposter.database import Database
from tests.support.desk import ADD, Desk

WRITE = (*ADD, "--source", "BPBD")


def test_a_locked_database_is_told_when_the_patience_ends(
    monday: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    patience = partial(Database, busy=timedelta(milliseconds=100))
    monkeypatch.setattr("crossposter.app.Database", patience)
    other = sqlite3.connect(monday.folder / "crossposter.db", isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")

    answer = monday(*WRITE)
    other.close()

    assert answer.code == 1
    assert "is in use by another program: try again in a moment" in answer.err
    assert monday.done("list", "--json").values == []


def test_a_read_only_database_is_told(
    monday: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read_only(url: str) -> Database:  # no permission stops the root of a container
        return Database(f"{url.replace('///', '///file:')}?mode=ro&uri=true")

    monkeypatch.setattr("crossposter.app.Database", read_only)

    assert "is read-only: give this user the right" in monday.refused(*WRITE)
    assert monday.done("list", "--json").values == []


def test_a_missing_folder_of_the_database_is_told(monday: Desk) -> None:
    monday.configure("sqlite:///crossposter.db", "sqlite:///data/crossposter.db")

    sentence = monday.refused("list")

    assert "data/crossposter.db cannot be opened" in sentence
    assert "check that its folder exists" in sentence


def test_a_database_of_a_newer_program_is_left_alone(monday: Desk) -> None:
    with sqlite3.connect(monday.folder / "crossposter.db") as newer:
        newer.execute("UPDATE alembic_version SET version_num = '9999'")
    newer.close()

    for verb in (WRITE, ("list",), ("run", "--once")):
        sentence = monday.refused(*verb)
        assert "written by a newer crossposter" in sentence
        assert "update the program" in sentence


def test_another_file_is_no_database(monday: Desk) -> None:
    Path("crossposter.db").write_text("Notulen rapat, jangan dihapus. " * 100)
    before = Path("crossposter.db").read_bytes()

    answer = monday("list")

    assert answer.code == 1
    assert "is no crossposter database" in answer.err
    assert Path("crossposter.db").read_bytes() == before


def test_a_folder_is_no_database(monday: Desk) -> None:
    monday.configure("sqlite:///crossposter.db", "sqlite:///media")

    assert "cannot be opened" in monday.refused("list")


def test_the_password_of_a_server_is_not_told(monday: Desk) -> None:
    monday.configure(
        "sqlite:///crossposter.db",
        "postgresql+psycopg://office:katasandi@127.0.0.1:1/news",
    )

    sentence = monday.refused("list")

    assert "cannot be reached: is the server running?" in sentence
    assert "katasandi" not in sentence
