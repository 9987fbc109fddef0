"""Channel state and heartbeat."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from sqlmodel import Session, col, select

from crossposter.channels import Rest
from crossposter.database.models import ChannelState, Heartbeat

LONGEST_REST = timedelta(days=1)
RESTS_ON = timedelta(minutes=15)  #: at most, after the clock was set
LONGEST_GUESS = timedelta(hours=4)  #: where the platform names no time
ALIVE_WITHIN = timedelta(seconds=30)  #: the age of the last heartbeat of a live daemon


def state(session: Session, channel: str) -> ChannelState:
    """State of a channel; one without any event is running."""
    return session.get(ChannelState, channel) or ChannelState(channel=channel)


def states(session: Session) -> Mapping[str, ChannelState]:
    """States of channels that had any event."""
    return {row.channel: row for row in session.exec(select(ChannelState)).all()}


def pause(
    session: Session,
    channel: str,
    *,
    reason: str,
    until: datetime | None,
    except_urgent: bool = False,
) -> None:
    """Pause of a lane; its deliveries stay scheduled.

    A pause that only a person may end is not shortened to one that ends by itself; it
    lets nothing by any more, for a platform has asked for it.
    """
    row = state(session, channel)
    if row.paused and row.until is None and until is not None:
        row.except_urgent = False
        session.add(row)
        return
    row.paused, row.reason, row.until = True, reason, until
    row.except_urgent = except_urgent
    session.add(row)


def resume(session: Session, channel: str) -> None:
    """End of a lane's pause."""
    row = state(session, channel)
    row.paused, row.reason, row.until = False, None, None
    session.add(row)


def end_rest(session: Session, channel: str) -> None:
    """End of a rest by a person, who may ask a platform again before it is over."""
    row = state(session, channel)
    row.rests_until, row.rest_reason, row.rests = None, None, 0
    session.add(row)


def rest(
    session: Session, channel: str, *, reason: str, rest: Rest, now: datetime
) -> datetime:
    """Time until which nothing is asked of a platform, as it wants it.

    A wait it did not name doubles each time in a row. A longer rest stays.
    """
    row = state(session, channel)
    doublings = 0 if rest.named else min(row.rests, 10)
    longest = LONGEST_REST if rest.named else LONGEST_GUESS
    wait = min(rest.wait * (1 << doublings), longest)
    known = row.rests_until or now
    until = max(now + wait, min(known, now + LONGEST_REST))
    row.rests_until, row.rest_reason, row.rests = until, reason, row.rests + 1
    session.add(row)
    return until


def is_resting(state: ChannelState | None, now: datetime) -> bool:
    """True when a platform has asked the channel to wait, and still does."""
    until = state.rests_until if state else None
    # One with a later end was set under a clock that was wrong.
    return until is not None and now < until <= now + LONGEST_REST


def stands_still(state: ChannelState | None, *, urgent: bool) -> bool:
    """True when a pause keeps a delivery back; some let urgent ones by."""
    if state is None or not state.paused:
        return False
    return not (urgent and state.except_urgent)


def published(session: Session, channel: str, *, at: datetime) -> None:
    """Time of the last post, kept for the spacing of the next."""
    row = state(session, channel)
    row.last_published_at = at
    row.rests = 0
    session.add(row)


def ended_pauses(session: Session, now: datetime) -> Sequence[ChannelState]:
    """Channels whose pause was to last until a time that has come."""
    query = select(ChannelState).where(
        col(ChannelState.paused).is_(True), col(ChannelState.until) <= now
    )
    return session.exec(query).all()


def end_timed_pauses(session: Session, now: datetime) -> None:
    """End of every timed pause at once, and of every rest soon.

    Nobody can tell how much of a rest has passed, so it is not taken for over.
    """
    query = select(ChannelState).where(
        col(ChannelState.paused).is_(True), col(ChannelState.until).is_not(None)
    )
    for row in session.exec(query).all():
        row.until = now
        session.add(row)
    resting = select(ChannelState).where(col(ChannelState.rests_until).is_not(None))
    for row in session.exec(resting).all():
        row.rests_until = min(row.rests_until or now, now + RESTS_ON)
        session.add(row)


def beat(
    session: Session,
    *,
    pid: int,
    since: datetime,
    now: datetime,
    stopped: bool = False,
) -> None:
    """Heartbeat of the daemon."""
    row = session.get(Heartbeat, 1) or Heartbeat(pid=pid, since=since, heartbeat_at=now)
    row.pid, row.since, row.heartbeat_at, row.stopped = pid, since, now, stopped
    session.add(row)


def is_alive(beat: Heartbeat, now: datetime) -> bool:
    """True when the daemon runs; a heartbeat in the future had a wrong clock."""
    return not beat.stopped and abs(now - beat.heartbeat_at) < ALIVE_WITHIN


def was_there(beat: Heartbeat | None, moment: datetime, now: datetime) -> bool:
    """True when the daemon of now ran at *moment*: posts it did not send are not sent.

    Before the first daemon nothing was sent either.
    """
    return beat is None or (is_alive(beat, now) and beat.since <= moment)


def heartbeat(session: Session) -> Heartbeat | None:
    """Heartbeat of the daemon; None before it has ever run."""
    return session.get(Heartbeat, 1)
