"""An office whose daemon is well, for monitors to look at."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from crossposter.app import App, build
from crossposter.config import load
from crossposter.database.queries import channels
from tests.support.fakes import MONDAY, FrozenClock
from tests.support.office import Office


@pytest.fixture
def app(tmp_path: Path, clock: FrozenClock) -> Iterator[App]:
    """An office whose daemon has just given a sign of life."""
    office = Office(folder=tmp_path, url="http://127.0.0.1:1").set_up()
    with (tmp_path / "config.yaml").open("a") as config:
        config.write("monitoring: {listen: 127.0.0.1:0}\n")
    app = build(load(office.folder / "config.yaml", {}), clock=clock)
    with app.database.write() as session:
        channels.beat(session, pid=1, since=MONDAY, now=MONDAY)
    yield app
    app.close()
