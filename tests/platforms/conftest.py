"""One sandbox for all tests of the platforms; every arena has an account of its own."""

from collections.abc import Iterator

import pytest

from crossposter.platforms import PLATFORMS
from crossposter.sandbox.server import Sandbox, running
from tests.support.arenas import Arena, FakeArena, SandboxArena


@pytest.fixture(scope="session")
def running_sandbox() -> Iterator[Sandbox]:
    with running(port=0, state=":memory:") as sandbox:
        yield sandbox


@pytest.fixture
def sandbox(running_sandbox: Sandbox) -> Sandbox:
    """The sandbox with no faults, default settings and an empty log."""
    running_sandbox.state.wipe()
    return running_sandbox


@pytest.fixture(params=[*PLATFORMS, "fake"])
def arena(request: pytest.FixtureRequest) -> Arena:
    """Each platform in turn, and the fake that stands for them elsewhere."""
    if request.param == "fake":
        return FakeArena()
    return SandboxArena(request.param, request.getfixturevalue("sandbox"))


@pytest.fixture(params=[*PLATFORMS])
def platform(request: pytest.FixtureRequest, sandbox: Sandbox) -> SandboxArena:
    """Each real platform in turn."""
    return SandboxArena(request.param, sandbox)
