"""Daemon lock: one daemon per database, the one that holds lock and lease."""

import contextlib
import fcntl
import os
import platform
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TextIO

import structlog
from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from crossposter.database import lease as leases
from crossposter.database.connection import Database
from crossposter.database.file_permissions import give_to_owner_of
from crossposter.database.lease import Holding, LeaseLost
from crossposter.database.models import Lease
from crossposter.database.processes import this_process
from crossposter.errors import Unavailable

log = structlog.get_logger(__name__)

# Any number will do, as long as every crossposter takes the same one.
_ADVISORY_LOCK = 7_261_402_311
_OPENED = os.O_RDWR | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW
_RENEWED_EVERY = 5.0  #: seconds
_LOOK = 1.0  #: seconds between two reads of somebody else's lease
_LOOKS = 30  #: reads of a lease that nobody renews, before its holder counts as dead
_JUST_STARTED = 5  #: reads of a lock whose holder may be about to take the lease

_TAKEN_OVER = (
    "this daemon stood still, and another one has taken over this database: it ends, and"
    " leaves the posts to that one"
)

_WhyLost = Callable[[], str | None]


class Ownership:
    """Ownership of a database by its one daemon, for as long as it lasts."""

    def __init__(self, *losses: _WhyLost) -> None:
        self._losses = losses

    def __call__(self) -> bool:
        """True when nobody else may have begun to publish."""
        return self._why_lost() is None

    def require(self) -> None:
        """Check of the ownership; raises Unavailable with the reason of its loss."""
        reason = self._why_lost()
        if reason is not None:
            raise Unavailable(reason)

    def _why_lost(self) -> str | None:
        return next(filter(None, (loss() for loss in self._losses)), None)


@contextlib.contextmanager
def sole_daemon(database: Database) -> Iterator[Ownership]:
    """Lock and lease of the database, held in the block, with a check that they hold.

    Raises Unavailable while another process has either.

    The kernel (SQLite) or the server (PostgreSQL) frees the lock the moment the process
    dies, and not while it is merely stopped. But a lock file can be removed, and a
    server restarted; so nothing is written here that the lease does not cover.
    """
    with _lock(database) as lock, _tenure(database) as lease:
        yield Ownership(lock, lease)


def _lock(database: Database) -> contextlib.AbstractContextManager[_WhyLost]:
    file = database.file
    if file is None:
        return _advisory_lock(database)
    file = file.resolve()  # the same for every name of it
    return _file_lock(database, file.with_name(file.name + ".lock"))


@contextlib.contextmanager
def _file_lock(database: Database, path: Path) -> Iterator[_WhyLost]:
    with _opened(path) as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            lock.seek(0)
            raise _held(database, path, lock.read().strip()) from None
        lock.truncate(0)
        lock.write(str(os.getpid()))
        lock.flush()
        yield lambda: _why_another_file(lock, path)


def _opened(path: Path) -> TextIO:
    """Lock file for this account alone: whoever can read a file can lock it.

    https://man7.org/linux/man-pages/man2/flock.2.html
    """
    try:
        descriptor = os.open(path, _OPENED, 0o600)
        give_to_owner_of(path.parent, descriptor)
        with contextlib.suppress(PermissionError):  # then the file is somebody else's
            os.fchmod(descriptor, 0o600)
    except OSError as error:
        raise Unavailable(f"{path} cannot be written: {error.strerror}") from error
    # Appending keeps the other daemon's number readable.
    return os.fdopen(descriptor, "a+")


def _why_another_file(lock: TextIO, path: Path) -> str | None:
    with contextlib.suppress(OSError):
        if os.path.samestat(os.fstat(lock.fileno()), path.stat()):
            return None
    return (
        f"the lock file {path} was removed or replaced while this daemon ran, so it"
        " ends: start it again, and leave that file where it is"
    )


def _held(database: Database, path: Path, process: str) -> Unavailable:
    """Error that names the holder: only a daemon takes the lease after the lock."""
    for _ in range(_JUST_STARTED):
        try:
            with database.read() as session:
                lease = leases.current(session)
        except Unavailable:  # nobody but a daemon would be writing for so long
            return _already_running(process)
        if lease is not None and not leases.is_free(lease):
            return _already_running(process or str(lease.pid))
        time.sleep(_LOOK / _JUST_STARTED)
    return Unavailable(
        f"another program holds the lock file {path}; it is not a crossposter daemon:"
        " end it (`lslocks` names it), then start again"
    )


@contextlib.contextmanager
def _advisory_lock(database: Database) -> Iterator[_WhyLost]:
    with database.connection() as connection:
        raw = connection.connection.dbapi_connection
        connection.detach()  # in the pool it would go on holding the lock
        query = text("SELECT pg_try_advisory_lock(:key)")
        if not connection.execute(query, {"key": _ADVISORY_LOCK}).scalar():
            raise _already_running("")
        try:
            yield lambda: _why_unanswered(connection)
        finally:
            _unlock(connection)
            if connection.invalidated and raw is not None:
                raw.close()  # SQLAlchemy leaves open what the server has ended


def _unlock(connection: Connection) -> None:
    if not connection.invalidated:  # else it would connect anew
        with contextlib.suppress(DBAPIError):  # then the lock has gone already
            release = text("SELECT pg_advisory_unlock(:key)")
            connection.execute(release, {"key": _ADVISORY_LOCK})


def _why_unanswered(connection: Connection) -> str | None:
    """Reason the lock is lost: its connection ended, as in a restart of the server."""
    try:
        connection.execute(text("SELECT 1"))
    except DBAPIError:
        return (
            "the database's server has ended our lock: start the daemon again, unless"
            " another one has taken over"
        )
    return None


@contextlib.contextmanager
def _tenure(database: Database) -> Iterator[_WhyLost]:
    """Tenure of the lease: taken, renewed, and a condition for every write."""
    holding = _taken(database)
    database.guard = lambda session: leases.require(session, holding)
    ended = threading.Event()
    keeper = threading.Thread(
        target=_keep, args=(database, holding, ended), name="lease", daemon=True
    )
    keeper.start()
    try:
        yield lambda: None if keeper.is_alive() else _TAKEN_OVER
    finally:
        ended.set()
        keeper.join()
        with contextlib.suppress(Unavailable), database.write() as session:
            leases.give_back(session, holding)
        database.guard = None


def _keep(database: Database, holding: Holding, ended: threading.Event) -> None:
    while not ended.wait(_RENEWED_EVERY):
        try:
            with database.write() as session:
                leases.renew(session, holding)
        except LeaseLost:
            return
        except Unavailable as error:
            log.warning("the lease cannot be renewed yet", reason=str(error))


def _taken(database: Database) -> Holding:
    """Lease, taken when nobody has it; raises Unavailable when somebody renews it.

    Our own reads are counted, so that neither a jump of the clock nor a sleep of this
    process makes a live holder seem to be dead.
    """
    seen: tuple[int, int] | None = None
    for look in range(_LOOKS + 1):
        with database.write() as session:
            lease = leases.current(session)
            if lease is None or leases.is_free(lease) or look == _LOOKS:
                return leases.take(session, this_process(), host=platform.node())
        if seen is None:
            log.info("looking whether a daemon is alive", process=lease.pid)
        seen = seen or (lease.epoch, lease.renewals)
        if seen != (lease.epoch, lease.renewals):
            raise _already_running(_named(lease))
        time.sleep(_LOOK)
    raise AssertionError("the last look takes the lease")


def _named(lease: Lease) -> str:
    return str(lease.pid) + (
        "" if lease.host == platform.node() else f" on {lease.host}"
    )


def _already_running(process: str) -> Unavailable:
    number = f" (process {process})" if process else ""
    return Unavailable(
        f"a crossposter daemon{number} publishes from this database already: stop it"
        " first, or let it do the work (`crossposter status`)"
    )
