"""Witness: intents to send, in a file beside the database.

A copy of the database that somebody puts back does not know the posts made after it.
The witness does, so that such a post is not taken for a stranger's and sent again.
"""

import json
import os
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import structlog

log = structlog.get_logger(__name__)

FROM_THE_FIRST = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, kw_only=True)
class Testimony:
    """Intents to send on one channel: those with the words asked for, and all."""

    since: datetime | None  #: complete since then; None: nothing was recorded
    same: frozenset[datetime] = frozenset()
    every: frozenset[datetime] = frozenset()

    def covers(self, moment: datetime) -> bool:
        """True when no intent after that moment can be missing."""
        return self.since is not None and self.since <= moment


class Witness:
    """Witness file, which only ever grows; one daemon at a time writes it."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._writing = threading.Lock()

    def begin(self, *, since: datetime) -> None:
        """Start of the record, unless it has begun; *since* says what it covers."""
        if not os.path.exists(self._file):  # noqa: PTH110  # which raises nothing
            self._add({"since": since.isoformat()})

    def saw(self, channel: str, text: str, *, at: datetime) -> None:
        """Intent, kept before its request leaves."""
        self._add({"at": at.isoformat(), "channel": channel, "text": _digest(text)})

    def tell(self, channel: str, text: str) -> Testimony:
        """Testimony about a channel and these very words on it."""
        since: datetime | None = None
        same, every = set(), set()
        for line in self._lines():
            if "since" in line:
                since = datetime.fromisoformat(line["since"])
            elif line["channel"] == channel:
                moment = datetime.fromisoformat(line["at"])
                every.add(moment)
                if line["text"] == _digest(text):
                    same.add(moment)
        return Testimony(since=since, same=frozenset(same), every=frozenset(every))

    def _add(self, line: dict[str, str]) -> None:
        """New line; its failure stops nothing: an old copy is only told less surely."""
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            with self._writing, self._file.open("ab") as file:
                file.write(json.dumps(line).encode() + b"\n")
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            log.warning("an intent is kept in the database only", reason=_reason(error))

    def _lines(self) -> Iterator[dict[str, str]]:
        """Lines of the file; one that was cut off is of a request that never left."""
        try:
            text = self._file.read_text(encoding="utf-8", errors="replace")
        except OSError:
            return
        for line in text.splitlines():
            try:
                yield json.loads(line)
            except ValueError:
                continue


def _reason(error: OSError) -> str:
    return f"{error.filename} cannot be written: {error.strerror}"


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()
