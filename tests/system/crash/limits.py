"""The honest limit: how late a lost request may land before something goes out twice.

No client can be certain of a platform that takes the same post twice. The program waits
for a settling time, and this measures what happens when that is not enough.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import timedelta

from tests.system.crash.faults import Climate
from tests.system.crash.running import simulate
from tests.system.crash.verdict import Tally

CONDITIONS = (
    (0.5, timedelta(seconds=20)),
    (3.0, timedelta(seconds=20)),
    (10.0, timedelta(seconds=20)),
    (0.5, timedelta(seconds=200)),
    (0.5, timedelta(minutes=20)),
)


@dataclass(frozen=True, kw_only=True)
class Limit:
    """What came of one pair of conditions."""

    late: float  #: a lost request lands up to so many settling times later
    lag: timedelta  #: a post is missing from listings for up to so long
    tally: Tally

    @property
    def row(self) -> tuple[str, ...]:
        """The cells of one line of the table."""
        doubled = self.tally.doubled
        on = ", ".join(f"{number} {channel}" for channel, number in doubled.items())
        return (
            f"{self.late:g} × settle",
            f"≤ {self.lag.total_seconds():g} s",
            str(self.tally.deliveries),
            str(self.tally.duplicates),
            on or "none",
        )


HEADER = ("late landing up to", "read lag", "deliveries", "duplicates", "where")


def climate(late: float, lag: timedelta) -> Climate:
    """Many lost answers, and nothing else that could disturb the measurement."""
    return Climate(
        faults=0.04,
        harder_commits=10,
        crashes=0.005,
        locked=0,
        sleepers=0,
        interruptions=0,
        late=late,
        lag=lag,
        lagging=1,
        jumps=0,
        restores=0,
        troubles=0,
        staff=0,
        twins=0,
        hours=4,
    )


def measure(
    seeds: Iterable[int],
    *,
    workers: int = 1,
    progress: Callable[[Tally], None] = lambda _: None,
) -> list[Limit]:
    """One line for each pair of conditions."""
    chosen = list(seeds)
    return [
        Limit(
            late=late,
            lag=lag,
            tally=simulate(
                chosen, climate=climate(late, lag), workers=workers, progress=progress
            ),
        )
        for late, lag in CONDITIONS
    ]
