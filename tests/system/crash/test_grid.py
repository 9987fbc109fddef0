"""A crash at every step, under every fault, on every platform.

The command `python -m tests.system.crash` plays all the cells; here is a twelfth of them, in
which every step and every fault meets every platform.
"""

import pytest

from crossposter.database.models import DeliveryStatus as Status
from crossposter.platforms.uploads import Uploads
from crossposter.publishing.lifecycle import Move
from tests.system.crash.grid import STEPS, Cell, Tally, cells, grid, played


@pytest.mark.timeout(300)
def test_no_crash_makes_a_duplicate_or_a_loss() -> None:
    tally = played(cells(thin=True))

    assert tally.wrong == []
    assert tally.audit.flawless
    assert tally.crashes > tally.cells / 2, "hardly any step was reached"


@pytest.mark.parametrize("step", STEPS)
def test_every_step_can_be_reached(step: str) -> None:
    tally = Tally()

    with grid() as lab:
        lab.play(Cell(platform="x", fault="answer lost", step=step, away=False), tally)

    assert tally.crashes == (step not in {"answered", "recorded"})


def test_the_grid_notices_a_program_that_sends_again_without_looking(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Otherwise it would prove nothing.

    It uploads again as well: Facebook takes no picture for two posts.
    """

    def careless(status: Status, *, now: object) -> Move:
        return Move(status=Status.SCHEDULED, next_at=now)  # type: ignore[arg-type]

    monkeypatch.setattr("crossposter.publishing.lifecycle.found_dead", careless)
    monkeypatch.setattr(Uploads, "get", lambda *_: None)
    lost = [
        Cell(platform="facebook", fault="answer lost", step="not answered", away=False)
    ]

    assert played(lost).audit.duplicates == 1
