"""An office in one place: a real store, platforms in memory, a clock that stands."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from PIL import Image
from sqlalchemy import event

from crossposter.announcements.approval import Approval
from crossposter.announcements.checks import Policy
from crossposter.announcements.draft import Draft
from crossposter.announcements.omissions import Choice
from crossposter.announcements.overview import Overview
from crossposter.announcements.review import Reviewer
from crossposter.announcements.workflow import Announcements
from crossposter.channels import Format, ImageRules
from crossposter.channels.channel import Channel
from crossposter.channels.platform import Settle
from crossposter.database import Database
from crossposter.database.models import Announcement, Delivery, Event
from crossposter.database.queries import announcements, deliveries, journal
from crossposter.media import Archive, MediaFolder
from crossposter.monitoring.status import StatusReader
from crossposter.platforms import PLATFORMS
from crossposter.posts.budget import Spending
from crossposter.posts.composer import Composer
from crossposter.posts.office import Source
from crossposter.posts.rendering import Renderer
from crossposter.publishing.lanes import LaneRunner, unwatched
from crossposter.publishing.manual_actions import ManualActions
from crossposter.publishing.pauses import Pauses
from crossposter.publishing.settings import PublishingSettings
from crossposter.scheduling.blackouts import Blackouts
from crossposter.scheduling.timetable import Agenda, Timetable
from crossposter.staff import Actor, Role, Staff
from tests.support.builders import BODY, TITLE
from tests.support.fakes import FakePublisher, FrozenClock

WITA = ZoneInfo("Asia/Makassar")

PETUGAS = Actor(login="petugas")
EDITOR = Actor(login="editor")
KABID = Actor(login="kabid")
OPERATOR = Actor(login="operator")
STAFF = Staff(
    roles={
        "petugas": frozenset({Role.OFFICER}),
        "editor": frozenset({Role.EDITOR}),
        "kabid": frozenset({Role.APPROVER}),
        "operator": frozenset({Role.OPERATOR}),
    }
)

TEMPLATE = "{{ announcement.title }}\n\n{{ body }}\n"
PICTURES = ImageRules(mimes=frozenset({"image/png"}), max_bytes=1_000_000)


def wita(text: str) -> datetime:
    """A moment by the clock of the office; the tests begin on Monday, 08:00."""
    return datetime.fromisoformat(f"2026-11-{text}").replace(tzinfo=WITA)


@dataclass(frozen=True, kw_only=True)
class House:
    """The office's own rules."""

    staff: Staff = STAFF
    rules: PublishingSettings = field(default_factory=PublishingSettings)
    #: Most tests tell the same news again and again.
    policy: Policy = field(
        default_factory=lambda: Policy(off=frozenset({"repeated", "similar"}))
    )
    channels: Sequence[str] = ("facebook", "x")
    slots: Sequence[str] = ("mon-fri 07:00 11:00 17:00", "sat 09:00")
    blackouts: Sequence[str] = ()
    spacing: timedelta = timedelta(minutes=1)
    settle: Settle = field(
        default_factory=lambda: Settle(reads=3, within=timedelta(minutes=9))
    )


class Office:
    """Everything wired as the program wires it, but for the platforms and the time."""

    def __init__(self, url: str, folder: Path, house: House | None = None) -> None:
        self.house = house or House()
        self.folder = folder
        self.clock = FrozenClock()
        self.database = _hasty(Database(url, busy=timedelta(seconds=0.2)))
        self.publishers = {
            name: FakePublisher(self.clock) for name in self.house.channels
        }
        self.channels = {name: self._channel(name) for name in self.house.channels}
        self.media = MediaFolder(folder / "media")
        self.archive = Archive(folder / "archive")
        self._templates()
        composer = Composer(
            channels=self.channels,
            renderer=self._renderer(),
            media=self.media,
            clock=self.clock,
            spent=Spending(database=self.database, zone=WITA).of_month,
        )
        store: Any = {"database": self.database, "clock": self.clock}
        self.reviewer = Reviewer(
            **store,
            zone=WITA,
            channels=self.channels,
            policy=self.house.policy,
            why_unreachable=lambda _: None,
            media=self.media,
        )
        self.announcements = Announcements(
            **store,
            staff=self.house.staff,
            channels=self.channels,
            media=self.media,
            composer=composer,
            reviewer=self.reviewer,
            source_code=str.upper,
            rules=self.house.rules,
        )
        self.approval = Approval(
            **store,
            staff=self.house.staff,
            composer=composer,
            archive=self.archive,
            rules=self.house.rules,
        )
        self.publishing = self.started()
        self.pausing = Pauses(**store, channels=self.channels)
        self.interventions = ManualActions(
            **store,
            staff=self.house.staff,
            channels=self.channels,
            approval_holds=self.house.rules.approval_holds,
        )
        self.overview = Overview(database=self.database)
        self.status = StatusReader(**store, channels=self.channels)

    @property
    def facebook(self) -> FakePublisher:
        return self.publishers["facebook"]

    def started(self, on_step: Callable[[str], None] = unwatched) -> LaneRunner:
        """A daemon that has just begun; the one before has nothing in hand any more."""
        self.publishing = LaneRunner(
            database=self.database,
            channels=self.channels,
            archive=self.archive,
            clock=self.clock,
            rules=self.house.rules,
            owner="test",
            on_step=on_step,
        )
        return self.publishing

    def picture(self, name: str = "jembatan.png", colour: str = "navy") -> str:
        """A picture in the media folder, by its name."""
        Image.new("RGB", (64, 48), colour).save(self.folder / "media" / name)
        return name

    def write(self, **values: Any) -> int:
        """A draft of the information officer."""
        given = {"title": TITLE, "body": BODY, "source": "DPUPR"} | values
        return self.announcements.add(PETUGAS, Draft(**given))

    def submitted(self, **values: Any) -> int:
        """A draft that waits for the head of the section."""
        choice = Choice(without=values.pop("without", ()))
        key = self.write(**values)
        self.announcements.submit(PETUGAS, key, choice)
        return key

    def approved(self, **values: Any) -> int:
        """An announcement with a delivery for each of its channels."""
        key = self.submitted(**values)
        self.approval.approve(KABID, key)
        return key

    def edit(self, key: int, **values: Any) -> None:
        self.announcements.edit(PETUGAS, key, Draft(**values))

    def approve_again(self, key: int, **values: Any) -> None:
        """Edited, submitted and approved once more."""
        self.edit(key, **values)
        self.announcements.submit(PETUGAS, key)
        self.approval.approve(KABID, key)

    def announcement(self, key: int) -> Announcement:
        with self.database.read() as session:
            return announcements.get(session, key)

    def delivery(self, key: int, channel: str = "facebook") -> Delivery:
        """The delivery of an announcement to a channel."""
        return next(each for each in self.deliveries(key) if each.channel == channel)

    def deliveries(self, key: int) -> Sequence[Delivery]:
        with self.database.read() as session:
            return deliveries.of_announcement(session, key)

    def events(self, key: int) -> Sequence[Event]:
        with self.database.read() as session:
            return journal.events(session, key)

    def run(self, channel: str = "facebook", *, at: datetime | None = None) -> None:
        """Let a lane run, at another moment if one is given."""
        if at is not None:
            self.clock.advance(to=at)
        self.publishing.run_lane(channel)

    def run_when_due(self, key: int, channel: str = "facebook") -> Delivery:
        """Let the lane run at the very moment of a delivery, and look at it again."""
        delivery = self.delivery(key, channel)
        self.run(channel, at=max(delivery.due_at, delivery.next_at))
        return self.delivery(key, channel)

    def run_for(self, **units: float) -> None:
        """Let the lanes run whenever they have something to do, for so long."""
        until = self.clock.now() + timedelta(**units)
        for _ in range(500):
            due = [(at, name) for name, at in self.publishing.next_looks().items()]
            moment, name = min(due, default=(until, ""))
            if moment >= until or not name:
                self.clock.advance(to=until)
                return
            before = self.clock.now()
            self.run(name, at=max(moment, before))
            if moment <= before and self.publishing.next_looks().get(name) == moment:
                self.clock.advance(seconds=10)  # as the daemon does: it looks again
        raise AssertionError("the lanes do not come to rest")

    def close(self) -> None:
        self.database.close()

    def _channel(self, name: str) -> Channel:
        return Channel(
            name=name,
            platform=PLATFORMS[name.partition("-")[0]],
            publisher=self.publishers[name],
            format=Format(
                limit=5_000,
                length=len,
                max_images=4,
                images=PICTURES,
                needs_image=name == "instagram",
                threads=name.startswith("x"),
            ),
            agenda=Agenda(
                timetable=Timetable.parse(self.house.slots, WITA),
                blackouts=Blackouts.parse(self.house.blackouts, WITA),
                spacing=self.house.spacing,
            ),
            settle=self.house.settle,
        )

    def _templates(self) -> None:
        (self.folder / "media").mkdir(exist_ok=True)
        for name in self.house.channels:
            place = self.folder / "templates" / name.partition("-")[0]
            place.mkdir(parents=True, exist_ok=True)
            (place / "default.j2").write_text(TEMPLATE)

    def _renderer(self) -> Renderer:
        return Renderer(
            [self.folder / "templates"],
            zone=WITA,
            language="id",
            office={"name": "Pemerintah Kabupaten"},
            sources={
                "DPUPR": Source(kind="dinas", code="DPUPR", name="Dinas Pekerjaan Umum")
            },
        )


def _hasty(database: Database) -> Database:
    """SQLite need not reach the disk here: no test of an office cuts the power."""
    if database.file is not None:
        event.listen(
            database._engine,
            "connect",
            lambda connection, _: connection.execute("PRAGMA synchronous=OFF"),
        )
        database._engine.dispose()
    return database


def as_json(values: object) -> object:
    """What another program would read."""
    return json.loads(json.dumps(values))
