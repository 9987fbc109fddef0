"""Upgrade by Alembic from the program, without an alembic.ini."""

import threading
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Engine, text

# Any number will do, as long as every crossposter takes the same one.
_ADVISORY_LOCK = 7_261_402_312
# Alembic keeps its state in its modules, the same for every thread.
_one_at_a_time = threading.Lock()


def upgrade(engine: Engine) -> None:
    """Upgrade of the schema to the newest revision in one transaction.

    Programs that start at the same time wait for each other; SQLite sees to that
    itself.
    """
    with _one_at_a_time, engine.begin() as connection:
        if engine.dialect.name == "postgresql":
            query = text("SELECT pg_advisory_xact_lock(:key)")
            connection.execute(query, {"key": _ADVISORY_LOCK})
        command.upgrade(_config(connection), "head")


def _config(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    config.attributes["connection"] = connection
    return config
