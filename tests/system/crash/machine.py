"""The computer in the office: the real program on it, its crashes and its restarts."""

import contextlib
import functools
import shutil
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from unittest import mock

import structlog

from crossposter.app import App, build
from crossposter.database import Session
from crossposter.database import lease as leases
from crossposter.database.models import Delivery
from crossposter.database.processes import this_process
from crossposter.database.queries import channels, deliveries
from crossposter.errors import Unavailable
from crossposter.platforms.session import PlatformSession
from tests.system.crash.folder import Folder
from tests.system.crash.network import Crash, Network, Wire
from tests.system.crash.sleeper import Sleeper, TakenOver

log = structlog.get_logger(__name__)


#: where a process may fall asleep; the worst moments more often
STEPS = (
    *("claimed", "saved", "prepared", "intended", "answered", "looked"),
    *("not answered", "not answered", "not answered"),
)


class Machine:
    """Runs the real program, with the network and the clock taken away from it."""

    def __init__(self, folder: Folder, network: Network) -> None:
        self.network = network
        self.weather = network.weather
        self.time = network.time
        self.crashes: Counter[str] = Counter()
        self.steps: Counter[str] = Counter()
        self.interrupt: Callable[[], None] = lambda: None
        self.backup: Path | None = None
        self.bomb: str | None = None  #: the step of the next crash
        self.sleeper: Sleeper | None = None
        self.story: list[str] = []
        self._leases: list[leases.Holding] = []  #: of the process before, and of this
        self._config = folder.config
        self._database = folder.database
        self._renderer = folder.renderer
        self._database.close()
        self._file = folder.file
        shutil.copy(folder.template, self._file)
        self._intents = folder.config.archive_folder / "intents"
        self._intents.unlink(missing_ok=True)  # of the seed before
        self.restored = False  #: whether it was an old copy, some time
        self._inside = False
        self._lanes: dict[int, str] = {}  #: the channel of each delivery
        network.is_old = self._is_old
        network.is_asleep = lambda: bool(
            self.sleeper and self.sleeper.is_running_here()
        )
        self._database.guard = None  # of the seed before
        self._boot()

    def _boot(self) -> None:
        """A new process; nothing of the last one is left but the database."""
        self._since = self.time.now()
        if self.weather.climate.leased or self._leases:
            self._take_the_lease()
        with (
            mock.patch("crossposter.app.Database", return_value=self._database),
            mock.patch("crossposter.factories.renderer", return_value=self._renderer),
        ):
            self.app = build(self._config, clock=self.time, on_step=self._on_step)
        dialect = self._database._engine.dialect
        dialect.do_commit = self._commit  # type: ignore[assignment]
        for lane, platform, session in _sessions(self.app):
            wire = Wire(
                self.network,
                self.network.platforms[platform],
                functools.partial(self._in_hand, self.app, lane),
            )
            session.mount("https://", wire)
            session.trust_env = False  # it would look for proxies at every request

    def _take_the_lease(self) -> None:
        """Two processes share one opened database here, so the guard asks whose it is."""
        dialect = self._database._engine.dialect
        dialect.__dict__.pop("do_commit", None)  # the weather waits until it runs
        self._database.guard = None
        with self._database.write() as session:
            lease = leases.take(session, this_process(), host="kantor")
        self._leases = [*self._leases[-1:], lease]
        self._database.guard = self._require_lease

    def _require_lease(self, session: Session) -> None:
        leases.require(session, self._leases[0 if self._is_old() else -1])

    def _is_old(self) -> bool:
        """Whether this is a process whose lease another one has."""
        sleeper = self.sleeper if self._leases else None
        return sleeper is not None and sleeper.is_replaced_here()

    def start(self) -> None:
        """As the daemon starts; tries again until it comes up."""
        while True:
            try:
                self.app.publishing.recover()
                self.app.publishing.look_first()
                self.beat()
            except (Crash, Unavailable) as trouble:
                self.crashed(trouble)
            else:
                self._remember_the_waits()
                return

    def _remember_the_waits(self) -> None:
        """A process that died could not write down each wait that was asked for."""
        with self.app.database.read() as session:
            states = channels.states(session).items()
        now = self.time.now()
        self.network.waits.keep(
            [it for it, row in states if channels.is_resting(row, now)]
        )

    def crashed(self, trouble: BaseException) -> None:
        """Take note, and start a process that remembers nothing."""
        self.tell(f"crash: {trouble}")
        self.crashes[str(trouble).partition(":")[0]] += 1
        self._inside = False
        self.app.database.close()
        self._boot()

    def keep_a_copy(self) -> None:
        """A backup of the database as it is."""
        self.backup = self._file.with_suffix(".backup")
        shutil.copy(self._file, self.backup)

    def put_the_copy_back(self) -> None:
        """Somebody restores the backup while nothing runs."""
        assert self.backup is not None
        if self.sleeper is not None:
            self.sleeper.kill()
            self.sleeper = None
        self.app.database.close()
        shutil.copy(self.backup, self._file)
        self.backup = None
        self.restored = True
        self._boot()

    def beat(self) -> None:
        """The daemon's sign of life, which people's commands go by."""
        with self._database.write() as session:
            channels.beat(
                session, pid=1, since=self._since, now=self.time.now(), stopped=False
            )

    def work(self, lanes: list[str]) -> None:
        """What the daemon's jobs do, each guarded as there."""
        if self.weather.happens(0.3):
            with _guarded():
                self.app.publishing.recover()
            with _guarded():
                self.beat()
                self.app.pausing.end_pauses()
        for lane in lanes:
            if self.sleeper is None and self.weather.happens(
                self.weather.climate.sleepers
            ):
                self._fall_asleep(lane)
            with _guarded():
                self.app.publishing.run_lane(lane)

    def _fall_asleep(self, lane: str) -> None:
        """Another process takes over from this one, which is not dead."""
        at = self.weather.dice.choice(STEPS)
        self.sleeper = Sleeper(self.app, lane, lambda step: step == at)
        with _guarded():
            self.sleeper.start()
        if not self.sleeper.is_asleep:
            self.sleeper = None
            return
        self.tell(
            f"the process falls asleep: {at}, with {set(self.sleeper.deliveries)}"
        )
        self._boot()
        raise TakenOver

    def wake_the_sleeper(self) -> None:
        """The old process goes on where it stood still."""
        if self.sleeper is None:
            return
        self.tell(f"the old process wakes up, with {set(self.sleeper.deliveries)}")
        with _guarded():
            self.sleeper.wake()
        self.sleeper = None

    def noticed_the_jump(self) -> bool:
        """The daemon's watch compares two clocks; whether it could act on it."""
        try:
            self.app.publishing.clock_jumped()
        except Unavailable:
            return False
        return True

    def rows(self) -> list[Delivery]:
        """Every delivery as the database has it."""
        with self.app.database.read() as session:
            return list(deliveries.everything(session))

    def tell(self, sentence: str) -> None:
        """A line of the story, for whoever has to find out what went wrong."""
        self.story.append(f"{self.time.true:%d. %H:%M:%S} {sentence}")

    def _in_hand(self, app: App, lane: str) -> int:
        """Whose request it is: the delivery this lane has claimed."""
        held = app.publishing._hand._ids
        if not held <= self._lanes.keys():
            self._lanes = {row.id or 0: row.channel for row in self.rows()}
        return next((key for key in held if self._lanes[key] == lane), 0)

    def _on_step(self, step: str) -> None:
        self.steps[step] += 1
        if step == self.bomb:
            self.bomb = None
            raise Crash(step)
        if self.sleeper is not None:
            if self.sleeper.is_running_here():
                self.sleeper.steps(step)
                return
            self._meet_the_sleeper(step)
        if self.weather.happens(self.weather.climate.crashes):
            raise Crash(step)
        if self.weather.happens(self.weather.climate.interruptions):
            self._interrupted()

    def _meet_the_sleeper(self, step: str) -> None:
        """The old process wakes at the worst moment: its delivery is being sent."""
        assert self.sleeper is not None
        same = self.sleeper.deliveries & self.app.publishing._hand._ids
        if same and step in {"intended", "answered"} and self.weather.happens(0.5):
            self.wake_the_sleeper()

    def _interrupted(self) -> None:
        """Other threads and other people work between two steps of a lane."""
        if self._inside:
            return
        self._inside = True
        try:
            with _guarded():
                self.app.publishing.recover()
            self.interrupt()
        finally:
            self._inside = False

    def _commit(self, connection: Any) -> None:
        """Write to the disk, or die or fail just before."""
        climate = self.weather.climate
        if self.weather.happens(climate.crashes / 3):
            raise Crash("database commit")
        if self.weather.happens(climate.locked):
            self.weather.seen["database locked"] += 1
            raise sqlite3.OperationalError("database is locked")
        connection.commit()


@contextlib.contextmanager
def _guarded() -> Iterator[None]:
    """A job that fails runs again; its process lives on."""
    try:
        yield
    except Unavailable as error:
        log.warning("a job has to wait", reason=str(error))
    except Exception:
        log.exception("a job failed")


def _sessions(app: App) -> list[tuple[str, str, PlatformSession]]:
    """Every session of the program: the lane it serves, and whom it talks to."""
    publishers: dict[str, Any] = {
        name: channel.publisher for name, channel in app.channels.items()
    }
    facebook, x, instagram = (
        publishers[name] for name in ("facebook", "x", "instagram")
    )
    return [
        ("facebook", "facebook", facebook._page._account.session),
        ("x", "x", x._api._session),
        ("instagram", "instagram", instagram._account.session),
        (
            "instagram",
            "facebook",
            instagram._containers.host.page._account.session,
        ),
    ]
