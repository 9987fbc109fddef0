"""The clock of this machine: aware, in UTC, and never asked to sleep backwards."""

from datetime import UTC, datetime, timedelta

import pytest

from crossposter.clock import SystemClock


def test_now_is_between_two_looks_at_the_systems_clock() -> None:
    before, now, after = datetime.now(UTC), SystemClock().now(), datetime.now(UTC)

    assert before <= now <= after
    assert now.utcoffset() == timedelta(0)


def test_a_wait_that_is_over_already_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    slept: list[float] = []
    monkeypatch.setattr("time.sleep", slept.append)

    for seconds in (-5, 0, 0.25):
        SystemClock().sleep(timedelta(seconds=seconds))

    assert slept == [0, 0, 0.25]
