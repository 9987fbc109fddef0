"""What every test may ask for: a clean environment, a standing clock, databases."""

import gc
import os
import pwd
import shutil
import signal
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import structlog
from hypothesis import HealthCheck, settings

from crossposter.database import Database
from tests.support.another_day import set_clock
from tests.support.desk import Desk
from tests.support.engines import like_the_first
from tests.support.fakes import FrozenClock
from tests.support.newsroom import House, Office
from tests.support.postgres import Server, serving
from tests.support.templates import tried_once

MakeOffice = Callable[..., Office]

# The program is started a hundred times, sooner if it was compiled before.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

# A shell lets what runs in the background ignore ^C, and so would the tests' processes.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

# No test depends on how fast the machine is.
settings.register_profile(
    "patient", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("patient")


def pytest_addoption(parser: pytest.Parser) -> None:
    """How much the crash tests try, and on which day everything is played."""
    group = parser.getgroup("crash")
    group.addoption("--seeds", type=int, help="of the simulation")
    group.addoption("--rounds", type=int, default=5, help="of the kill -9 loop")
    parser.addoption(
        "--clock",
        metavar="WHEN",
        help="another day for suites that start no process: 400d, 3y, 2028-02-29T23:59",
    )


def pytest_configure(config: pytest.Config) -> None:
    if asked := config.getoption("--clock"):
        set_clock(asked)


def pytest_report_header(config: pytest.Config) -> str | None:
    asked = config.getoption("--clock")
    return asked and f"clock: {datetime.now(UTC):%A %d %B %Y %H:%M} UTC ({asked})"


def pytest_xdist_auto_num_workers() -> int:
    """One more than cores: some tests wait for processes and clocks."""
    return len(os.sched_getaffinity(0)) + 1


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The long ones first, so that no core is left alone with them at the end."""
    items.sort(key=lambda item: not {"crash", "system"} & {*item.path.parts})


def pytest_collection_finish() -> None:
    """What is loaded by now stays: the garbage collector need not look at it again.

    What a test leaves open is told all the same, by the collection after the last one.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000)


@pytest.fixture(autouse=True)
def no_settings_of_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing the developer has set for the program reaches a test."""
    for name in os.environ:
        if name.startswith("CROSSPOSTER_"):
            monkeypatch.delenv(name)


@pytest.fixture(scope="session", autouse=True)
def statements_are_compiled_once() -> Iterator[None]:
    """Most of what opening a database anew costs."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("crossposter.database.connection.create_engine", like_the_first)
        yield


@pytest.fixture(scope="session", autouse=True)
def templates_are_tried_once() -> Iterator[None]:
    """Most of what `check` costs."""
    with pytest.MonkeyPatch.context() as patch:
        from crossposter.cli import setup

        patch.setattr(setup, "_template_problems", tried_once(setup._template_problems))
        yield


@pytest.fixture
def clock() -> FrozenClock:
    return FrozenClock()


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[Server]:
    with serving() as server:
        yield server


@pytest.fixture(scope="session")
def migrated_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("migrated") / "crossposter.db"
    Database(f"sqlite:///{file}").close()
    return file


@pytest.fixture
def sqlite_url(tmp_path: Path, migrated_sqlite: Path) -> str:
    """A SQLite database of the test's own, its schema up to date."""
    file = tmp_path / "crossposter.db"
    shutil.copy(migrated_sqlite, file)
    return f"sqlite:///{file}"


@pytest.fixture
def postgres_url(postgres_server: Server) -> Iterator[str]:
    """A PostgreSQL database of the test's own, its schema up to date."""
    with postgres_server.database() as url:
        yield url


@pytest.fixture(params=["sqlite", "postgres"])
def either_url(request: pytest.FixtureRequest) -> str:
    """The same test on both kinds of database."""
    url: str = request.getfixturevalue(f"{request.param}_url")
    return url


@pytest.fixture
def paper() -> None:
    """WeasyPrint works here: its libraries of the system are not pip's to bring."""
    try:
        import weasyprint  # noqa: F401
    except OSError as error:
        pytest.skip(f"no PDF on this machine: {error}")


@pytest.fixture
def make_office(sqlite_url: str, tmp_path: Path) -> Iterator[MakeOffice]:
    """An office with rules of its own: `make_office(blackouts=[...])`."""
    made: list[Office] = []

    def make(**rules: Any) -> Office:
        made.append(Office(sqlite_url, tmp_path, House(**rules)))
        return made[-1]

    yield make
    for office in made:
        office.close()


@pytest.fixture
def office(make_office: MakeOffice) -> Office:
    return make_office()


@pytest.fixture
def office_on_either(either_url: str, tmp_path: Path) -> Iterator[Office]:
    """The same office on SQLite and on PostgreSQL."""
    office = Office(either_url, tmp_path)
    yield office
    office.close()


@pytest.fixture(autouse=True)
def log_as_before() -> Iterator[None]:
    """Commands send the log to the standard error of their test."""
    yield
    structlog.reset_defaults()


@pytest.fixture(autouse=True)
def plain_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """No wish of the developer's terminal reaches a test."""
    for name in ("NO_COLOR", "FORCE_COLOR", "COLUMNS", "FACEBOOK_PAGE_TOKEN"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def log_in(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Sit down at the machine as somebody."""
    person = pwd.getpwuid(0)

    def sit_down(login: str) -> None:
        entry = pwd.struct_passwd((login, *person[1:]))
        monkeypatch.setattr(pwd, "getpwuid", lambda _: entry)

    return sit_down


@pytest.fixture
def desk(
    tmp_path: Path,
    migrated_sqlite: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Desk:
    """An office on the real clock."""
    monkeypatch.chdir(tmp_path)
    return Desk(folder=tmp_path, capsys=capsys).set_up(migrated_sqlite)


@pytest.fixture
def monday(desk: Desk, clock: FrozenClock, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """The same office on Monday, 23 November 2026, 08:00 WITA."""
    monkeypatch.setattr("crossposter.app.SystemClock", lambda: clock)
    return desk


@pytest.fixture
def look(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Sit down at a terminal of so many columns."""

    def sit_down(columns: int) -> None:
        monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
        monkeypatch.setenv("TERM", "xterm-256color")
        monkeypatch.setenv("COLUMNS", str(columns))

    return sit_down
