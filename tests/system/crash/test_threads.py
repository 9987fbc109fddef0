"""Threads on days where everything goes wrong: no part twice, none lost, all in order.

`pytest tests/system/crash/test_threads.py --seeds 1000` plays 50 days.
"""

import pytest

from tests.system.crash import thread_grid
from tests.system.crash.threads import MUTANTS, hunt, one_day

SEEDS = 100  #: a twentieth of them are days of threads


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "first_seed" in metafunc.fixturenames:
        seeds = (metafunc.config.getoption("--seeds", default=None) or SEEDS) // 20
        metafunc.parametrize("first_seed", range(0, seeds, 2))


@pytest.mark.timeout(600)
def test_no_part_is_sent_twice_and_none_is_lost(first_seed: int) -> None:
    for seed in range(first_seed, first_seed + 2):
        assert one_day(seed).findings == []


@pytest.mark.timeout(300)
def test_a_crash_in_the_middle_of_a_thread_harms_no_part() -> None:
    played = thread_grid.play(thread_grid.cells(thin=True))

    assert played.wrong == []
    assert played.crashes > played.cells / 2, "hardly any step was reached"


@pytest.mark.timeout(600)
@pytest.mark.parametrize("name", MUTANTS)
def test_a_broken_safeguard_is_noticed(name: str) -> None:
    assert hunt(name).findings, f"nobody noticed: {name}"
