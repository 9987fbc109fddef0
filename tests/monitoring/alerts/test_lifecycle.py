"""What is news, what is not, and when trouble is over."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossposter.database.models.incident import IncidentKind, IncidentState
from crossposter.monitoring.alerts.lifecycle import (
    GROUP_WAIT,
    GROUP_WAIT_MAX,
    RESOLVE_TIMEOUT,
    Condition,
    begin,
    go_on,
    is_time_to_tell,
    plan,
    subside,
    tell,
    threshold,
)
from tests.support.fakes import MONDAY

PAUSED = Condition(key="channel/x", kind=IncidentKind.PAUSED, variant="token")
BLOCKED = Condition(key="channel/x", kind=IncidentKind.PAUSED, variant="blocked")
SECOND = timedelta(seconds=1)


def told(condition: Condition = PAUSED) -> IncidentState:
    return tell(begin(condition, MONDAY))


def test_what_begins_is_news() -> None:
    assert begin(PAUSED, MONDAY).pending_since == MONDAY


def test_what_was_told_is_no_news_however_often_it_is_found() -> None:
    course = told()

    for minutes in range(5):
        assert go_on(course, PAUSED, MONDAY + timedelta(minutes=minutes)) == course


def test_another_nature_is_news_and_the_first_one_again_is_not() -> None:
    course = go_on(told(), BLOCKED, MONDAY)
    assert course.pending_since == MONDAY

    course = tell(course)

    assert go_on(course, PAUSED, MONDAY + SECOND).pending_since is None
    assert go_on(course, BLOCKED, MONDAY + SECOND).pending_since is None


def test_a_change_that_is_taken_back_before_it_was_told_is_no_news() -> None:
    course = go_on(told(), BLOCKED, MONDAY)

    assert go_on(course, PAUSED, MONDAY + SECOND).pending_since is None


def test_trouble_is_over_when_it_has_stayed_away_for_a_while() -> None:
    course = subside(told(), MONDAY)
    assert course is not None
    assert course.ok_since == MONDAY

    assert subside(course, MONDAY + RESOLVE_TIMEOUT - SECOND) == course
    assert subside(course, MONDAY + RESOLVE_TIMEOUT) is None


def test_trouble_that_comes_and_goes_is_told_once() -> None:
    course = told()
    for minute in range(0, 60, 2):
        now = MONDAY + timedelta(minutes=minute)
        gone = subside(course, now)
        assert gone is not None
        course = go_on(gone, PAUSED, now + timedelta(minutes=1))
        assert course.pending_since is None
    assert course.notified == ("paused token",)


def test_what_nobody_heard_of_is_over_without_a_word() -> None:
    assert subside(begin(PAUSED, MONDAY), MONDAY + SECOND) is None


def test_what_is_told_when_it_happens_does_not_go_away_before() -> None:
    course = begin(Condition(key="away", kind=IncidentKind.AWAY, once=True), MONDAY)

    assert subside(course, MONDAY + SECOND) == course


def test_a_clock_that_was_set_back_begins_the_quiet_time_anew() -> None:
    later = subside(told(), MONDAY + timedelta(days=30))
    assert later is not None

    course = subside(later, MONDAY)

    assert course is not None
    assert course.ok_since == MONDAY


@pytest.mark.parametrize(
    ("days", "expected"),
    [(31, None), (30, 30), (15, 30), (14, 14), (7, 7), (2, 7), (1, 1), (0, 0), (-5, 0)],
)
def test_the_end_of_something_comes_nearer_in_steps(
    days: int, expected: int | None
) -> None:
    assert threshold(MONDAY + timedelta(days=days), MONDAY) == expected


def test_news_wait_a_moment_for_others_and_no_longer() -> None:
    half = GROUP_WAIT / 2

    assert not is_time_to_tell([], MONDAY)
    assert not is_time_to_tell([MONDAY], MONDAY + half)
    assert is_time_to_tell([MONDAY], MONDAY + GROUP_WAIT)
    assert not is_time_to_tell(
        [MONDAY, MONDAY + GROUP_WAIT], MONDAY + GROUP_WAIT + half
    )
    assert is_time_to_tell([MONDAY, MONDAY + GROUP_WAIT_MAX], MONDAY + GROUP_WAIT_MAX)


def test_a_clock_that_was_set_back_keeps_no_news_waiting() -> None:
    assert is_time_to_tell([MONDAY + timedelta(days=1)], MONDAY)


def test_what_is_open_is_not_opened_again() -> None:
    first = plan({}, [PAUSED], MONDAY)
    assert first.opened == (PAUSED,)
    assert not first.tell

    again = plan({PAUSED.key: begin(PAUSED, MONDAY)}, [PAUSED], MONDAY + GROUP_WAIT)

    assert again.opened == ()
    assert again.tell


def test_news_that_come_wait_for_the_next_look() -> None:
    """More of the same may be on its way: they go out together."""
    other = Condition(key="channel/facebook", kind=IncidentKind.PAUSED)

    assert not plan({PAUSED.key: begin(PAUSED, MONDAY)}, [PAUSED, other], MONDAY).tell


LOOKS = st.lists(st.sampled_from([None, PAUSED, BLOCKED]), max_size=60)


@given(LOOKS)
def test_nobody_hears_the_same_twice_before_it_was_over(
    looks: list[Condition | None],
) -> None:
    """Whatever comes and goes, looked at every 15 seconds and told at once."""
    course: IncidentState | None = None
    for number, condition in enumerate(looks):
        now = MONDAY + number * timedelta(seconds=15)
        if condition is None:
            course = subside(course, now) if course else None
        elif course is None:
            course = begin(condition, now)
        else:
            course = go_on(course, condition, now)
        if course is not None and course.pending_since is not None:
            course = tell(course)
        assert course is None or len(set(course.notified)) == len(course.notified)
