from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Column, inspect, text
from sqlmodel import SQLModel

from crossposter.database import Database, migrations
from crossposter.database.models.columns import UtcDateTime
from crossposter.database.queries import announcements, channels, deliveries
from crossposter.errors import Unavailable
from tests.support.builders import a_delivery, stored_announcement
from tests.support.postgres import Server


@pytest.fixture(params=["sqlite", "postgres"])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A database without any table."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'empty.db'}"
        return
    server: Server = request.getfixturevalue("postgres_server")
    with server.without_schema() as url:
        yield url


@pytest.fixture
def fresh(empty_url: str) -> Iterator[Database]:
    database = Database(empty_url)
    yield database
    database.close()


def same_type(
    _context: MigrationContext,
    _inspected: Column[object],
    declared: Column[object],
    _inspected_type: object,
    declared_type: object,
) -> bool | None:
    """SQLite reports no zone; on PostgreSQL the difference would count."""
    sqlite = _context.dialect.name == "sqlite"
    return False if sqlite and isinstance(declared_type, UtcDateTime) else None


def test_the_migrations_lead_to_the_tables_of_the_models(fresh: Database) -> None:
    with fresh.connection() as connection:
        context = MigrationContext.configure(
            connection,
            opts={"compare_type": same_type, "compare_server_default": True},
        )
        differences = compare_metadata(context, SQLModel.metadata)

    assert differences == []


def test_the_last_migration_is_the_one_the_program_asks_for(fresh: Database) -> None:
    config = Config()
    folder = Path(migrations.__file__).parent
    config.set_main_option("script_location", str(folder))

    assert ScriptDirectory.from_config(config).get_heads() == [migrations.HEAD]
    with fresh.connection() as connection:
        query = text("SELECT version_num FROM alembic_version")
        assert connection.execute(query).scalars().all() == [migrations.HEAD]


def test_a_database_keeps_its_rows_when_it_is_opened_again(
    fresh: Database, empty_url: str
) -> None:
    with fresh.write() as session:
        key = stored_announcement(session, title="Vaksinasi di Satui")

    again = Database(empty_url)

    with again.read() as session:
        assert announcements.get(session, key).title == "Vaksinasi di Satui"
    again.close()


def test_a_database_of_a_newer_program_is_refused_in_one_sentence(
    fresh: Database, empty_url: str
) -> None:
    with fresh.connection() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '0999'"))

    with pytest.raises(Unavailable) as refusal:
        Database(empty_url)

    sentence = str(refusal.value)
    assert "newer crossposter (schema 0999" in sentence
    assert sentence.endswith("update the program")
    with fresh.connection() as connection:
        assert "announcement" in inspect(connection).get_table_names()


def test_programs_that_start_together_make_the_schema_once(empty_url: str) -> None:
    with ThreadPoolExecutor(4) as pool:
        databases = list(pool.map(lambda _: Database(empty_url), range(4)))

    with databases[0].read() as session:
        assert not announcements.listing(session)
    for database in databases:
        database.close()


def test_a_migration_that_fails_leaves_nothing_behind(
    empty_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("the power went")

    with monkeypatch.context() as patch:
        patch.setattr(
            "alembic.runtime.migration.MigrationContext._ensure_version_table", fail
        )
        with pytest.raises(RuntimeError, match="the power went"):
            Database(empty_url)

    database = Database(empty_url)
    with database.read() as session:
        assert not announcements.listing(session)
    database.close()


def test_several_databases_may_be_made_at_once_in_one_process(tmp_path: Path) -> None:
    def made(number: int) -> None:
        Database(f"sqlite:///{tmp_path / str(number)}.db").close()

    with ThreadPoolExecutor(12) as pool:
        assert list(pool.map(made, range(12))) == [None] * 12


def test_what_was_approved_before_titles_were_kept_has_its_title(
    tmp_path: Path,
) -> None:
    url = f"sqlite:///{tmp_path / 'old.db'}"
    database = Database(url)
    with database.write() as session:
        key = stored_announcement(session, title="Pasar murah")
        session.add(a_delivery(key))
        channels.pause(session, "x", reason="berkabung", until=None)
    with database.connection() as connection:
        for table, column in (
            ("announcement", "left_out"),
            ("delivery", "title"),
            ("channelstate", "except_urgent"),
        ):
            connection.execute(text(f"ALTER TABLE {table} DROP COLUMN {column}"))
        connection.execute(text("UPDATE alembic_version SET version_num = '0007'"))
        connection.commit()
    database.close()

    upgraded = Database(url)

    with upgraded.read() as session:
        [delivery] = deliveries.of_announcement(session, key)
        assert delivery.title == "Pasar murah"
        assert channels.state(session, "x").except_urgent is False
        assert announcements.get(session, key).left_out is None
    upgraded.close()
