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

import psycopg
import pytest
from psycopg import sql
from sqlalchemy.engine import URL, make_url

from crossposter.store import Database

GIVEN = os.environ.get("CROSSPOSTER_TEST_PG")  # read before the tests clear it

_PLACE = Path("/tmp")  # noqa: S108  # the server's own user must reach it
_PREFIX = "crossposter-pg-"
_NAMES = itertools.count(1)


class Server:
    """Gives out databases whose schema is up to date."""

    def __init__(self, url: URL, *, tidy: bool) -> None:
        self._url = url
        self._tidy = tidy
        self._name = f"crossposter_test_{os.getpid()}"
        self._make(f"{self._name}_template")
        Database(self._shown(f"{self._name}_template")).close()

    @contextlib.contextmanager
    def database(self, *, empty: bool = False) -> Iterator[str]:
        """The URL of a fresh database, which is gone afterwards."""
        name = f"{self._name}_{next(_NAMES)}"
        self._make(name, like="template0" if empty else f"{self._name}_template")
        try:
            yield self._shown(name)
        finally:
            self._drop(name)

    def close(self) -> None:
        self._drop(f"{self._name}_template")

    def _make(self, name: str, *, like: str = "template0") -> None:
        self._do("CREATE DATABASE {} TEMPLATE {}", name, like)

    def _drop(self, name: str) -> None:
        if self._tidy:  # else they go with the server, which is quicker
            self._do("DROP DATABASE IF EXISTS {} WITH (FORCE)", name)

    def _do(self, statement: str, *names: str) -> None:
        address = self._url.set(drivername="postgresql")
        with psycopg.connect(
            address.render_as_string(hide_password=False), autocommit=True
        ) as connection:
            identifiers = map(sql.Identifier, names)
            connection.execute(sql.SQL(statement).format(*identifiers))

    def _shown(self, name: str) -> str:
        url = self._url.set(drivername="postgresql+psycopg", database=name)
        return url.render_as_string(hide_password=False)


@contextlib.contextmanager
def serving() -> Iterator[Server]:
    """Skips the test that asks when there is no PostgreSQL."""
    with contextlib.ExitStack() as stack:
        url = make_url(GIVEN) if GIVEN else stack.enter_context(_started())
        server = Server(url, tidy=bool(GIVEN))
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
            if _is_alive(int((place / "owner.pid").read_text())):
                continue
            postmaster = int((place / "data/postmaster.pid").read_text().split()[0])
            os.kill(postmaster, signal.SIGINT)
        with contextlib.suppress(OSError):
            if (place / "owner.pid").stat().st_uid == os.geteuid():
                shutil.rmtree(place, ignore_errors=True)


def _is_alive(pid: int) -> bool:
    return Path(f"/proc/{pid}").exists() if Path("/proc/self").exists() else True
