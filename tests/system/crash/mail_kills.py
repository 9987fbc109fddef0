"""kill -9 around the sending of letters: by the process itself, by us, by the server.

Real processes, a real mail server with encryption, SQLite on disk. A recipient may get
a letter twice only where a kill fell between the server's acceptance and our record.
"""

import itertools
import logging
import os
import time
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, fields
from datetime import timedelta
from pathlib import Path
from random import Random
from signal import SIGKILL
from tempfile import TemporaryDirectory

import structlog

from crossposter.clock import SystemClock
from crossposter.database import Database
from crossposter.database.models import MailRecipient
from crossposter.database.models import MailStatus as Status
from crossposter.mail.outbox import Outbox
from crossposter.scheduling.backoff import Retry
from tests.support.mailers import a_mailer, a_message, authority_file, certificate
from tests.support.smtp import Arrival, PostOffice, serving
from tests.system.crash.child import Fuse
from tests.system.crash.forked import Forked

WEEKS = tuple(f"report/2026-W{number}" for number in range(45, 49))
RECIPIENTS = ("kadis@a.go.id", "kabid@a.go.id", "sekda@a.go.id")
STEPS = ("written", "claimed", "connected", "sent", "answered", "recorded")
MOST_KILLS = 8  #: in a round; then what is left is brought to an end
ENOUGH = 60.0  #: seconds without a kill, in which everything must be sent


@dataclass(frozen=True, kw_only=True)
class Round:
    """What happened in a round, or in several."""

    rounds: int = 1
    letters: int = 0  #: by recipient
    launches: int = 0
    kills: int = 0
    copies: int = 0  #: that arrived beside the first
    between: int = 0  #: kills after the server's acceptance and before our record
    wrong: tuple[str, ...] = ()

    def __add__(self, other: "Round") -> "Round":
        names = [each.name for each in fields(self)]
        return Round(**{it: getattr(self, it) + getattr(other, it) for it in names})


@dataclass(frozen=True, kw_only=True)
class Life:
    """What a process needs, and where it ends."""

    url: str
    port: int
    ca: Path
    fuse: Fuse | None = None

    def __call__(self) -> None:
        """Write the letters of four weeks, and deliver until nobody waits."""
        structlog.configure(
            wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL)
        )
        step = self.fuse() if self.fuse else _go_on
        mailing = self.mailing(Database(self.url), step)
        for week in WEEKS:
            if mailing.post(week, a_message(week), RECIPIENTS):
                step("written")
        while any(each.status is not Status.SENT for each in everything(mailing)):
            mailing.deliver_due()
            time.sleep(0.02)

    def mailing(self, database: Database, step: Callable[[str], None]) -> Outbox:
        """With the waits of an office made short."""
        moment = timedelta(seconds=0.05)
        return Outbox(
            database=database,
            clock=SystemClock(),
            mailer=a_mailer(PostOffice(port=self.port), self.ca, on_step=step),
            retry=Retry(first=moment, longest=moment, attempts=10_000),
            lease=timedelta(seconds=0.3),
        )


def _go_on(_step: str) -> None:
    """Nothing ends this life early."""


def everything(mailing: Outbox) -> Sequence[MailRecipient]:
    return [mail for week in WEEKS for mail in mailing.status(week)]


def loop(seed: int, rounds: int, *, beside: int = 3) -> Round:
    """Play rounds, some of them at the same time: mostly they wait."""
    seeds = [f"{seed}:{number}" for number in range(rounds)]
    certificate()  # one authority for all: two threads would each make one
    with ThreadPoolExecutor(beside) as threads:
        return sum(threads.map(play, seeds), Round(rounds=0))


def play(seed: str) -> Round:
    """One office from its first letter to the last one's arrival."""
    habits = PostOffice(certificate=certificate())
    with (
        TemporaryDirectory(prefix="crossposter-") as folder,
        serving(habits) as office,
    ):
        return _Play(Path(folder), office, seed).run()


class _Play:
    def __init__(self, folder: Path, office: PostOffice, seed: str) -> None:
        self._office = office
        self._seed = seed
        self._chance = Random(seed)  # noqa: S311  # to be repeated, not to be secret
        self._url = f"sqlite:///{folder}/crossposter.db"
        self._ca = authority_file(folder)
        self._database = Database(self._url)
        self._mailing = self._life().mailing(self._database, _go_on)
        self._launches = self._kills = self._between = 0

    def run(self) -> Round:
        try:
            while self._kills < MOST_KILLS and not self._is_over():
                self._live_and_die()
            code = self._live(self._life(), ENOUGH)
            return self._round(code)
        finally:
            self._database.close()

    def _life(self, fuse: Fuse | None = None) -> Life:
        return Life(url=self._url, port=self._office.port, ca=self._ca, fuse=fuse)

    def _live_and_die(self) -> None:
        before = len(self._office.arrived)
        self._chance.choice((self._by_fuse, self._by_us, self._by_server))()
        self._office.on_arrival = _harmless
        rows = {each.message_id: each for each in everything(self._mailing)}
        for arrival in self._office.arrived[before:]:
            if rows[arrival.message_id].status is not Status.SENT:
                self._between += 1

    def _by_fuse(self) -> None:
        fuse = Fuse(step=self._chance.choice(STEPS), hit=self._chance.randint(1, 3))
        self._live(self._life(fuse), 20)

    def _by_us(self) -> None:
        self._live(self._life(), self._chance.uniform(0.02, 0.6))

    def _by_server(self) -> None:
        """When a recipient or a letter arrives; the server lives on, or dies as well."""
        verb, fatal = self._chance.choice(("RCPT", "DATA")), self._chance.randint(1, 3)
        lives_on, hits = self._chance.random() < 0.5, itertools.count(1)
        process = _started(self._life())

        def kill(reached: str, _recipient: str) -> bool:
            if reached != verb or next(hits) != fatal:
                return True
            os.kill(process.pid, SIGKILL)
            return lives_on

        self._office.on_arrival = kill
        self._wait(process, 20)

    def _live(self, life: Life, seconds: float) -> int | None:
        return self._wait(_started(life), seconds)

    def _wait(self, process: Forked, seconds: float) -> int | None:
        self._launches += 1
        process.join(seconds)
        process.kill()
        self._kills += process.exitcode == -SIGKILL
        self._settle()
        return process.exitcode

    def _settle(self) -> None:
        """What was under way to the server when its client died."""
        give_up_at = time.monotonic() + 10
        while any(talk.transport for talk in self._office.talks):
            assert time.monotonic() < give_up_at, "the server does not come to rest"
            time.sleep(0.01)
        time.sleep(0.02)

    def _is_over(self) -> bool:
        rows = everything(self._mailing)
        return bool(rows) and all(each.status is Status.SENT for each in rows)

    def _round(self, code: int | None) -> Round:
        rows, arrived = everything(self._mailing), self._office.arrived
        found = faults(rows, arrived, self._between)
        if code != 0 or not self._is_over():
            found.append(f"the last process ended with {code}")
        return Round(
            letters=len(rows),
            launches=self._launches,
            kills=self._kills,
            copies=len(arrived) - len(rows),
            between=self._between,
            wrong=tuple(f"seed {self._seed}: {each}" for each in found),
        )


def faults(
    rows: Sequence[MailRecipient], arrived: Sequence[Arrival], between: int
) -> list[str]:
    """A week missed, a copy without excuse or unlike the first, a stranger's letter."""
    times = Counter(each.message_id for each in arrived)
    found = [
        f"{each.recipient} misses {each.letter}"
        for each in rows
        if not times[each.message_id]
    ]
    known = {(each.message_id, each.recipient) for each in rows}
    strangers = {(each.message_id, each.recipient) for each in arrived} - known
    found += [f"nobody wrote {name} to {recipient}" for name, recipient in strangers]
    if len({each.content for each in arrived}) != len(times):
        found.append("a copy differs from the first")
    copies = len(arrived) - len(times)
    if copies != between:
        found.append(f"{copies} copies after {between} kills that excuse one")
    return found


def _harmless(_verb: str, _recipient: str) -> bool:
    """The server lives, and lets live."""
    return True


def _started(life: Life) -> Forked:
    return Forked(__name__, life)
