"""The simulation notices every safeguard that is taken out of the program."""

import pytest

from tests.system.crash.limits import CONDITIONS, climate
from tests.system.crash.mutants import MUTANTS
from tests.system.crash.running import hunt, one_seed


@pytest.mark.timeout(600)
@pytest.mark.parametrize("name", MUTANTS)
def test_a_broken_safeguard_is_noticed(name: str) -> None:
    tally = hunt(name)

    assert tally.findings, f"nobody noticed: {name} ({tally.seeds} seeds)"


@pytest.mark.timeout(600)
def test_beyond_its_honest_limit_the_program_does_send_twice() -> None:
    """Else the measurement of the limit would measure nothing."""
    late, lag = CONDITIONS[-1]

    doubled = (one_seed(seed, climate(late, lag)).duplicates for seed in range(60))

    assert any(doubled)
