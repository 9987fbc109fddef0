"""Days in an office where everything goes wrong: `pytest tests/system/crash --seeds 1000`."""

import pytest

from tests.system.crash.faults import Climate, Fault
from tests.system.crash.mutants import LEASED
from tests.system.crash.running import one_seed, simulate, story
from tests.system.crash.verdict import Tally

STEPS = {
    *("claimed", "uploaded", "saved", "prepared", "intended", "answered"),
    *("not answered", "recorded", "looked", "database commit"),
}
SEEDS = 100
ALWAYS = 20  #: seeds; the rest with what takes long
AT_ONCE = 5  #: seeds in one test, so that they spread over the cores
ENOUGH = 60  #: seeds, for every fault and crash point to come up
TELLING = (5, 59, 1, 0)  #: seeds that showed them all once, to be tried first
ROUGH = Climate(
    faults=0.25,
    harder_commits=2,
    crashes=0.03,
    interruptions=0.01,
    sleepers=0,
    jumps=0,
    restores=0,
    hours=1,
)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "first_seed" in metafunc.fixturenames:
        asked = metafunc.config.getoption("--seeds", default=None)
        always = asked or ALWAYS
        rest = (
            pytest.param(it, marks=pytest.mark.long)
            for it in range(always, asked or SEEDS, AT_ONCE)
        )
        seeds = (*range(0, always, AT_ONCE), *rest)
        metafunc.parametrize("first_seed", seeds)


@pytest.mark.timeout(600)
def test_nothing_is_sent_twice_and_nothing_is_lost(first_seed: int) -> None:
    for seed in range(first_seed, first_seed + AT_ONCE):
        day = one_seed(seed)
        assert day.clean, "\n".join([*day.findings, story(seed)])


@pytest.mark.long
@pytest.mark.timeout(600)
def test_every_fault_and_every_crash_point_comes_up() -> None:
    total = Tally()
    for seed in dict.fromkeys((*TELLING, *range(ENOUGH))):
        total += one_seed(seed, ROUGH)
        if set(total.crash_points) >= STEPS and set(total.faults) >= set(Fault):
            return
    raise AssertionError(
        f"never seen: {STEPS - set(total.crash_points)}"
        f" and {set(Fault) - set(total.faults)}"
    )


def test_a_seed_gives_the_same_day_in_every_process() -> None:
    heard: list[Tally] = []

    both = simulate(range(2), workers=2, progress=heard.append)

    assert both == simulate(range(2))
    assert sum(each.seeds for each in heard) == both.seeds == 2


@pytest.mark.timeout(600)
@pytest.mark.parametrize("seed", range(6))
def test_a_process_that_was_replaced_sends_nothing(seed: int) -> None:
    """It falls asleep anywhere, and wakes before anything shows that it slept."""
    day = one_seed(seed, LEASED)

    assert day.clean, "\n".join(day.findings)
