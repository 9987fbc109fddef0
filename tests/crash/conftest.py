"""How much the crash tests try: `pytest tests/crash --seeds 1000 --rounds 30`."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.crash.running import MEMORY


def pytest_addoption(parser: pytest.Parser) -> None:
    """Known only when this folder is named; otherwise the tests take their defaults."""
    group = parser.getgroup("crash")
    group.addoption("--seeds", type=int, default=100, help="of the simulation")
    group.addoption("--rounds", type=int, default=5, help="of the kill -9 loop")


@pytest.fixture
def quick_path() -> Iterator[Path]:
    """A folder in memory where there is one: no power is lost in these tests."""
    memory = MEMORY if MEMORY.is_dir() else None
    with TemporaryDirectory(prefix="crossposter-", dir=memory) as folder:
        yield Path(folder)
