"""How much the crash tests try: `pytest tests/crash --seeds 1000 --rounds 30`."""

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    """Known only when this folder is named; otherwise the tests take their defaults."""
    group = parser.getgroup("crash")
    group.addoption("--seeds", type=int, default=100, help="of the simulation")
    group.addoption("--rounds", type=int, default=5, help="of the kill -9 loop")
