"""The clock of this machine is wrong, jumps, or changes for summer and winter."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from crossposter.app import App
from crossposter.database.models import DeliveryStatus as Status
from crossposter.sandbox.server import running
from tests.system.crash.grid import COMMIT, PLATFORMS
from tests.system.crash.lab import Lab
from tests.system.crash.trouble import Alarm

START = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
JUMPS = [HOUR, -HOUR, timedelta(days=365)]


class Wrong:
    """The clock of this machine: the true one, and how far it is off."""

    def __init__(self, true: Alarm) -> None:
        self.true = true
        self.off = timedelta(0)

    def now(self) -> datetime:
        return self.true.now() + self.off

    def sleep(self, duration: timedelta) -> None:
        self.true.sleep(duration)


@pytest.fixture
def lab(quick_path: Path) -> Iterator[Lab]:
    with running(port=0, state=":memory:") as sandbox:
        lab = Lab(folder=quick_path, sandbox=sandbox, clock=Alarm(START))
        lab.set_up(
            **{
                "settle: {reads: 2, within: 2s}": "settle: {reads: 3, within: 9m}",
                "spacing: 0s": "spacing: 1m",
            }
        )
        yield lab
        lab.close()


def opened(lab: Lab) -> tuple[App, Wrong]:
    """The program, on a clock that can be wrong while the platforms' is right."""
    wrong = Wrong(lab.clock)
    app = lab.open(clock=wrong)
    return app, wrong


def run_for(lab: Lab, app: App, minutes: float, *, tick: float = 0.5) -> None:
    """Let the daemon's jobs run for so much true time."""
    until = lab.clock.now() + timedelta(minutes=minutes)
    while lab.clock.now() < until:
        lab.tick(app, *app.channels)
        lab.clock.advance(minutes=tick)


def lose_answers(lab: Lab, **fault: Any) -> None:
    for platform in PLATFORMS:
        commit = {"platform": platform, "operation": COMMIT[platform]}
        if fault:
            lab.fault(**fault, **commit)
        lab.fault(kind="drop_after", **commit)


@pytest.mark.parametrize("jump", JUMPS, ids=str)
@pytest.mark.parametrize("after", [0.2, 4])
def test_a_jump_while_it_is_unconfirmed_sends_nothing_too_early(
    lab: Lab, jump: timedelta, after: float
) -> None:
    """The post can be read only after 8 of the 9 minutes that settling takes."""
    app, wrong = opened(lab)
    lab.approve(app, "Jembatan ditutup", channels=["facebook", "x"], images=[])
    lose_answers(lab, kind="read_lag", seconds=8 * 60)
    run_for(lab, app, after)

    wrong.off = jump
    app.publishing.clock_jumped()
    run_for(lab, app, 30)

    assert {row.status for row in lab.rows(app)} == {Status.PUBLISHED}
    assert lab.audit(app).flawless


@pytest.mark.parametrize("jump", JUMPS, ids=str)
def test_a_jump_keeps_no_lost_post_waiting(lab: Lab, jump: timedelta) -> None:
    app, wrong = opened(lab)
    lab.approve(app, "Jembatan ditutup")
    for platform in PLATFORMS:
        operation = COMMIT[platform]
        lab.fault(kind="drop_before", platform=platform, operation=operation)
    run_for(lab, app, 1)

    wrong.off = jump
    app.publishing.clock_jumped()
    run_for(lab, app, 15)

    years = jump > timedelta(days=1)
    wanted = {Status.HELD} if years else {Status.PUBLISHED}
    rows = [row for row in lab.rows(app) if row.platform != "instagram"]
    assert {row.status for row in rows} == wanted, "what is late by a year is held"
    assert not years or len(lab.posts()) == 1, "only what went out before the jump"


def test_a_clock_put_right_keeps_no_post_waiting_for_a_year(lab: Lab) -> None:
    app, wrong = opened(lab)
    wrong.off = timedelta(days=365)
    lab.approve(app, "Dengan jam yang salah", urgent=False, at_once=True)
    run_for(lab, app, 2)

    wrong.off = timedelta(0)
    app.publishing.clock_jumped()
    lab.approve(app, "Dengan jam yang benar", urgent=False, at_once=True)
    run_for(lab, app, 5)

    assert {row.status for row in lab.rows(app)} == {Status.PUBLISHED}
    assert lab.audit(app).flawless


def test_a_daemon_that_beat_in_the_future_does_not_count_as_running(lab: Lab) -> None:
    app, wrong = opened(lab)
    wrong.off = HOUR
    lab.start(app)
    wrong.off = timedelta(0)

    assert app.status.read()["daemon"]["running"] is False


@pytest.mark.parametrize("off", [HOUR, -HOUR], ids=str)
@pytest.mark.parametrize("posted_before", [True, False])
def test_a_clock_that_is_wrong_all_the_time_finds_the_post_all_the_same(
    lab: Lab, off: timedelta, posted_before: bool
) -> None:
    app, wrong = opened(lab)
    wrong.off = off
    if posted_before:
        lab.approve(app, "Kabar pertama")
        run_for(lab, app, 2)
    lab.approve(app, "Jembatan ditutup")
    lose_answers(lab)

    run_for(lab, app, 15)

    assert {row.status for row in lab.rows(app)} == {Status.PUBLISHED}
    assert lab.audit(app).flawless


#: When the test begins, and how many slots there are in these five hours.
CHANGES = {
    "into summer": (datetime(2026, 3, 29, 0, 0, tzinfo=UTC), 2),
    "into winter": (datetime(2026, 10, 24, 23, 0, tzinfo=UTC), 3),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_of_the_hour_sends_each_post_once(
    quick_path: Path, change: str
) -> None:
    begin, slots = CHANGES[change]
    with running(port=0, state=":memory:") as sandbox:
        lab = Lab(folder=quick_path, sandbox=sandbox, clock=Alarm(begin))
        lab.set_up(
            **{
                "timezone: Asia/Makassar": "timezone: Europe/Berlin",
                "[daily 07:00 11:00 17:00]": "[daily 01:30 02:30 03:30]",
            }
        )
        app = lab.open()
        for number in range(slots):
            lab.approve(app, f"Kabar ke-{number}", urgent=False)
        lose_answers(lab)
        run_for(lab, app, 5 * 60, tick=5)

        assert {row.status for row in lab.rows(app)} == {Status.PUBLISHED}
        assert lab.audit(app).flawless
        lab.close()
