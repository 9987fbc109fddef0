"""Jobs of the daemon: its recurring tasks, and how often each runs."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from apscheduler.triggers.base import BaseTrigger

from crossposter.app import App
from crossposter.monitoring.endpoints.heartbeat import give_sign_of_life

LANE = "lane:{}"  #: the key of a channel's own job

_LANE_AT_LEAST = timedelta(seconds=30)  #: a lane runs at least this often
_UPKEEP = timedelta(seconds=30)  #: recovery and the end of pauses
_MAIL = timedelta(seconds=10)
_MEASURE = timedelta(minutes=1)  #: one request to a platform
_REPORT = timedelta(minutes=1)  #: how often to check for weeks without a report
_CHECK_UP = timedelta(minutes=15)  #: how often to check if credentials are due
_PREFLIGHT = timedelta(minutes=5)  #: how often to check for posts that are due soon
_POSTS_FIRST = timedelta(seconds=30)  #: delay after the start, before any such request
_INCIDENTS = timedelta(seconds=15)  #: how often to scan for incidents
_PING = timedelta(minutes=1)
_TIDY = timedelta(hours=6)  #: longer than a copy of the archive takes


class Every(BaseTrigger):  # type: ignore[misc]  # APScheduler carries no types
    """Trigger with a fixed interval from now, so that a clock jump costs nothing.

    APScheduler's own interval walks through every run it missed, which takes half a
    minute after a jump of a year.
    """

    def __init__(self, period: timedelta, *, first: timedelta = timedelta(0)) -> None:
        self.period = period
        self.first = first

    def get_next_fire_time(
        self, previous_fire_time: datetime | None, now: datetime
    ) -> datetime:
        return now + (self.first if previous_fire_time is None else self.period)


@dataclass(frozen=True, kw_only=True)
class Job:
    """Job that runs *first* after the start for the first time."""

    key: str
    work: Callable[..., None]
    pace: timedelta
    args: tuple[object, ...] = ()
    executor: str = "default"
    first: timedelta = timedelta(0)


def jobs(app: App) -> Iterator[Job]:
    """Jobs of the daemon, except the look-ahead of the scheduler itself."""
    yield from _publishing(app)
    yield from _aside(app)
    yield from _questions(app)


def _publishing(app: App) -> Iterator[Job]:
    for name in app.channels:
        yield Job(
            key=LANE.format(name),
            work=app.publishing.run_lane,
            pace=_LANE_AT_LEAST,
            args=(name,),
        )
    yield Job(key="recover", work=app.publishing.recover, pace=_UPKEEP)
    yield Job(key="end pauses", work=app.pausing.end_pauses, pace=_UPKEEP)
    yield Job(key="incidents", work=app.incidents.scan, pace=_INCIDENTS)


def _aside(app: App) -> Iterator[Job]:
    """Jobs that may take long and must not keep a lane waiting."""
    job = partial(Job, executor="aside")
    yield job(key="notify", work=app.notifying.tell_due, pace=_MAIL)
    yield job(key="ping", work=give_sign_of_life, pace=_PING, args=(app,))
    yield job(key="mail", work=app.mailing.deliver_due, pace=_MAIL)
    yield job(key="report", work=app.reporting.write_due, pace=_REPORT)
    yield job(key="tidy archive", work=app.archive_cleanup.run, pace=_TIDY)


def _questions(app: App) -> Iterator[Job]:
    """Requests to platforms besides the posts, which come first."""
    job = partial(Job, executor="questions", first=_POSTS_FIRST)
    yield job(key="check up", work=app.checkups.run_due, pace=_CHECK_UP)
    yield job(key="preflight", work=app.preflight.run_due, pace=_PREFLIGHT)
    for name in app.channels:
        yield job(
            key=f"measure:{name}",
            work=app.measuring.sample,
            pace=_MEASURE,
            args=(name,),
        )
