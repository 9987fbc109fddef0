"""SQLite state: everything the sandbox remembers, in one file."""

import json
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from crossposter.clock import Clock, SystemClock
from crossposter.sandbox.settings import DEFAULTS

MEMORY = ":memory:"

SCHEMA = """
CREATE TABLE IF NOT EXISTS setting (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS counter (name TEXT PRIMARY KEY, value INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS account (
    platform TEXT NOT NULL, id TEXT NOT NULL, name TEXT NOT NULL,
    username TEXT NOT NULL, office TEXT NOT NULL, token TEXT,
    PRIMARY KEY (platform, id));
CREATE TABLE IF NOT EXISTS picture (
    sha256 TEXT PRIMARY KEY, data BLOB NOT NULL, media_type TEXT NOT NULL,
    width INTEGER NOT NULL, height INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS film (
    sha256 TEXT PRIMARY KEY, size INTEGER NOT NULL, width INTEGER NOT NULL,
    height INTEGER NOT NULL, seconds REAL NOT NULL);
CREATE TABLE IF NOT EXISTS processing (
    id TEXT PRIMARY KEY, looks INTEGER NOT NULL, failure TEXT);
CREATE TABLE IF NOT EXISTS upload (
    id TEXT PRIMARY KEY, platform TEXT NOT NULL, account TEXT NOT NULL,
    created REAL NOT NULL, received TEXT, served TEXT, alt TEXT NOT NULL DEFAULT '',
    caption TEXT NOT NULL DEFAULT '', post TEXT, total INTEGER, category TEXT);
CREATE TABLE IF NOT EXISTS chunk (
    upload TEXT NOT NULL, position INTEGER NOT NULL, data BLOB NOT NULL,
    PRIMARY KEY (upload, position));
CREATE TABLE IF NOT EXISTS container (
    id TEXT PRIMARY KEY, account TEXT NOT NULL, kind TEXT NOT NULL,
    caption TEXT NOT NULL, alt TEXT NOT NULL, received TEXT, served TEXT,
    children TEXT NOT NULL, item INTEGER NOT NULL, created REAL NOT NULL,
    ready REAL NOT NULL, error TEXT, media TEXT);
CREATE TABLE IF NOT EXISTS post (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, platform TEXT NOT NULL,
    account TEXT NOT NULL, id TEXT NOT NULL, text TEXT NOT NULL,
    link TEXT NOT NULL DEFAULT '', created REAL NOT NULL, visible REAL NOT NULL,
    path TEXT NOT NULL, published INTEGER NOT NULL DEFAULT 1,
    deleted INTEGER NOT NULL DEFAULT 0, reply_to TEXT, UNIQUE (platform, id));
CREATE INDEX IF NOT EXISTS post_by_account ON post (platform, account, seq);
CREATE INDEX IF NOT EXISTS post_by_text ON post (platform, account, text);
CREATE TABLE IF NOT EXISTS attachment (
    post INTEGER NOT NULL, position INTEGER NOT NULL, id TEXT NOT NULL,
    received TEXT NOT NULL, served TEXT NOT NULL, alt TEXT NOT NULL,
    PRIMARY KEY (post, position));
CREATE TABLE IF NOT EXISTS figure (
    platform TEXT NOT NULL, post TEXT NOT NULL, name TEXT NOT NULL,
    value INTEGER NOT NULL, PRIMARY KEY (platform, post, name));
CREATE TABLE IF NOT EXISTS fault (seq INTEGER PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS usage (
    name TEXT NOT NULL, opened INTEGER NOT NULL, count INTEGER NOT NULL,
    PRIMARY KEY (name, opened));
CREATE TABLE IF NOT EXISTS request (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, time TEXT NOT NULL, method TEXT NOT NULL,
    path TEXT NOT NULL, platform TEXT, operation TEXT, status TEXT);
"""
TABLES = (
    "setting",
    "counter",
    "account",
    "picture",
    "film",
    "processing",
    "upload",
    "chunk",
    "container",
    "post",
    "attachment",
    "figure",
    "fault",
    "usage",
    "request",
)


class State:
    """State: the one connection, its lock and the sandbox's own clock."""

    def __init__(self, path: Path | str = MEMORY, clock: Clock | None = None) -> None:
        self._lock = threading.RLock()
        self._depth = 0
        self._clock = clock or SystemClock()
        self._database = sqlite3.connect(
            str(path), check_same_thread=False, isolation_level=None
        )
        self._database.row_factory = sqlite3.Row
        try:
            # The process may be killed, the machine is not: no fsync is worth its time.
            self._database.execute("PRAGMA synchronous = OFF")
            self._database.executescript(SCHEMA)
        except sqlite3.Error:
            self._database.close()
            raise

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Transaction: all of the block or nothing of it; blocks may be nested."""
        with self._lock:
            self._enter()
            try:
                yield
            except BaseException:
                self._leave("ROLLBACK")
                raise
            self._leave("COMMIT")

    def _enter(self) -> None:
        if not self._depth:
            self._database.execute("BEGIN IMMEDIATE")
        self._depth += 1

    def _leave(self, verb: str) -> None:
        self._depth -= 1
        if not self._depth:
            self._database.execute(verb)

    def rows(self, sql: str, *values: object) -> list[sqlite3.Row]:
        """Rows of a query."""
        with self._lock:
            return self._database.execute(sql, values).fetchall()

    def row(self, sql: str, *values: object) -> sqlite3.Row | None:
        """First row of a query, if there is one."""
        found = self.rows(sql, *values)
        return found[0] if found else None

    def write(self, sql: str, *values: object) -> int:
        """Row id made by a statement."""
        with self._lock:
            return self._database.execute(sql, values).lastrowid or 0

    def now(self) -> datetime:
        """Time of the sandbox: the machine's, moved by the clock offset."""
        return datetime.fromtimestamp(self.timestamp(), UTC)

    def timestamp(self) -> float:
        """Time of the sandbox in seconds since 1970."""
        offset = float(self.setting("clock_offset"))
        return self._clock.now().timestamp() + offset

    def setting(self, name: str) -> Any:
        """Setting by its key, or its default."""
        row = self.row("SELECT value FROM setting WHERE name = ?", name)
        return json.loads(row["value"]) if row else DEFAULTS[name]

    def count(self, name: str, at_least: int = 1) -> int:
        """Next value of a counter, never below `at_least`."""
        with self.transaction():
            row = self.row("SELECT value FROM counter WHERE name = ?", name)
            value = max(row["value"] + 1 if row else 1, at_least)
            self.write("INSERT OR REPLACE INTO counter VALUES (?, ?)", name, value)
            return value

    def wipe(self) -> None:
        """Removal of posts, images, accounts, faults, settings and the log."""
        with self.transaction():
            for table in TABLES:
                self.write(f"DELETE FROM {table}")  # noqa: S608 - names are ours

    def close(self) -> None:
        """End of the connection to the file."""
        with self._lock:
            self._database.close()
