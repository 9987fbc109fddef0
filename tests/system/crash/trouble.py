"""What can befall a database file: another program holds it, no room, no permission."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Protocol

from sqlalchemy import event

from crossposter.app import App
from tests.support.fakes import FrozenClock

_HOLDER = """\
import sqlite3, sys
held = sqlite3.connect(sys.argv[1], isolation_level=None)
for line in sys.stdin:
    held.execute(line)
    print("done", flush=True)
"""


class Alarm(FrozenClock):
    """A clock that does something at a moment, whoever lets the time pass."""

    def __init__(self, start: datetime) -> None:
        super().__init__(start)
        self._at: datetime | None = None
        self._ring: Callable[[], None] = _nothing

    def set(self, after: timedelta, ring: Callable[[], None]) -> None:
        self._at, self._ring = self.now() + after, ring

    def sleep(self, duration: timedelta) -> None:
        super().sleep(duration)
        self._look()

    def advance(self, *, to: datetime | None = None, **units: float) -> datetime:
        moment = super().advance(to=to, **units)
        self._look()
        return moment

    def _look(self) -> None:
        if self._at is not None and self.now() >= self._at:
            self._at = None
            self._ring()


def _nothing() -> None:
    """Nobody has set the alarm."""


class Trouble(Protocol):
    """Something that keeps the program from writing, for a while."""

    def begin(self) -> None: ...

    def end(self) -> None: ...


class Locked:
    """Another process is in the middle of a write."""

    def __init__(self, holder: "subprocess.Popen[str]") -> None:
        self._holder = holder

    def begin(self) -> None:
        self._say("BEGIN IMMEDIATE")

    def end(self) -> None:
        self._say("ROLLBACK")

    def _say(self, command: str) -> None:
        assert self._holder.stdin is not None
        assert self._holder.stdout is not None
        self._holder.stdin.write(command + "\n")
        self._holder.stdin.flush()
        assert self._holder.stdout.readline() == "done\n"


class Pragma:
    """A setting of SQLite's that makes it refuse as a full disk or a rightless user."""

    def __init__(self, app: App, trouble: str, healthy: str) -> None:
        self._words = {True: trouble, False: healthy}
        self._in_trouble = False
        event.listen(app.database._engine, "checkout", self._checked_out)

    def begin(self) -> None:
        self._in_trouble = True

    def end(self) -> None:
        self._in_trouble = False

    def _checked_out(self, connection: Any, *_rest: object) -> None:
        connection.execute(f"PRAGMA {self._words[self._in_trouble]}")


@contextmanager
def troubled(kind: str, app: App, database: Path) -> Iterator[Trouble]:
    """A trouble of the named kind, not begun yet."""
    if kind == "full":
        yield Pragma(app, "max_page_count = 1", "max_page_count = 1073741823")
    elif kind == "read-only":
        yield Pragma(app, "query_only = ON", "query_only = OFF")
    else:
        command = [sys.executable, "-c", _HOLDER, str(database)]
        with subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        ) as holder:
            yield Locked(holder)
            assert holder.stdin is not None
            holder.stdin.close()
