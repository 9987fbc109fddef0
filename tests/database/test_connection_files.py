"""A SQLite file that is missing, damaged, full or something else gets one sentence."""

import shutil
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from crossposter.database import Database
from crossposter.database.queries import announcements
from crossposter.errors import Unavailable
from tests.support.builders import stored_announcement

SOON = timedelta(seconds=0.2)


@pytest.fixture
def database(sqlite_url: str) -> Iterator[Database]:
    opened = Database(sqlite_url, busy=SOON)
    yield opened
    opened.close()


def title_of(database: Database, key: int) -> str:
    with database.read() as session:
        return announcements.get(session, key).title


def test_a_file_without_the_right_to_write_is_named(sqlite_url: str) -> None:
    file = sqlite_url.removeprefix("sqlite:///")
    database = Database(f"sqlite:///file:{file}?mode=ro&uri=true")

    with (
        pytest.raises(Unavailable, match="is read-only: give this user the right"),
        database.write() as session,
    ):
        stored_announcement(session)
    database.close()


def test_a_folder_that_is_missing_is_named(tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match=r"hilang/a\.db cannot be opened: check that"):
        Database(f"sqlite:///{tmp_path}/hilang/a.db")


def test_a_folder_in_the_place_of_the_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match="cannot be opened"):
        Database(f"sqlite:///{tmp_path}")


def test_a_file_that_is_no_database_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "surat.db"
    file.write_text("Kepada Yth. Kepala Dinas\n" * 200)

    with pytest.raises(Unavailable, match="is no crossposter database: check"):
        Database(f"sqlite:///{file}")

    assert file.read_text() == "Kepada Yth. Kepala Dinas\n" * 200


def test_a_full_disk_loses_nothing_that_was_written(database: Database) -> None:
    with database.write() as session:
        key = stored_announcement(session, title="Sebelum penuh")
    with database.write() as session:
        pages = session.connection().exec_driver_sql("PRAGMA page_count").scalar()
        session.connection().exec_driver_sql(f"PRAGMA max_page_count={pages}")

    with (
        pytest.raises(Unavailable, match="cannot grow, the disk is full: free some"),
        database.write() as session,
    ):
        stored_announcement(session, body="x" * 100_000)

    assert title_of(database, key) == "Sebelum penuh"
    with database.write() as session:
        announcements.get(session, key).title = "Masih bisa diubah"
    assert title_of(database, key) == "Masih bisa diubah"


def test_a_damaged_file_is_told_from_an_empty_one(sqlite_url: str) -> None:
    database = Database(sqlite_url)
    with database.write() as session:
        for _ in range(50):
            stored_announcement(session, body="x" * 1_000)
    database.close()
    file = Path(sqlite_url.removeprefix("sqlite:///"))
    content = bytearray(file.read_bytes())
    content[4_096 * 2 :] = b"\xff" * (len(content) - 4_096 * 2)
    file.write_bytes(content)

    with pytest.raises(Unavailable, match="is damaged: restore it from a backup"):  # noqa: SIM117
        with closing_database(sqlite_url) as damaged, damaged.read() as session:
            announcements.listing(session)


def closing_database(url: str) -> "closing[Database]":
    return closing(Database(url))


def test_a_copy_taken_beside_the_program_is_a_database_of_its_own(
    database: Database, tmp_path: Path
) -> None:
    with database.write() as session:
        key = stored_announcement(session, title="Disalin")
    shutil.copy(str(database.file), tmp_path / "salinan.db")

    with closing_database(f"sqlite:///{tmp_path}/salinan.db") as copy:
        assert title_of(copy, key) == "Disalin"


def test_the_password_of_a_server_is_not_shown() -> None:
    with pytest.raises(Unavailable) as refusal:
        Database("postgresql+psycopg://crossposter:rahasia@127.0.0.1:1/crossposter")

    assert "rahasia" not in str(refusal.value)
    assert "cannot be reached: is the server running?" in str(refusal.value)
