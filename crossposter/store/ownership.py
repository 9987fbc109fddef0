"""One daemon a database: whoever holds the lock may publish."""

import contextlib
import fcntl
import os
from collections.abc import Callable, Iterator
from pathlib import Path

from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from crossposter.errors import Unavailable
from crossposter.store.database import Database

# Any number will do, as long as every crossposter takes the same one.
_ADVISORY_LOCK = 7_261_402_311
_OPENED = os.O_RDWR | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC


StillMine = Callable[[], bool]


@contextlib.contextmanager
def sole_daemon(database: Database) -> Iterator[StillMine]:
    """Hold the database's lock, and give a way to ask whether it is held still.

    Raises Unavailable while another process holds it.

    The kernel (SQLite) or the server (PostgreSQL) frees it the moment the process dies,
    and not while it is merely stopped: a free lock means a dead owner.
    """
    file = database.file
    if file is not None:
        file = file.resolve()  # by whichever way it was named
        with _file_lock(file.with_name(file.name + ".lock")):
            yield lambda: True
    else:
        with _advisory_lock(database) as still_mine:
            yield still_mine


@contextlib.contextmanager
def _file_lock(path: Path) -> Iterator[None]:
    try:
        # Appending keeps the other daemon's number readable. To take a lock, reading
        # is enough (https://man7.org/linux/man-pages/man2/flock.2.html): nobody else may.
        lock = os.fdopen(os.open(path, _OPENED, 0o600), "a+")
    except OSError as error:
        raise Unavailable(f"{path} cannot be written: {error.strerror}") from error
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            lock.seek(0)
            raise _already_running(lock.read().strip()) from None
        lock.truncate(0)
        lock.write(str(os.getpid()))
        lock.flush()
        yield


@contextlib.contextmanager
def _advisory_lock(database: Database) -> Iterator[StillMine]:
    with database.connection() as connection:
        raw = connection.connection.dbapi_connection
        connection.detach()  # in the pool it would go on holding the lock
        query = text("SELECT pg_try_advisory_lock(:key)")
        if not connection.execute(query, {"key": _ADVISORY_LOCK}).scalar():
            raise _already_running("")
        try:
            yield lambda: _answers(connection)
        finally:
            _unlock(connection)
            if connection.invalidated and raw is not None:
                raw.close()  # SQLAlchemy leaves open what the server has ended


def _unlock(connection: Connection) -> None:
    if not connection.invalidated:  # else it would connect anew
        with contextlib.suppress(DBAPIError):  # then the lock has gone already
            release = text("SELECT pg_advisory_unlock(:key)")
            connection.execute(release, {"key": _ADVISORY_LOCK})


def _answers(connection: Connection) -> bool:
    """The lock lives as long as its connection, and a restart of the server ends both."""
    try:
        connection.execute(text("SELECT 1"))
    except DBAPIError:
        return False
    return True


def _already_running(process: str) -> Unavailable:
    number = f" (process {process})" if process else ""
    return Unavailable(
        f"a crossposter daemon{number} publishes from this database already: stop it"
        " first, or let it do the work (`crossposter status`)"
    )
