"""Alembic's entry; `migrations/upgrade.py` supplies the connection."""

from alembic import context
from sqlmodel import SQLModel

from crossposter.database import models  # noqa: F401  # fills the metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=SQLModel.metadata,
    render_as_batch=True,  # SQLite cannot alter most of a table in place
)
with context.begin_transaction():
    context.run_migrations()
