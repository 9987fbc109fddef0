"""A PostgreSQL server for the tests, and a database of its own for each of them.

The server of $CROSSPOSTER_TEST_PG is taken first, else one is started from the
binaries of this machine. A server whose tests were killed is ended by the next run.
"""

import contextlib
import itertools
import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import LiteralString

import psycopg
import pytest
from psycopg import sql
from sqlalchemy.engine import URL, make_url

from crossposter.database import Database

GIVEN = os.environ.get("CROSSPOSTER_TEST_PG")  # read before the tests clear it

_PLACE = Path("/tmp")  # noqa: S108  # the server's own user must reach it
_PREFIX = "crossposter-pg-"
_NAMES = itertools.count(1)

_TABLES = sql.SQL(
    "SELECT tablename FROM pg_tables"
    " WHERE schemaname = 'public' AND tablename <> 'alembic_version'"
)
_END_OTHERS = sql.SQL(
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
    " WHERE datname = current_database() AND pid <> pg_backend_pid()"
)


class Server:
    """Lends out databases: each test has one to itself, and finds it empty."""

    def __init__(self, url: URL) -> None:
        self._url = url
        self._free: list[str] = []
        self._made: list[str] = []

    @contextlib.contextmanager
    def database(self) -> Iterator[str]:
        """The URL of a database whose schema is up to date."""
        name = self._free.pop() if self._free else self._migrated()
        try:
            yield self._shown(name)
        finally:
            self._empty(name)
            self._free.append(name)

    @contextlib.contextmanager
    def without_schema(self) -> Iterator[str]:
        """The URL of a database in which there is nothing at all."""
        name = self._make()
        try:
            yield self._shown(name)
        finally:
            self._drop(name)

    def close(self) -> None:
        for name in self._made:
            self._drop(name)

    def _migrated(self) -> str:
        name = self._make()
        self._made.append(name)
        Database(self._shown(name)).close()
        return name

    def _make(self) -> str:
        name = f"crossposter_test_{os.getpid()}_{next(_NAMES)}"
        self._do("CREATE DATABASE {} TEMPLATE template0", name)
        return name

    def _drop(self, name: str) -> None:
        self._do("DROP DATABASE IF EXISTS {} WITH (FORCE)", name)

    def _empty(self, name: str) -> None:
        """End what a test left running there, and take out its rows."""
        with self._connection(name) as connection:
            connection.execute(_END_OTHERS)
            tables = [row[0] for row in connection.execute(_TABLES)]
            names = sql.SQL(", ").join(map(sql.Identifier, tables))
            statement = sql.SQL("TRUNCATE {} RESTART IDENTITY CASCADE")
            connection.execute(statement.format(names))

    def _do(self, statement: LiteralString, name: str) -> None:
        with self._connection() as connection:
            connection.execute(sql.SQL(statement).format(sql.Identifier(name)))

    def _connection(self, name: str | None = None) -> psycopg.Connection:
        url = self._url.set(drivername="postgresql")
        if name is not None:
            url = url.set(database=name)
        address = url.render_as_string(hide_password=False)
        return psycopg.connect(address, autocommit=True)

    def _shown(self, name: str) -> str:
        url = self._url.set(drivername="postgresql+psycopg", database=name)
        return url.render_as_string(hide_password=False)


@contextlib.contextmanager
def serving() -> Iterator[Server]:
    """Skips the test that asks when there is no PostgreSQL."""
    with contextlib.ExitStack() as stack:
        url = make_url(GIVEN) if GIVEN else stack.enter_context(_started())
        server = Server(url)
        stack.callback(server.close)
        yield server


@contextlib.contextmanager
def _started() -> Iterator[URL]:
    _end_orphans()
    initdb, server = _binary("initdb"), _binary("postgres")
    place = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=_PLACE))
    place.chmod(0o755)
    (place / "owner.pid").write_text(str(os.getpid()))
    data = place / "data"
    data.mkdir()
    user = _server_user()
    if user:
        shutil.chown(data, user, user)
    options = ["-A", "trust", "-U", "postgres", "-E", "UTF8", "--locale=C", "--no-sync"]
    try:
        _run([initdb, *options, "-D", str(data)], user)
        process = _start(server, data, user)
        try:
            yield _when_ready(data, process)
        finally:
            process.send_signal(signal.SIGINT)  # a fast shutdown
            process.wait(timeout=20)
    finally:
        shutil.rmtree(place, ignore_errors=True)


def _binary(name: str) -> str:
    places = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), reverse=True)
    found = str(places[0]) if places else shutil.which(name)
    if found is None:
        pytest.skip(f"there is no {name} here: install PostgreSQL or set its URL")
    return found


def _server_user() -> str | None:
    """PostgreSQL refuses to run as root."""
    return "postgres" if os.geteuid() == 0 else None


def _as(user: str | None) -> list[str]:
    identity = [f"--reuid={user}", f"--regid={user}", "--clear-groups"]
    return ["setpriv", *identity] if user else []


def _run(command: list[str], user: str | None) -> None:
    done = subprocess.run(
        [*_as(user), *command], capture_output=True, text=True, check=False, cwd="/"
    )
    if done.returncode:
        pytest.skip(f"PostgreSQL does not start here: {done.stderr.strip()}")


def _start(server: str, data: Path, user: str | None) -> subprocess.Popen[bytes]:
    settings = {
        "listen_addresses": "",
        "unix_socket_directories": str(data),
        "fsync": "off",
        "timezone": "Asia/Makassar",  # a server's own zone must change nothing
        "max_connections": "60",
    }
    options = [
        part for key, value in settings.items() for part in ("-c", f"{key}={value}")
    ]
    with (data.parent / "log").open("wb") as log:
        return subprocess.Popen(
            [*_as(user), server, "-D", str(data), *options],
            cwd="/",
            stdout=log,
            stderr=log,
        )


def _when_ready(data: Path, process: subprocess.Popen[bytes]) -> URL:
    url = URL.create("postgresql", "postgres", database="postgres")
    url = url.update_query_dict({"host": str(data)})
    address = url.render_as_string(hide_password=False)
    while process.poll() is None:
        with (
            contextlib.suppress(psycopg.OperationalError),
            psycopg.connect(address, connect_timeout=5),
        ):
            return url
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(timeout=0.05)
    pytest.skip(f"PostgreSQL ended: {(data.parent / 'log').read_text()}")


def _end_orphans() -> None:
    """Servers that outlived their tests; each says who started it."""
    for place in _PLACE.glob(f"{_PREFIX}*"):
        with contextlib.suppress(OSError, ValueError):
            owner = place / "owner.pid"
            ours = owner.stat().st_uid == os.geteuid()
            if ours and not _runs(int(owner.read_text())):
                _end_server(place / "data")
                shutil.rmtree(place, ignore_errors=True)


def _end_server(data: Path) -> None:
    with contextlib.suppress(OSError, ValueError):
        postmaster = int((data / "postmaster.pid").read_text().split()[0])
        if _runs(postmaster, str(data)):  # the number may be somebody else's by now
            os.kill(postmaster, signal.SIGINT)


def _runs(pid: int, word: str = "") -> bool:
    try:
        return word in Path(f"/proc/{pid}/cmdline").read_text()
    except FileNotFoundError:
        return not Path("/proc/self").exists()
