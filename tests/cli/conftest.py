"""Fixtures of the command line's tests."""

import pwd
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import structlog

from tests.cli.desk import Desk
from tests.fakes import FrozenClock


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
