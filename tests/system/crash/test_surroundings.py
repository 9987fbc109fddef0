"""The database is locked, full or read-only at any step; the disk is nearly full."""

import sqlite3
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import cycle, product
from pathlib import Path

import pytest
from sqlalchemy import event
from structlog.testing import capture_logs

from crossposter import app as composition
from crossposter.database import Database
from crossposter.database.disk import LEAST_ROOM
from crossposter.database.models import DeliveryStatus as Status
from crossposter.sandbox.server import running
from tests.system.crash.grid import COMMIT, PLATFORMS, STEPS
from tests.system.crash.lab import Lab
from tests.system.crash.trouble import Alarm, troubled

BUSY = timedelta(milliseconds=5)
KINDS = ("locked", "full", "read-only")


@pytest.fixture
def lab(quick_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Lab]:
    monkeypatch.setattr(composition, "Database", partial(Database, busy=BUSY))
    clock = Alarm(datetime(2026, 11, 23, 2, 0, tzinfo=UTC))
    with running(port=0, state=":memory:") as sandbox:
        lab = Lab(folder=quick_path, sandbox=sandbox, clock=clock)
        lab.set_up(**{"timeout: 5s": "timeout: 2s"})
        _small_pages(lab.database)
        yield lab
        lab.close()


def _small_pages(database: Path) -> None:
    """So that a row more needs a page more, which a full disk does not give."""
    with sqlite3.connect(database) as connection:
        connection.execute("PRAGMA page_size = 512")
        connection.execute("VACUUM")
    connection.close()


def _cases() -> Iterator[tuple[str, str, str, timedelta]]:
    """Each trouble at each step, on one platform after the other."""
    platforms = cycle(PLATFORMS)
    for kind, step in product(KINDS, STEPS):
        yield kind, step, next(platforms), timedelta(minutes=1)
    for kind, step in product(KINDS, ("intended", "answered", "not answered")):
        yield kind, step, next(platforms), timedelta(seconds=3)


@pytest.mark.parametrize(("kind", "step", "platform", "lasts"), list(_cases()))
def test_a_database_that_cannot_be_written_costs_nothing_but_time(
    lab: Lab, kind: str, step: str, platform: str, lasts: timedelta
) -> None:
    refusals: list[str] = []

    def strike(reached: str) -> None:
        if reached == step and not refusals:
            trouble.begin()
            lab.clock.set(lasts, trouble.end)

    app = lab.open(on_step=strike)
    lab.approve(app, "Jembatan Sungai Loban ditutup", channels=[platform])
    lab.approve(app, "Pasar murah di Pagatan", channels=[platform])
    if step in {"not answered", "looked"}:
        lab.fault(kind="drop_after", platform=platform, operation=COMMIT[platform])
        if platform == "instagram":  # it asks the container before it doubts
            lab.fault(kind="unreadable", operation="container", skip=1)
    event.listen(
        app.database._engine,
        "handle_error",
        lambda context: refusals.append(str(context.original_exception)),
    )
    with troubled(kind, app, lab.database) as trouble:
        lab.run(app)

    # On a full disk the last row of all may still fit.
    assert refusals or kind == "full", "the trouble was never met"
    assert lab.audit(app).flawless


def test_a_disk_that_is_nearly_full_sends_nothing_and_says_so_once(
    lab: Lab, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = lab.open()
    lab.approve(app, "Jembatan Sungai Loban ditutup")
    monkeypatch.setattr(Database, "free_bytes", lambda _: LEAST_ROOM - 1)

    with capture_logs() as logs:
        for _ in range(3):
            lab.tick(app, *app.channels)
            lab.clock.advance(seconds=30)

    assert {row.status for row in lab.rows(app)} == {Status.SCHEDULED}
    assert lab.posts() == []
    assert [each["event"] for each in logs if each["log_level"] == "error"] == [
        "nothing is sent: free some space on the disk"
    ]
    attention = app.status.read()["attention"]
    assert [each["kind"] for each in attention] == ["disk"]
    assert "free" in attention[0]["next"]

    monkeypatch.undo()
    lab.run(app)
    assert lab.audit(app).flawless
    assert app.status.read()["attention"] == []


def test_lanes_side_by_side_say_once_that_the_disk_is_nearly_full(
    lab: Lab, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = lab.open()

    def look(_database: Database) -> int:
        barrier.wait()
        return 0

    barrier = threading.Barrier(len(app.channels))
    monkeypatch.setattr(Database, "free_bytes", look)
    lanes = [
        threading.Thread(target=app.publishing.run_lane, args=[name])
        for name in app.channels
    ]
    with capture_logs() as logs:
        for lane in lanes:
            lane.start()
        for lane in lanes:
            lane.join()

    assert len(logs) == 1
