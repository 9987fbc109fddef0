"""One office on a clock that only the test moves, published to a real sandbox.

The publishers, the sockets, the database file and every rule are the real ones. A crash
is an exception that nothing catches; then another App opens the same database, as the
next process would.
"""

import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from time import monotonic, sleep
from typing import Any

import requests
from PIL import Image

from crossposter.announcements.draft import UNSET, Draft
from crossposter.announcements.omissions import Choice
from crossposter.app import App, build
from crossposter.clock import Clock
from crossposter.config import load
from crossposter.database.models import Delivery
from crossposter.database.models import DeliveryStatus as Status
from crossposter.database.queries import channels, deliveries
from crossposter.errors import Unavailable
from crossposter.publishing.lanes import unwatched
from crossposter.sandbox.server import Sandbox
from crossposter.staff import Actor
from tests.support.office import Office
from tests.system.crash.audit import Audit, Post, audit
from tests.system.crash.trouble import Alarm

WHO = Actor(login="operator")
OVER = frozenset({Status.PUBLISHED, Status.FAILED, Status.HELD, Status.EXPIRED})
TICK = timedelta(seconds=5)  #: at least this much time passes between two looks
PATIENCE = 80  #: looks at a lane until it must have come to an end


class Crash(BaseException):
    """The process ends here; no handler of the program's own may stop it."""


def bomb(step: str, hit: int = 1) -> Callable[[str], None]:
    """Crash at a named step the n-th time it is reached."""
    hits = iter(range(1, 1_000_000))

    def follow(reached: str) -> None:
        if reached == step and next(hits) == hit:
            raise Crash(step)

    return follow


def crashed(work: Callable[[], object]) -> bool:
    """Whether the work met its bomb."""
    try:
        work()
    except Crash:
        return True
    return False


@dataclass
class Lab:
    """One office folder, one sandbox, one clock."""

    folder: Path
    sandbox: Sandbox
    clock: Alarm
    late: float = 0.0  #: seconds a post may still be under way, by the machine's clock
    _apps: list[App] = field(default_factory=list)

    def set_up(self, **changes: str) -> "Lab":
        """Write the office's files; *changes* are made in its configuration."""
        self.sandbox.state._clock = self.clock
        Office(folder=self.folder, url=self.sandbox.url).set_up()
        file = self.folder / "config.yaml"
        text = file.read_text(encoding="utf-8")
        for old, new in changes.items():
            assert old in text
            text = text.replace(old, new)
        file.write_text(text, encoding="utf-8")
        for name, colour in {"posko.jpg": "teal", "peta.jpg": "maroon"}.items():
            Image.new("RGB", (320, 320), colour).save(self.folder / "media" / name)
        return self

    @property
    def database(self) -> Path:
        return self.folder / "crossposter.db"

    def open(
        self,
        on_step: Callable[[str], None] = unwatched,
        *,
        clock: Clock | None = None,
    ) -> App:
        """The program as a new process would have it, on its own clock or the lab's."""
        config = load(self.folder / "config.yaml", os.environ)
        app = build(config, clock=clock or self.clock, on_step=on_step)
        self._apps.append(app)
        return app

    def close(self) -> None:
        """Let every database connection go, as the end of a process does."""
        for app in self._apps:
            app.database.close()
        self._apps.clear()

    def approve(self, app: App, title: str, **values: Any) -> int:
        """An announcement with one picture that has gone through the whole chain."""
        key = self.submit(app, title, **values)
        app.approval.approve(WHO, key)
        return key

    def submit(self, app: App, title: str, **values: Any) -> int:
        """One that waits for its approval."""
        given: dict[str, Any] = {
            "body": "Warga diminta tetap waspada.",
            "source": "BPBD",
            "images": [("posko.jpg", "Posko siaga di Batulicin")],
            "urgent": True,
        }
        draft = Draft(**given | values, title=title)
        key = app.announcements.add(WHO, draft)
        bare = not draft.images and draft.channels is UNSET
        without = ["instagram"] if bare else []  # it takes nothing without a picture
        app.announcements.submit(WHO, key, Choice(without=without))
        return key

    def fault(self, **fault: Any) -> None:
        """Let the sandbox fail in a given way."""
        address = f"{self.sandbox.url}/_sandbox/faults"
        requests.post(address, json=fault, timeout=10).raise_for_status()
        if fault["kind"] in {"late", "slow"}:
            self.late = max(self.late, float(fault.get("seconds", 1)))

    def posts(self) -> list[Post]:
        """Everything public."""
        address = f"{self.sandbox.url}/_sandbox/posts"
        return list(requests.get(address, timeout=10).json())

    def wipe(self) -> None:
        """A sandbox on which nothing has happened yet."""
        address = f"{self.sandbox.url}/_sandbox/state"
        requests.delete(address, timeout=10).raise_for_status()
        self.late = 0.0

    def rows(self, app: App, channel: str | None = None) -> list[Delivery]:
        """The deliveries of a channel, or all of them."""
        with app.database.read() as session:
            rows = deliveries.everything(session)
        return [each for each in rows if channel in {None, each.channel}]

    def audit(self, app: App, channel: str | None = None) -> Audit:
        """What the public sees against what the program believes."""
        return audit(self.rows(app, channel), self.posts())

    def start(self, app: App) -> None:
        """What the daemon does before anything else."""
        app.publishing.recover()
        app.publishing.look_first()
        now = app.clock.now()
        with app.database.write() as session:
            channels.beat(session, pid=os.getpid(), since=now, now=now)

    def run(self, app: App, *names: str) -> None:
        """Let lanes work, and time pass, until every delivery has come to an end."""
        wanted = names or tuple(app.channels)
        for _ in range(PATIENCE):
            self.tick(app, *wanted)
            waiting = [
                each
                for name in wanted
                for each in self.rows(app, name)
                if each.status not in OVER
            ]
            if not waiting or self._paused(app, waiting):
                return
            self.pass_time(min(each.next_at for each in waiting))
        raise AssertionError(f"no end: {[(w.status, w.error) for w in waiting]}")

    def tick(self, app: App, *names: str) -> None:
        """One round of the daemon's jobs, each of which may fail and come again."""
        with suppress(Unavailable):
            app.publishing.recover()
        with suppress(Unavailable):
            app.pausing.end_pauses()
        for name in names:
            with suppress(Unavailable):
                app.publishing.run_lane(name)

    def pass_time(self, to: datetime) -> None:
        """Move the clock, after what is under way by the machine's clock has landed."""
        if self.late and not self._waiting_faults():
            self._let_land()
        self.clock.advance(to=max(to, self.clock.now() + TICK))

    def _waiting_faults(self) -> list[dict[str, Any]]:
        address = f"{self.sandbox.url}/_sandbox/faults"
        return list(requests.get(address, timeout=10).json())

    def _let_land(self) -> None:
        """Wait by the machine's clock; a busy machine takes longer than it was told."""
        sleep(self.late)
        give_up_at = monotonic() + 5
        while not self.posts() and monotonic() < give_up_at:
            sleep(0.05)
        self.late = 0.0

    def _paused(self, app: App, waiting: list[Delivery]) -> bool:
        """Whether only a person can let what waits go on."""
        with app.database.read() as session:
            states = channels.states(session)
        paused = {key for key, it in states.items() if it.paused and it.until is None}
        return all(each.channel in paused for each in waiting)
