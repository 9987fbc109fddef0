"""What goes wrong, drawn from the seed: one fault a request, and longer troubles."""

import enum
import random
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta


class Kind(enum.StrEnum):
    """What a request is for."""

    COMMIT = "commit"
    PREPARE = "prepare"
    READ = "read"


class Fault(enum.StrEnum):
    """How one request goes wrong."""

    REFUSED = "connection refused"
    UNREACHABLE = "no connection in time"
    LOST_BEFORE = "connection lost before anything was done"
    LOST_AFTER = "connection lost after it was done"
    LATE = "connection lost, done later"
    SLOW = "done, but answered too late"
    ERROR_BEFORE = "server error instead of doing it"
    ERROR_AFTER = "server error after doing it"
    CUT = "done, but the answer is cut short"
    LIMITED = "rate limit"
    REJECTED = "refused for good"
    DENIED = "refused, yet done"
    SHORT = "a listing that does not reach back"
    KILLED_BEFORE = "program killed while sending, not done"
    KILLED_AFTER = "program killed while sending, done"
    KILLED_LATE = "program killed while sending, done later"


KILLS = frozenset({Fault.KILLED_BEFORE, Fault.KILLED_AFTER, Fault.KILLED_LATE})
DONE = frozenset(
    {Fault.LOST_AFTER, Fault.SLOW, Fault.ERROR_AFTER, Fault.CUT, Fault.DENIED}
    | {Fault.KILLED_AFTER}
)
LATER = frozenset({Fault.LATE, Fault.KILLED_LATE})

_NOT_DONE = {
    Fault.REFUSED: 3,
    Fault.UNREACHABLE: 1,
    Fault.LOST_BEFORE: 3,
    Fault.ERROR_BEFORE: 3,
    Fault.LIMITED: 2,
}
_MAYBE = {
    Fault.LOST_AFTER: 4,
    Fault.SLOW: 3,
    Fault.ERROR_AFTER: 3,
    Fault.CUT: 2,
    Fault.KILLED_BEFORE: 2,
    Fault.KILLED_AFTER: 3,
}
_WEIGHTS: Mapping[Kind, Mapping[Fault, int]] = {
    Kind.COMMIT: _NOT_DONE
    | _MAYBE
    | {Fault.LATE: 4, Fault.KILLED_LATE: 2, Fault.DENIED: 2, Fault.REJECTED: 1},
    Kind.PREPARE: _NOT_DONE | _MAYBE,
    Kind.READ: _NOT_DONE | {Fault.CUT: 2, Fault.SHORT: 3, Fault.KILLED_BEFORE: 1},
}
_DOWN = {Fault.REFUSED: 2, Fault.LOST_BEFORE: 2, Fault.ERROR_BEFORE: 4, Fault.SLOW: 1}


@dataclass(frozen=True, kw_only=True)
class Climate:
    """How rough it gets."""

    faults: float = 0.12  #: of each request
    harder_commits: float = 3.0  #: times as many on the request that publishes
    crashes: float = 0.02  #: at each step
    locked: float = 0.003  #: the database, at each commit
    sleepers: float = 0.02  #: of each run of a lane: another process takes over
    interruptions: float = 0.03  #: other people and threads, between two steps
    late: float = 0.5  #: a lost request is done so much of the settling time later
    lag: timedelta = timedelta(seconds=20)  #: of listings, at most
    lagging: float = 0.3  #: of all posts
    jumps: float = 0.05  #: of each event
    restores: float = 0.15  #: of each restart
    troubles: float = 0.25  #: of each event: an outage, a token, a pause
    staff: float = 0.5  #: of each event
    twins: int = 1  #: announcements with the words of another one
    hours: float = 3.5  #: until the evening
    leased: bool = False  #: each process has the database's lease, as the daemon does

    @classmethod
    def drawn(cls, dice: random.Random) -> "Climate":
        """Some seeds are calm, some are not."""
        return cls(
            faults=dice.choice([0.02, 0.06, 0.12, 0.2]),
            crashes=dice.choice([0.0, 0.01, 0.02, 0.05]),
            locked=dice.choice([0.0, 0.0, 0.003, 0.01]),
            jumps=dice.choice([0.0, 0.05, 0.1]),
        )

    @classmethod
    def calm(cls) -> "Climate":
        """Nothing goes wrong any more."""
        return cls(
            faults=0,
            crashes=0,
            locked=0,
            sleepers=0,
            interruptions=0,
            lagging=0,
            jumps=0,
            restores=0,
            troubles=0,
            staff=0,
        )


@dataclass
class Weather:
    """What goes wrong right now; *seen* counts it."""

    dice: random.Random
    climate: Climate
    down_until: dict[str, datetime] = field(default_factory=dict)
    token_expired: set[str] = field(default_factory=set)
    out_of_credits: set[str] = field(default_factory=set)
    next_commits: list[Fault] = field(default_factory=list)  #: before any drawn one
    seen: Counter[str] = field(default_factory=Counter)

    def draw(self, channel: str, kind: Kind, now: datetime) -> Fault | None:
        """The fault of one request."""
        if kind is Kind.COMMIT and self.next_commits:
            return self._counted(self.next_commits.pop(0))
        down = now < self.down_until.get(channel, now)
        if down and self.dice.random() < 0.9:
            return self._counted(_pick(self.dice, _DOWN))
        chance = self.climate.faults
        if kind is Kind.COMMIT:
            chance *= self.climate.harder_commits
        if self.dice.random() >= chance:
            return None
        return self._counted(_pick(self.dice, _WEIGHTS[kind]))

    def happens(self, chance: float) -> bool:
        return chance > 0 and self.dice.random() < chance

    def between(self, least: float, most: float) -> timedelta:
        """Seconds, drawn."""
        return timedelta(seconds=self.dice.uniform(least, most))

    def clear(self) -> None:
        """Calm again; broken tokens stay broken until somebody mends them."""
        self.climate = Climate.calm()
        self.down_until.clear()

    def _counted(self, fault: Fault) -> Fault:
        self.seen[fault] += 1
        return fault


def _pick(dice: random.Random, weights: Mapping[Fault, int]) -> Fault:
    return dice.choices(list(weights), list(weights.values()))[0]
