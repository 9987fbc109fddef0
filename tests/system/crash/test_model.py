"""Whatever staff, platforms, clocks and crashes do, in any order, the promises hold.

Here Hypothesis chooses what happens, and looks for the shortest story that breaks them.
"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from crossposter.announcements.draft import Draft
from crossposter.database.models import Delivery
from crossposter.database.models.delivery_states import IN_FLIGHT, OVER
from crossposter.errors import NotAllowed
from tests.system.crash.faults import Climate, Fault
from tests.system.crash.network import Crash
from tests.system.crash.newsroom import BODIES, WHO
from tests.system.crash.running import office
from tests.system.crash.simulation import LANES, Simulation
from tests.system.crash.verdict import judge

STEPS = [
    *("claimed", "uploaded", "saved", "prepared", "intended", "answered"),
    *("not answered", "recorded", "looked"),
]
WITH_ITS_STORY = [fault for fault in Fault if fault is not Fault.SHORT]
lanes = st.sampled_from(LANES)
hours = st.sampled_from([-3.0, -1.0, 0.2, 1.0, 3.0])


class Office(RuleBasedStateMachine):
    """One office, its staff, and the world around it."""

    @initialize(seed=st.integers(0, 3))
    def open(self, seed: int) -> None:
        self.day = Simulation(seed, office(), Climate.calm())
        self.day.machine.start()
        self.known: set[int] = set()

    @rule(body=st.sampled_from(BODIES), picture=st.booleans(), urgent=st.booleans())
    def approve(self, body: str, *, picture: bool, urgent: bool) -> None:
        if len(self.rows()) < 12:
            how = {"urgent": True} if urgent else {"at_once": True}
            self.day.newsroom.announce(body, picture=picture, **how)

    @rule(minutes=st.sampled_from([0.1, 1.0, 5.0, 30.0, 180.0]))
    def tick(self, minutes: float) -> None:
        self.day.time.sleep(timedelta(minutes=minutes))
        self.work()

    @rule(fault=st.sampled_from(WITH_ITS_STORY))
    def lose(self, fault: Fault) -> None:
        self.day.weather.next_commits = [fault]
        self.work()
        self.day.weather.next_commits = []

    @rule(step=st.sampled_from(STEPS), minutes=st.sampled_from([0.0, 1.0, 60.0]))
    def crash(self, step: str, minutes: float) -> None:
        self.day.machine.bomb = step
        self.work(downtime=timedelta(minutes=minutes))
        self.day.machine.bomb = None

    @rule(which=st.integers(0, 11))
    def edit(self, which: int) -> None:
        for row in self.rows()[which : which + 1]:
            self.day._change(row)

    @rule(which=st.integers(0, 11))
    def withdraw(self, which: int) -> None:
        for row in self.rows()[which : which + 1]:
            if self.day._is_untouched(row):
                self.day.newsroom.withdraw(row)

    @rule()
    def put_right(self) -> None:
        for row in self.rows():
            self.day.newsroom.attend(row)

    @rule(lane=lanes)
    def token_expires(self, lane: str) -> None:
        self.day.weather.token_expired.add(lane)

    @rule(lane=lanes, length=st.sampled_from([0.1, 2.0, 30.0]))
    def outage(self, lane: str, length: float) -> None:
        until = self.day.time.true + timedelta(hours=length)
        self.day.weather.down_until[lane] = until

    @rule()
    def outages_end(self) -> None:
        self.day.weather.down_until.clear()

    @rule(by=hours)
    def clock_jumps(self, by: float) -> None:
        self.day._clock_jumps(by)
        assert self.day.machine.noticed_the_jump()

    @rule(lane=lanes)
    def pause(self, lane: str) -> None:
        self.day.machine.app.pausing.pause(WHO, [lane], "rapat")

    @rule()
    def resume(self) -> None:
        self.day.newsroom.mend_accounts()

    @invariant()
    def nothing_is_public_twice_or_under_a_wrong_name(self) -> None:
        findings = judge(
            self.rows(),
            self.day.network.ledger,
            texts=self.day.newsroom.texts,
            first_texts=self.day.newsroom.first_texts,
        )
        assert not list(findings), "\n".join(self.day.machine.story)

    @invariant()
    def nothing_leaves_the_table(self) -> None:
        keys = {row.id or 0 for row in self.rows()}
        assert keys >= self.known
        self.known = keys

    def teardown(self) -> None:
        """Every state has an exit: in calm weather all of it comes to an end."""
        self.day._evening()
        left = [row for row in self.rows() if row.status not in OVER]
        assert not self.day.findings, (self.day.findings, left)
        self.nothing_is_public_twice_or_under_a_wrong_name()

    def rows(self) -> list[Delivery]:
        return self.day.machine.rows()

    def work(self, downtime: timedelta = timedelta(seconds=5)) -> None:
        try:
            self.day.machine.work(LANES)
        except Crash as crash:
            self.day.machine.crashed(crash)
            for row in self.rows():
                if row.status in IN_FLIGHT:
                    self.nobody_touches(row)
            self.day.time.sleep(downtime)
            self.day.machine.start()
        self.day.network.catch_up()

    def nobody_touches(self, row: Delivery) -> None:
        app, key = self.day.machine.app, row.id or 0
        attempts: list[Callable[[], Any]] = [
            lambda: app.interventions.retry(WHO, key),
            lambda: app.interventions.not_posted(WHO, key),
            lambda: app.interventions.posted(WHO, key, "https://x.com/a/status/1"),
            lambda: app.announcements.withdraw(WHO, row.announcement_id, "batal"),
            lambda: app.announcements.edit(
                WHO, row.announcement_id, Draft(body="Ralat")
            ),
        ]
        for attempt in attempts:
            try:
                attempt()
            except NotAllowed:
                continue
            raise AssertionError(f"a person touched {row.id}, which is {row.status}")


def test_the_promises_hold_whatever_happens() -> None:
    run_state_machine_as_test(
        Office,
        settings=settings(
            max_examples=30,
            stateful_step_count=20,
            deadline=None,
            derandomize=True,
            suppress_health_check=list(HealthCheck),
        ),
    )
