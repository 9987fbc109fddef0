"""The unattended publisher: APScheduler runs the lanes, the main thread watches over it.

The rows of the database are the truth and APScheduler is the clock: jobs live in memory
only, and a run that is missed loses nothing, because what was due is due still.
"""

import contextlib
import os
import signal
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from types import FrameType

import structlog
from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.jobstores.base import JobLookupError
from apscheduler.schedulers.background import BackgroundScheduler

from crossposter.app import App
from crossposter.daemon.jobs import LANE, Every, Job, jobs
from crossposter.daemon.systemd import notify_service_manager
from crossposter.database.daemon_lock import Ownership, sole_daemon
from crossposter.database.queries import channels
from crossposter.errors import Unavailable
from crossposter.monitoring.endpoints.server import monitored
from crossposter.transport import end

log = structlog.get_logger(__name__)

_LOOK_AHEAD = timedelta(seconds=0.5)  #: how often the due times are read
_MOMENT = timedelta(seconds=8)  #: for what is in flight when the daemon is stopped
_HEARTBEAT = 5.0  #: seconds
_CLOCK_JUMP = 2.0  #: seconds between the wall clock and the monotonic one


class SchedulerDied(RuntimeError):
    """APScheduler's thread has ended; only a new process helps."""


class Daemon:
    """Publishes what is due until it is told to stop."""

    def __init__(self, app: App) -> None:
        self._app = app
        self._stop = threading.Event()
        self._since = app.clock.now()
        self._workers = ThreadPoolExecutor(app.config.publishing.workers)
        self._aside = ThreadPoolExecutor(2)  # what may take long keeps no lane waiting
        self._questions = ThreadPoolExecutor(1)  # a slow platform keeps no mail waiting
        self._scheduler = BackgroundScheduler(
            timezone=UTC,
            executors={
                "default": self._workers,
                "aside": self._aside,
                "questions": self._questions,
            },
            job_defaults={
                "coalesce": True,
                "max_instances": 1,
                "misfire_grace_time": None,
            },
        )

    def run(self) -> None:
        """Until SIGTERM or SIGINT; what is in flight is brought to an end first.

        Raises Unavailable when another daemon has this database, and SchedulerDied.
        """
        with (
            sole_daemon(self._app.database) as ownership,
            self._signals(),
            contextlib.ExitStack() as watched,
        ):
            self._app.publishing.recover()
            self._app.publishing.look_first()
            _guarded(self._app.incidents.woke_up)
            self._app.mailing.hurry()
            self._add_jobs()
            watched.enter_context(monitored(self._app))
            self._scheduler.start()
            log.info("daemon started", process=os.getpid())
            notify_service_manager("READY=1")
            try:
                self._watch(ownership)
            finally:
                self._finish()

    def stop(self) -> None:
        """End soon; safe to call from a signal handler or another thread."""
        self._stop.set()

    def _add_jobs(self) -> None:
        ahead = Job(key="look ahead", work=self._look_ahead, pace=_LOOK_AHEAD)
        for job in (*jobs(self._app), ahead):
            self._scheduler.add_job(
                _guarded,
                Every(job.pace, first=job.first),
                args=[job.work, *job.args],
                id=job.key,
                name=job.key,
                executor=job.executor,
            )

    def _look_ahead(self) -> None:
        """Wake each lane at the very moment its next delivery is due."""
        now = self._app.clock.now()
        for name, moment in self._app.publishing.next_looks().items():
            if moment <= now + _LOOK_AHEAD:
                self._wake(LANE.format(name), max(moment, now))

    def _wake(self, job: str, moment: datetime) -> None:
        with contextlib.suppress(JobLookupError):  # the scheduler is shutting down
            self._scheduler.modify_job(job, next_run_time=moment)

    def _watch(self, ownership: Ownership) -> None:
        """The main thread has nothing else to do: is everything else alive?"""
        offset = time.time() - time.monotonic()
        beat_at = 0.0
        while not self._stop.is_set():
            if not self._scheduler._thread.is_alive():  # noqa: SLF001  # no public way
                raise SchedulerDied("the scheduler's thread has ended")
            jumped_to = time.time() - time.monotonic()
            if abs(jumped_to - offset) > _CLOCK_JUMP and self._after_clock_jump():
                offset = jumped_to
            if time.monotonic() >= beat_at:
                beat_at = time.monotonic() + _HEARTBEAT
                ownership.require()
                self._beat()
                notify_service_manager("WATCHDOG=1")
            self._stop.wait(1)

    def _after_clock_jump(self) -> bool:
        """Whether everything that waits knows of it; else it is to be tried again."""
        log.warning("the clock of this machine jumped")
        _guarded(self._app.incidents.woke_up)  # perhaps it slept
        now = self._app.clock.now()
        for job in self._scheduler.get_jobs():
            job.modify(next_run_time=now)
        try:
            self._app.publishing.clock_jumped()
        except Unavailable as error:
            log.warning("the waits cannot be begun anew yet", reason=str(error))
            return False
        return True

    def _beat(self, *, stopped: bool = False) -> None:
        _beat(self._app, self._since, stopped=stopped)

    def _finish(self) -> None:
        self._app.publishing.stop()
        self._app.mailing.stop()
        self._app.checkups.stop()
        self._app.preflight.stop()
        log.info("daemon finishing what is in flight")
        notify_service_manager("STOPPING=1")
        # Its own waiting holds the lock that a job needs to wake a lane: both would
        # wait for ever.
        self._scheduler.shutdown(wait=False)
        end(self._wait, moment=_MOMENT)
        self._beat(stopped=True)
        log.info("daemon stopped")

    def _wait(self) -> None:
        for pool in (self._workers, self._aside, self._questions):
            pool.shutdown(wait=True)

    @contextmanager
    def _signals(self) -> Iterator[None]:
        """SIGTERM and ^C ask to finish; signals belong to the main thread only."""
        if threading.current_thread() is not threading.main_thread():
            yield
            return

        def ask(number: int, _frame: FrameType | None) -> None:
            log.info("asked to stop", signal=signal.Signals(number).name)
            self.stop()

        kinds = (signal.SIGTERM, signal.SIGINT)
        before = {kind: signal.signal(kind, ask) for kind in kinds}
        try:
            yield
        finally:
            for kind, handler in before.items():
                signal.signal(kind, handler)


def _beat(app: App, since: datetime, *, stopped: bool) -> None:
    try:
        with app.database.write() as session:
            channels.beat(
                session,
                pid=os.getpid(),
                since=since,
                now=app.clock.now(),
                stopped=stopped,
            )
    except Unavailable as error:
        log.warning("no heartbeat could be written", reason=str(error))


def _guarded(work: Callable[..., None], *args: object) -> None:
    """A job that fails is said once and runs again; the rows are as they were."""
    try:
        work(*args)
    except Unavailable as error:
        log.warning("a job has to wait", job=work.__name__, reason=str(error))
    except Exception:
        log.exception("a job failed", job=work.__name__)


def _join(threads: Iterable[threading.Thread]) -> None:
    for thread in threads:
        thread.join()


def run_once(app: App) -> None:
    """Publish what is due at this moment, every channel beside the others, and end."""
    since = app.clock.now()
    with sole_daemon(app.database):
        app.publishing.recover()
        app.publishing.look_first()
        _guarded(app.incidents.woke_up)
        app.pausing.end_pauses()
        threads = [
            threading.Thread(target=_guarded, args=(app.publishing.run_lane, name))
            for name in app.channels
        ]
        for thread in threads:
            thread.start()
        try:
            _join(threads)
        except KeyboardInterrupt:
            app.publishing.stop()
            end(lambda: _join(threads), moment=_MOMENT)
            raise
        _guarded(app.incidents.scan)
        _guarded(app.notifying.tell_due)
        _guarded(app.reporting.write_due)
        _guarded(app.mailing.deliver_due)
        _beat(app, since, stopped=True)
