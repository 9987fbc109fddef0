"""The kill -9 loop: a daemon is killed again and again, by itself, by us, by the sandbox.

Real processes, real sockets, SQLite on disk. The sandbox kills its client at the two
instants nothing else can reach: when a request has arrived and nothing was done, and
when all was done and nothing answered.
"""

import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, fields
from pathlib import Path
from random import Random
from signal import SIGKILL
from tempfile import TemporaryDirectory

from crossposter.database.models import Delivery, Part
from crossposter.database.models import DeliveryStatus as Status
from crossposter.database.queries import deliveries
from crossposter.database.queries import threads as parts
from crossposter.sandbox.server import running
from tests.support.office import Office
from tests.system.crash import flood
from tests.system.crash.audit import Audit, audit, by_part
from tests.system.crash.child import LOG, Fuse, launch
from tests.system.crash.grid import COMMIT, PLATFORMS, STEPS, UPLOAD
from tests.system.crash.lab import WHO

MOST_KILLS = 9  #: in a round; then what is left is brought to an end
ENOUGH = 150.0  #: seconds without a kill, in which everything must come to an end
OVER = frozenset({Status.PUBLISHED, Status.FAILED, Status.HELD, Status.EXPIRED})
LANDS_WITHIN = 1.0  #: seconds a post may be late or unreadable; settling takes longer
FAULTS = (
    "drop_before",
    "drop_after",
    "error_before",
    "error_after",
    "truncated",
    "slow",
    "late",
    "read_lag",
)


@dataclass(frozen=True, kw_only=True)
class Round:
    """What happened in a round, or in several."""

    rounds: int = 1
    launches: int = 0
    kills: int = 0
    faults: int = 0
    held: int = 0  #: deliveries that rightly wait for a person
    audit: Audit = field(default_factory=Audit)
    wrong: tuple[str, ...] = ()

    def __add__(self, other: "Round") -> "Round":
        names = [each.name for each in fields(self)]
        return Round(**{it: getattr(self, it) + getattr(other, it) for it in names})


def loop(
    seed: int,
    rounds: int,
    *,
    beside: int = 4,
    progress: Callable[[], None] = lambda: None,
) -> Round:
    """Play rounds, some of them at the same time: mostly they wait.

    *progress* hears of each that is done.
    """
    total = Round(rounds=0)
    with ThreadPoolExecutor(beside) as threads:
        for one in threads.map(lambda number: play(f"{seed}:{number}"), range(rounds)):
            total += one
            progress()
    return total


def play(seed: str) -> Round:
    """One office from its first announcement to the last one's end."""
    with (
        running(port=0, state=":memory:") as sandbox,
        TemporaryDirectory(prefix="crossposter-") as folder,
    ):
        office = Office(folder=Path(folder), url=sandbox.url).set_up()
        chance = Random(seed)  # noqa: S311  # to be repeated, not to be secret
        return _Play(office, chance, seed).run()


class _Play:
    def __init__(self, office: Office, chance: Random, seed: str) -> None:
        self._office = office
        self._chance = chance
        self._seed = seed
        self._launches = self._kills = self._faults = 0

    def run(self) -> Round:
        flood.set_up(self._office)
        flood.announce(self._office, self._chance)
        while self._kills < MOST_KILLS and not self._is_over():
            self._live_and_die()
        self._finish()
        try:
            return self._round()
        finally:
            self._office.app.database.close()

    def _live_and_die(self) -> None:
        """One life of the daemon; how it ends is for chance to say."""
        end = self._chance.choice((self._by_fuse, self._by_us, self._by_sandbox))
        self._set_faults()
        fuse, seconds = end()
        process = launch(self._office.folder, fuse)
        self._launches += 1
        give_up_at = time.monotonic() + seconds
        while process.is_alive() and time.monotonic() < give_up_at:
            time.sleep(0.05)
            if self._is_over():
                break
        process.kill()
        self._kills += 1
        assert process.exitcode == -SIGKILL, self._log()

    def _by_fuse(self) -> tuple[Fuse | None, float]:
        step, hit = self._chance.choice(STEPS), self._chance.randint(1, 3)
        return Fuse(step=step, hit=hit), 8

    def _by_us(self) -> tuple[Fuse | None, float]:
        return None, self._chance.uniform(0.1, 2.5)

    def _by_sandbox(self) -> tuple[Fuse | None, float]:
        kind = self._chance.choice(("kill_client_before", "kill_client_after"))
        self._fault(kind)
        return None, 8

    def _set_faults(self) -> None:
        for _ in range(self._chance.choice((0, 0, 1, 1, 2))):
            self._fault(self._chance.choice(FAULTS))

    def _fault(self, kind: str) -> None:
        platform = self._chance.choice(PLATFORMS)
        operations = (
            (COMMIT,) if kind in {"late", "read_lag"} else (COMMIT, COMMIT, UPLOAD)
        )
        operation = self._chance.choice(operations)[platform]
        seconds = round(self._chance.uniform(0.1, LANDS_WITHIN), 1)
        timed = {"seconds": seconds} if kind in {"late", "slow", "read_lag"} else {}
        skip = self._chance.randint(0, 2)
        self._office.fault(
            kind=kind, platform=platform, operation=operation, skip=skip, **timed
        )
        self._faults += 1

    def _finish(self) -> None:
        """A last life; a person helps where one has to."""
        while (end := self._live_on()) == -SIGKILL:  # by a fault that was still left
            self._kills += 1
        assert end == 0, self._log()

    def _live_on(self) -> int | None:
        """Until all is over; returns how the process ended."""
        process = launch(self._office.folder)
        self._launches += 1
        give_up_at = time.monotonic() + ENOUGH
        started = f"process={process.pid}"
        while time.monotonic() < give_up_at and process.is_alive():
            time.sleep(0.1)
            if started in self._log() and self._is_over() and not self._help():
                break
        is_slow = time.monotonic() >= give_up_at
        process.terminate()
        end = process.join(100)
        assert not is_slow, f"not at rest after {ENOUGH:.0f} s\n{self._log()}"
        return end

    def _help(self) -> bool:
        """What a person does about each delivery that failed or is held."""
        return self._retry_failed() or self._decide_held()

    def _retry_failed(self) -> bool:
        """So many kills and faults on one delivery may use up all of its tries."""
        failed = [row for row in self._rows() if row.status is Status.FAILED]
        for row in failed:
            assert "(tried" in (row.error or ""), self._story(Audit())
            self._office.app.interventions.retry(WHO, row.id or 0)
        return bool(failed)

    def _decide_held(self) -> bool:
        """Name the post of each delivery that is held between several."""
        posts = self._office.posts()
        helped = False
        for row in self._rows():
            if row.status is Status.HELD and row.id not in self._excused():
                public = self._public(row)
                asked = (row.text, *row.replies)[len(public)]
                taken = {each.remote_id for each in self._rows()}
                taken |= {part.remote_id for part in public}
                fitting = [
                    post
                    for post in posts
                    if (post["platform"], post["text"]) == (row.platform, asked)
                    and post["id"] not in taken
                ]
                if len(fitting) > self._nameless(row):
                    key, link = row.id or 0, fitting[0]["permalink"]
                    self._office.app.interventions.posted(WHO, key, link)
                else:
                    self._office.app.interventions.not_posted(WHO, row.id or 0)
                helped = True
        return helped

    def _nameless(self, row: Delivery) -> int:
        """Public deliveries with this text whose posts nobody has named.

        As many of the posts are theirs: whoever decides has to count them first.
        """
        return sum(
            (each.channel, each.text, each.remote_id) == (row.channel, row.text, None)
            for each in self._rows()
            if each.status is Status.PUBLISHED
        )

    def _excused(self) -> frozenset[int]:
        """X takes no text twice: one of the twins waits for a person to change it."""
        twins = [
            row
            for row in self._rows()
            if row.platform == "x" and row.text.startswith(flood.TWIN)
        ]
        held = [row for row in twins if row.status is Status.HELD]
        public = [row for row in twins if row.status is Status.PUBLISHED]
        return frozenset(row.id or 0 for row in held[:1] if public)

    def _is_over(self) -> bool:
        return all(row.status in OVER for row in self._rows())

    def _rows(self) -> Sequence[Delivery]:
        with self._office.app.database.read() as session:
            return deliveries.everything(session)

    def _round(self) -> Round:
        excused = self._excused()
        found = self._audit(excused)
        return Round(
            launches=self._launches,
            kills=self._kills,
            faults=self._faults,
            held=len(excused),
            audit=found,
            wrong=() if found.flawless else (self._story(found),),
        )

    def _audit(self, excused: frozenset[int]) -> Audit:
        posts, rows, stray = self._office.posts(), list[Delivery](), 0
        for row in self._rows():
            each, misplaced = by_part(row, self._public(row), posts)
            rows += each if row.replies else [row]
            stray += misplaced
        return audit(rows, posts, excused=excused) + Audit(altered=stray)

    def _public(self, row: Delivery) -> Sequence[Part]:
        with self._office.app.database.read() as session:
            return parts.of(session, row).public

    def _story(self, found: Audit) -> str:
        rows = [(row.id, row.channel, row.status, row.error) for row in self._rows()]
        return f"seed {self._seed}: {found}\n{rows}\n{self._log()}"

    def _log(self) -> str:
        file = self._office.folder / LOG
        return file.read_text(encoding="utf-8") if file.exists() else "no log"
