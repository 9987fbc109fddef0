"""Migrations: the schema's history, and the upgrade of a database."""

from sqlalchemy import Engine, inspect, text

from crossposter.errors import Unavailable

HEAD = "0008"


def prepare_schema(engine: Engine) -> None:
    """Schema, created or upgraded; raises Unavailable when it is newer than HEAD."""
    current = _revision(engine)
    if current == HEAD:
        return
    if current is not None and current > HEAD:
        raise Unavailable(
            f"the database was written by a newer crossposter (schema {current}, this"
            f" program knows {HEAD}): update the program"
        )
    # Alembic is needed only here: it would cost every command a tenth of a second,
    # and the daemon several megabytes for as long as it runs.
    from crossposter.database.migrations.upgrade import upgrade  # noqa: PLC0415

    upgrade(engine)


def _revision(engine: Engine) -> str | None:
    with engine.connect().execution_options(readonly=True) as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        query = text("SELECT version_num FROM alembic_version")
        return connection.execute(query).scalar()
