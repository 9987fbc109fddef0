"""The grid: every step a crash can fall between, every fault, every platform, once."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from crossposter.app import App
from crossposter.database.models import DeliveryStatus as Status
from crossposter.sandbox.server import running
from tests.system.crash.audit import Audit
from tests.system.crash.lab import WHO, Crash, Lab, bomb
from tests.system.crash.running import MEMORY
from tests.system.crash.trouble import Alarm

PLATFORMS = ("facebook", "x", "instagram")
STEPS = (
    "claimed",
    "uploaded",
    "saved",
    "prepared",
    "intended",
    "answered",
    "not answered",
    "recorded",
    "looked",
)
COMMIT = {"facebook": "feed", "x": "tweets", "instagram": "media_publish"}
UPLOAD = {"facebook": "photos", "x": "media_upload", "instagram": "media"}
LOOK = {"facebook": "published_posts", "x": "timeline", "instagram": "container"}
REFUSAL = {"facebook": "100", "x": "403", "instagram": "36003/2207009"}

AWAY = timedelta(minutes=10)

Fault = dict[str, Any]


def faults(platform: str) -> dict[str, list[Fault]]:
    """What may go wrong on a platform, by name; a list because some need two."""
    commit = {"platform": platform, "operation": COMMIT[platform]}
    upload = {"platform": platform, "operation": UPLOAD[platform]}
    look = {"platform": platform, "operation": LOOK[platform]}
    lost = {"kind": "drop_after", **commit}
    found: dict[str, list[Fault]] = {
        "nothing": [],
        "refused": [{"kind": "refuse", "code": REFUSAL[platform], **commit}],
        "upload refused": [{"kind": "refuse", "status": 500, "body": {}, **upload}],
        "upload lost": [{"kind": "drop_after", **upload}],
        "never arrived": [{"kind": "drop_before", **commit}],
        "answer lost": [lost],
        "answer cut": [{"kind": "truncated", **commit}],
        "error, not done": [{"kind": "error_before", **commit}],
        "error, done": [{"kind": "error_after", "html": True, **commit}],
        "web page": [{"kind": "html", **commit}],
        "rate limited": [{"kind": "rate_limited", **commit}],
        "token expired": [{"kind": "expired_token", **commit}],
        "lands late": [{"kind": "late", "seconds": 0.2, **commit}],
        "shown late": [{"kind": "read_lag", "seconds": 3, **commit}, lost],
        "unreadable": [lost, {"kind": "unreadable", "times": 2, **look}],
        "looks lost": [lost, {"kind": "drop_before", "times": 2, **look}],
        "slow": [{"kind": "slow", "seconds": 0.1, **commit}],
    }
    return found | (_OF_CONTAINERS if platform == "instagram" else {})


_OF_CONTAINERS: dict[str, list[Fault]] = {
    "container stuck": [{"kind": "container_stuck", "seconds": 90}],
    "container failed": [{"kind": "container_error"}],
}


@dataclass(frozen=True, kw_only=True)
class Cell:
    """One case of the grid."""

    platform: str
    fault: str
    step: str
    away: bool  #: the next process starts a while later, when the delivery is overdue

    def __str__(self) -> str:
        when = "a while later" if self.away else "at once"
        return f"{self.platform}, {self.fault}, crash at {self.step!r}, again {when}"


@dataclass(kw_only=True)
class Tally:
    """What came of the cells that were played."""

    cells: int = 0
    crashes: int = 0
    helped: int = 0  #: cells that needed a person
    audit: Audit = field(default_factory=Audit)
    wrong: list[str] = field(default_factory=list)

    def add(self, cell: Cell, found: Audit, *, crashed: bool, help_: int) -> None:
        self.cells += 1
        self.crashes += crashed
        self.helped += bool(help_)
        self.audit += found
        if not found.flawless:
            self.wrong.append(f"{cell}: {found}")


def cells(*, thin: bool = False) -> list[Cell]:
    """All of them, or a twelfth in which everything still meets every platform."""
    found = [
        Cell(platform=platform, fault=fault, step=step, away=away)
        for platform in PLATFORMS
        for fault, step, away in product(faults(platform), STEPS, (False, True))
    ]
    return [it for it in found if not thin or _is_kept(it)]


def _is_kept(cell: Cell) -> bool:
    row = list(faults("instagram")).index(cell.fault) + STEPS.index(cell.step)
    chosen = (row + 2 * PLATFORMS.index(cell.platform)) % 6 == 0
    return chosen and row // 6 % 2 == cell.away


class Grid:
    """A lab in which one delivery a platform waits, as often as it is asked for."""

    def __init__(self, lab: Lab) -> None:
        self._lab = lab
        self._began = lab.clock.now()
        app = lab.open()
        lab.approve(app, "Jembatan Sungai Loban ditutup")
        lab.close()
        self._approved = lab.database.read_bytes()

    def play(self, cell: Cell, tally: Tally) -> None:
        """Crash once at the step, if it is reached, and come to an end after it."""
        self._reset(cell)
        lab, name = self._lab, cell.platform
        app = lab.open(on_step=bomb(cell.step))
        crashed, helped = False, 0
        try:
            helped += self._run(app, name)
        except Crash:
            crashed = True
            app.database.close()
            app = lab.open()
            if cell.away:
                lab.pass_time(lab.clock.now() + AWAY)
            lab.start(app)
            helped += self._run(app, name)
        found = lab.audit(app, name)
        tally.add(cell, found, crashed=crashed, help_=helped)

    def _reset(self, cell: Cell) -> None:
        self._lab.close()
        self._lab.database.write_bytes(self._approved)
        self._lab.clock.advance(to=self._began)
        self._lab.wipe()
        for fault in faults(cell.platform)[cell.fault]:
            self._lab.fault(**fault)

    def _run(self, app: App, name: str) -> int:
        """Until it is public; returns how often a person had to help."""
        for helps in range(5):
            self._lab.run(app, name)
            row = self._lab.rows(app, name)[0]
            if row.status is Status.PUBLISHED:
                return helps
            if row.status is Status.FAILED:
                app.interventions.retry(WHO, row.id or 0)
            elif row.status is Status.SCHEDULED:
                app.pausing.resume(WHO, [name])
            else:
                return helps
        return helps


@contextmanager
def laboratory() -> Iterator[Lab]:
    """An office to be crashed; in memory where it can be, no power is lost here."""
    memory = MEMORY if MEMORY.is_dir() else None
    with (
        running(port=0, state=":memory:") as sandbox,
        TemporaryDirectory(dir=memory) as folder,
    ):
        clock = Alarm(datetime(2026, 11, 23, 2, 0, tzinfo=UTC))
        lab = Lab(folder=Path(folder), sandbox=sandbox, clock=clock).set_up()
        yield lab
        lab.close()


@contextmanager
def grid() -> Iterator[Grid]:
    """A grid ready to be played."""
    with laboratory() as lab:
        yield Grid(lab)


def played(
    chosen: Iterable[Cell], *, progress: Callable[[], None] = lambda: None
) -> Tally:
    """Play cells one after the other; *progress* hears of each that is done."""
    tally = Tally()
    with grid() as lab:
        for cell in chosen:
            lab.play(cell, tally)
            progress()
    return tally
