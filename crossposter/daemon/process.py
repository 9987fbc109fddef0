"""`Daemon`: APScheduler jobs, watchdog, signals, shutdown; `run_once`.

The rows of the database are the truth and APScheduler is the clock: jobs live in
memory only, and a missed run loses nothing, because what was due is still due.
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
_MOMENT = timedelta(seconds=8)  #: for deliveries in flight when the daemon is stopped
_HEARTBEAT = 5.0  #: seconds
_CLOCK_JUMP = 2.0  #: seconds between the wall clock and the monotonic clock


class SchedulerDied(RuntimeError):
    """APScheduler's thread has ended; only a new process helps."""


class Daemon:
    """Unattended process: publishes what is due until it is stopped."""

    def __init__(self, app: App) -> None:
        self._app = app
        self._stop = threading.Event()
        self._since = app.clock.now()
        self._workers = ThreadPoolExecutor(app.config.publishing.workers)
        self._aside = ThreadPoolExecutor(2)  # slow jobs keep no lane waiting
        self._questions = ThreadPoolExecutor(1)  # a slow platform delays no e-mail
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
        """Run until SIGTERM or SIGINT; deliveries in flight are finished first.

        Raises Unavailable if another daemon has this database, and SchedulerDied.
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
        """Wake each lane at the moment its next delivery is due."""
        now = self._app.clock.now()
        for name, moment in self._app.publishing.next_looks().items():
            if moment <= now + _LOOK_AHEAD:
                self._wake(LANE.format(name), max(moment, now))

    def _wake(self, job: str, moment: datetime) -> None:
        with contextlib.suppress(JobLookupError):  # the scheduler is shutting down
            self._scheduler.modify_job(job, next_run_time=moment)

    def _watch(self, ownership: Ownership) -> None:
        """Watch all other threads; the main thread has no other task."""
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
        """True if every waiting job knows of the jump; else it is to be repeated."""
        log.warning("the clock of this machine jumped")
        _guarded(self._app.incidents.woke_up)  # it may have slept
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
        # Its own wait holds the lock that a job needs to wake a lane: both would wait
        # for ever.
        self._scheduler.shutdown(wait=False)
        end(self._wait, moment=_MOMENT)
        self._beat(stopped=True)
        log.info("daemon stopped")

    def _wait(self) -> None:
        for pool in (self._workers, self._aside, self._questions):
            pool.shutdown(wait=True)

    @contextmanager
    def _signals(self) -> Iterator[None]:
        """Signal handlers of the main thread: SIGTERM and ^C ask to finish."""
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
    """Run a job; a failure is logged and the job runs again, its rows unchanged."""
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
    """Publish what is due now, all channels in parallel, and end."""
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
