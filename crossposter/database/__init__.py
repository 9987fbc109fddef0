"""Every query: one module per kind of row, each a set of functions on a session."""

from crossposter.database.connection import Database, Session

__all__ = ["Database", "Session"]
