"""Waits that double, up to the longest one."""

from datetime import timedelta

import pytest

from crossposter.scheduling.backoff import Retry

MINUTE = timedelta(minutes=1)
RETRY = Retry(first=MINUTE, longest=10 * MINUTE)


@pytest.mark.parametrize(
    ("tries", "minutes"),
    [(-1, 1), (0, 1), (1, 1), (2, 2), (4, 8), (5, 10), (9_999, 10)],
)
def test_each_try_waits_twice_as_long(tries: int, minutes: int) -> None:
    assert RETRY.wait(tries) == minutes * MINUTE


def test_a_first_wait_beyond_the_longest_is_the_longest() -> None:
    assert Retry(first=20 * MINUTE, longest=10 * MINUTE).wait(1) == 10 * MINUTE


@pytest.mark.parametrize(
    ("lasted", "at_most", "pause"), [(0, 9, 1), (4, 9, 4), (30, 9, 9)]
)
def test_a_pause_is_as_long_as_it_has_lasted(
    lasted: int, at_most: int, pause: int
) -> None:
    found = RETRY.pause(lasted * MINUTE, at_most=at_most * MINUTE)

    assert found == pause * MINUTE
    assert RETRY.pause(30 * MINUTE, at_most=60 * MINUTE) == 10 * MINUTE
