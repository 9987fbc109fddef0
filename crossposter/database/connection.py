"""Connection: engine, transactions, SQLite pragmas, error messages."""

import contextlib
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlmodel import Session

from crossposter.database.file_permissions import make_empty
from crossposter.database.migrations import prepare_schema
from crossposter.errors import Unavailable

__all__ = ["Database", "Session"]

# https://sqlite.org/wal.html#walresetbug: WAL may corrupt the file before these.
_WAL_FIXED_IN = (3, 51, 3)
_WAL_BACKPORTS = ((3, 44, 6), (3, 50, 7))


class Database:
    """Database, open and with its schema up to date.

    Raises Unavailable when it cannot be opened, read or written, or when its schema
    was made by a newer version of the program.
    """

    def __init__(self, url: str, *, busy: timedelta = timedelta(seconds=15)) -> None:
        self._url = make_url(url)
        #: Check before a transaction that writes: the lease of a daemon.
        self.guard: Callable[[Session], None] | None = None
        if self.file is not None and self.file.is_absolute():  # else it may be a URI
            make_empty(self.file)
        self._engine = _engine(url, busy)
        self._reader = self._engine.execution_options(readonly=True)
        try:
            with self._explained():
                prepare_schema(self._engine)
        except BaseException:
            self.close()
            raise

    @contextlib.contextmanager
    def write(self) -> Iterator[Session]:
        """Transaction that is committed at the end of the block or not at all."""
        with (
            self._explained(),
            Session(self._engine, expire_on_commit=False) as session,
        ):
            if self.guard is not None:
                self.guard(session)
            yield session
            session.commit()

    def require_ours(self) -> None:
        """Check before a step that cannot be undone; raises what the guard raises."""
        if self.guard is not None:
            with self.read() as session:
                self.guard(session)

    @contextlib.contextmanager
    def read(self) -> Iterator[Session]:
        """Consistent read that keeps no writer waiting."""
        with (
            self._explained(),
            Session(self._reader, expire_on_commit=False) as session,
        ):
            yield session

    @property
    def file(self) -> Path | None:
        """File of a SQLite database; None for others."""
        if self._url.get_backend_name() != "sqlite" or not self._url.database:
            return None
        return Path(self._url.database)

    def free_bytes(self) -> int | None:
        """Free bytes on the disk of a SQLite database; None on another machine."""
        return None if self.file is None else shutil.disk_usage(self.file.parent).free

    def copy_to(self, target: Path) -> None:
        """Copy, whole and consistent, while others go on working.

        Raises Unavailable, also when the copy turns out damaged; for SQLite only.
        """
        try:
            with (
                self._explained(),
                self.connection() as connection,
                contextlib.closing(sqlite3.connect(target)) as copy,
            ):
                _driver(connection).backup(copy)
                copy.execute("PRAGMA journal_mode=delete")
                verdict = copy.execute("PRAGMA integrity_check").fetchone()[0]
        except sqlite3.Error as error:
            raise Unavailable(_why_no_copy(target.parent, error)) from error
        if verdict != "ok":
            raise Unavailable(
                f"the copy of the database is damaged ({verdict}): check the disk"
            )

    def connection(self) -> Connection:
        """Connection of the caller's own, outside any transaction."""
        return self._engine.connect().execution_options(isolation_level="AUTOCOMMIT")

    def close(self) -> None:
        self._engine.dispose()

    @contextlib.contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except DBAPIError as error:
            sentence = self._sentence(error)
            if sentence is None:
                raise
            raise Unavailable(sentence) from error

    def _sentence(self, error: DBAPIError) -> str | None:
        name = self._url.render_as_string(hide_password=True)
        cause = str(error.orig).lower()
        for words, sentence in _EXPLANATIONS.items():
            if words in cause:
                return f"the database {name} {sentence}"
        if isinstance(error, OperationalError) and self.file is None:
            return f"the database {name} cannot be reached: is the server running?"
        return None


def _why_no_copy(folder: Path, error: sqlite3.Error) -> str:
    cause = str(error).lower()
    if "full" in cause or "unable to open" in cause or "i/o" in cause:
        return (
            f"the database cannot be copied to {folder.parent}: check that there is"
            " room, and that you may write there"
        )
    return f"the database cannot be copied: {error}"


_EXPLANATIONS = {
    "database is locked": "is in use by another program: try again in a moment",
    "readonly database": "is read-only: give this user the right to write it",
    "unable to open": "cannot be opened: check that its folder exists and is writable",
    "database or disk is full": "cannot grow, the disk is full: free some space",
    "not a database": "is no crossposter database: check `database` in config.yaml",
    "malformed": "is damaged: restore it from a backup",
    "disk i/o error": "cannot be read or written: check the disk",
}


def _driver(connection: Connection) -> sqlite3.Connection:
    """Connection of sqlite3 itself, for functions that SQLAlchemy does not have."""
    driver = connection.connection.driver_connection
    if not isinstance(driver, sqlite3.Connection):
        raise TypeError("only SQLite can be copied")
    return driver


def _engine(url: str, busy: timedelta) -> Engine:
    if make_url(url).get_backend_name() != "sqlite":
        return create_engine(url, pool_pre_ping=True)
    # isolation_level None: the driver would open deferred transactions of its own,
    # which fail at once when a read turns into a write beside another writer.
    engine = create_engine(
        url,
        connect_args={
            "timeout": busy.total_seconds(),
            "isolation_level": None,
            "check_same_thread": False,
        },
    )
    event.listen(engine, "connect", _settings)
    event.listen(engine, "begin", _begin)
    event.listen(engine, "reset", _end)
    return engine


def _settings(connection: sqlite3.Connection, _record: Any) -> None:
    """Settings by which a commit is durable on every version of SQLite."""
    wal = _wal_is_safe(sqlite3.sqlite_version_info)
    journal, synchronous = ("wal", "FULL") if wal else ("delete", "EXTRA")
    if connection.execute("PRAGMA journal_mode").fetchone()[0] != journal:
        connection.execute(f"PRAGMA journal_mode={journal}")
    connection.execute(f"PRAGMA synchronous={synchronous}")
    connection.execute("PRAGMA foreign_keys=ON")


def _wal_is_safe(version: tuple[int, ...]) -> bool:
    return version >= _WAL_FIXED_IN or any(
        version[:2] == fixed[:2] and version >= fixed for fixed in _WAL_BACKPORTS
    )


def _begin(connection: Connection) -> None:
    options = connection.get_execution_options()
    if options.get("isolation_level") == "AUTOCOMMIT":
        return
    readonly = options.get("readonly", False)
    connection.exec_driver_sql("BEGIN" if readonly else "BEGIN IMMEDIATE")


def _end(connection: sqlite3.Connection, *_: Any) -> None:
    """End of a transaction: a commit that found the file busy leaves it and its lock.

    SQLAlchemy takes it for ended and does not roll it back.
    """
    if connection.in_transaction:
        connection.rollback()
