"""Database: tables, migrations, and every query; one module per kind of row."""

from crossposter.database.connection import Database, Session

__all__ = ["Database", "Session"]
