"""Pauses, rests and signs of life."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest

from crossposter.channels import Rest
from crossposter.database import Database, Session
from crossposter.database.models import ChannelState, Heartbeat
from crossposter.database.queries import channels
from tests.support.fakes import MONDAY

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


@pytest.fixture
def session(database: Database) -> Iterator[Session]:
    with database.write() as opened:
        yield opened


def test_a_channel_nothing_has_happened_to_runs(session: Session) -> None:
    assert not channels.state(session, "x").paused
    assert channels.states(session) == {}


def test_a_pause_for_a_person_is_not_shortened(session: Session) -> None:
    channels.pause(session, "x", reason="token", until=None, except_urgent=True)
    channels.pause(session, "x", reason="429", until=MONDAY + HOUR)

    state = channels.state(session, "x")
    assert (state.paused, state.reason, state.until) == (True, "token", None)
    assert channels.stands_still(state, urgent=True)


def test_urgent_posts_pass_only_where_somebody_said_so(session: Session) -> None:
    channels.pause(session, "x", reason="duka", until=None, except_urgent=True)
    state = channels.state(session, "x")

    assert channels.stands_still(state, urgent=False)
    assert not channels.stands_still(state, urgent=True)
    channels.resume(session, "x")
    assert not channels.stands_still(channels.state(session, "x"), urgent=False)
    assert not channels.stands_still(None, urgent=False)


def rested(session: Session, rest: Rest) -> timedelta:
    return channels.rest(session, "x", reason="429", rest=rest, now=MONDAY) - MONDAY


def test_a_wait_nobody_named_doubles_up_to_four_hours(session: Session) -> None:
    unnamed = Rest(wait=HOUR, named=False)

    waits = [rested(session, unnamed) for _ in range(4)]

    assert waits == [HOUR, 2 * HOUR, 4 * HOUR, channels.LONGEST_GUESS]


def test_a_post_begins_the_count_anew(session: Session) -> None:
    unnamed = Rest(wait=MINUTE, named=False)
    rested(session, unnamed)
    channels.published(session, "x", at=MONDAY)
    channels.end_rest(session, "x")

    assert rested(session, unnamed) == MINUTE


def test_a_longer_rest_stays_and_none_is_longer_than_a_day(session: Session) -> None:
    assert rested(session, Rest(wait=2 * HOUR)) == 2 * HOUR
    assert rested(session, Rest(wait=MINUTE)) == 2 * HOUR
    assert rested(session, Rest(wait=99 * HOUR)) == channels.LONGEST_REST


@pytest.mark.parametrize(
    ("ends", "rests"),
    [
        (None, False),
        (MONDAY, False),
        (MONDAY + MINUTE, True),
        (MONDAY + channels.LONGEST_REST, True),
        (MONDAY + channels.LONGEST_REST + MINUTE, False),  # told by a wrong clock
    ],
)
def test_a_rest_that_could_not_have_been_asked_for_is_none(
    ends: datetime | None, *, rests: bool
) -> None:
    state = ChannelState(channel="x", rests_until=ends)

    assert channels.is_resting(state, MONDAY) is rests
    assert not channels.is_resting(None, MONDAY)


def test_after_a_jump_of_the_clock_every_wait_ends_soon(session: Session) -> None:
    channels.pause(session, "facebook", reason="429", until=MONDAY + 9 * HOUR)
    channels.pause(session, "instagram", reason="token", until=None)
    rested(session, Rest(wait=9 * HOUR))

    channels.end_timed_pauses(session, MONDAY)

    ended = channels.ended_pauses(session, MONDAY)
    assert [each.channel for each in ended] == ["facebook"]
    until = channels.state(session, "x").rests_until
    assert until == MONDAY + channels.RESTS_ON


@pytest.mark.parametrize(
    ("seconds", "stopped", "alive"),
    [(0, False, True), (29, False, True), (30, False, False), (-30, False, False)],
)
def test_a_daemon_lives_as_long_as_it_beats(
    seconds: int, *, stopped: bool, alive: bool
) -> None:
    beat = Heartbeat(pid=1, since=MONDAY, heartbeat_at=MONDAY, stopped=stopped)
    now = MONDAY + timedelta(seconds=seconds)

    assert channels.is_alive(beat, now) is alive
    beat.stopped = True
    assert not channels.is_alive(beat, now)


def test_who_began_later_was_not_there(session: Session) -> None:
    channels.beat(session, pid=1, since=MONDAY, now=MONDAY + HOUR)
    beat = channels.heartbeat(session)

    assert channels.was_there(beat, MONDAY, MONDAY + HOUR)
    assert not channels.was_there(beat, MONDAY - MINUTE, MONDAY + HOUR)
    assert not channels.was_there(beat, MONDAY, MONDAY + 2 * HOUR)
    assert channels.was_there(None, MONDAY, MONDAY)
