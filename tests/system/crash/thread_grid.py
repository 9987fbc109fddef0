"""The grid once more, in the middle of a thread: every step, every fault of X, once."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import product
from unittest import mock

from crossposter.app import App
from crossposter.database.models import DeliveryStatus as Status
from crossposter.database.models.thread import texts_of
from crossposter.posts.composer import Composer
from tests.system.crash.grid import AWAY, STEPS, Cell, Grid, faults, laboratory
from tests.system.crash.lab import Crash, Lab
from tests.system.crash.threads import as_threads


@dataclass(kw_only=True)
class Played:
    """What came of the cells that were played."""

    cells: int = 0
    crashes: int = 0
    wrong: list[str] = field(default_factory=list)


def cells(*, thin: bool = False) -> list[Cell]:
    """All of them, or those in which each step and each fault comes up."""
    chosen = [name for name in faults("x") if not name.startswith("upload")]
    found = [
        Cell(platform="x", fault=fault, step=step, away=away)
        for fault, step, away in product(chosen, STEPS, (False, True))
    ]
    return found[::17] if thin else found


class ThreadGrid(Grid):
    """A lab in which a thread waits, as often as it is asked for."""

    def __init__(self, lab: Lab) -> None:
        with mock.patch.object(Composer, "compose", as_threads):
            super().__init__(lab)

    def _reset(self, cell: Cell) -> None:
        super()._reset(Cell(platform="x", fault="nothing", step="", away=False))
        for fault in faults("x")[cell.fault]:
            skipped = fault.get("operation") == "tweets" or "operation" not in fault
            self._lab.fault(**fault, **({"skip": 1} if skipped else {}))

    def try_out(self, cell: Cell, played: Played) -> None:
        """Crash at the step of the second part, and come to an end after it."""
        self._reset(cell)
        lab = self._lab
        app = lab.open(on_step=in_the_second_part(cell.step))
        try:
            self._run(app, "x")
        except Crash:
            played.crashes += 1
            app.database.close()
            app = lab.open()
            if cell.away:
                lab.pass_time(lab.clock.now() + AWAY)
            lab.start(app)
            self._run(app, "x")
        played.cells += 1
        if not self._is_whole(app):
            told = [(post["text"], post["reply_to"]) for post in lab.posts()]
            played.wrong.append(f"{cell}: {lab.rows(app, 'x')[0].status}, {told}")

    def _is_whole(self, app: App) -> bool:
        (row,) = self._lab.rows(app, "x")
        posts = self._lab.posts()
        above = [None, *(post["id"] for post in posts)]
        return (
            row.status is Status.PUBLISHED
            and row.remote_id == posts[0]["id"]
            and [post["text"] for post in posts] == list(texts_of(row))
            and [post["reply_to"] for post in posts] == above[:-1]
        )


def in_the_second_part(step: str) -> Callable[[str], None]:
    """Crash at a step once the first part has been recorded."""
    recorded = 0

    def follow(reached: str) -> None:
        nonlocal recorded
        if recorded == 1 and reached == step:
            recorded += 1
            raise Crash(step)
        recorded += reached == "recorded"

    return follow


@contextmanager
def grid() -> Iterator[ThreadGrid]:
    """A grid ready to be played."""
    with laboratory() as lab:
        yield ThreadGrid(lab)


def play(chosen: list[Cell], progress: Callable[[], None] = lambda: None) -> Played:
    """Play cells one after the other; *progress* hears of each that is done."""
    played = Played()
    with grid() as lab:
        for cell in chosen:
            lab.try_out(cell, played)
            progress()
    return played
