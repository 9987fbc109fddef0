"""The people of a small office, and how they behave when something goes wrong."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from crossposter.announcements.draft import Draft
from crossposter.announcements.omissions import Choice
from crossposter.database.models import Delivery
from crossposter.database.models import DeliveryStatus as Status
from crossposter.database.queries import channels, journal
from crossposter.errors import CrossposterError
from crossposter.staff import Actor
from tests.system.crash.ledger import Live
from tests.system.crash.machine import Machine

WHO = Actor(login="petugas")
SETTLED = timedelta(minutes=20)  #: nobody gives an answer before this
BODIES = (
    "Jalan Raya Batulicin ditutup pukul 08.00 & dibuka lagi pukul 16.00.",
    "Vaksinasi gratis untuk warga < 12 tahun di semua puskesmas.",
    "Waspada banjir rob di Simpang Empat; hubungi 112.",
    "Pelayanan KTP-el pindah ke Mal Pelayanan Publik.",
    "Lowongan 20 tenaga kebersihan dibuka sampai Jumat.",
)


@dataclass
class Newsroom:
    """Writes announcements and puts right what the program leaves to people."""

    machine: Machine
    texts: dict[int, str] = field(default_factory=dict)  #: approved, by delivery
    approved: dict[int, datetime] = field(default_factory=dict)  #: first, by delivery
    first_texts: dict[int, str] = field(default_factory=dict)  #: before any edit

    def announce(self, body: str, **how: Any) -> int:
        """The whole chain, to an approval."""
        pictures = [("posko.jpg", "Posko siaga")] if how.pop("picture") else []
        draft = Draft(
            title=f"Pengumuman {body[:20]}",
            body=body,
            source="BPBD",
            link=how.pop("link", None),
            images=pictures,
            **how,
        )
        app = self.machine.app
        key = app.announcements.add(WHO, draft)
        self._approve(key)
        self.machine.tell(f"approved announcement {key}: {how}")
        return key

    def was_told_by_hand(self, key: int) -> None:
        """Somebody had posted the very same words in the apps, before the approval.

        Longer ago than X remembers what it has been told.
        """
        at = self.machine.time.true - timedelta(hours=5)
        for row in self.machine.rows():
            if row.announcement_id == key:
                self.machine.network.by_hand(row.text, at, row.channel)

    def _approve(self, key: int) -> None:
        app = self.machine.app
        app.announcements.submit(WHO, key, Choice(without=self._unable(key)))
        app.approval.approve(WHO, key)
        for row in self.machine.rows():
            if row.announcement_id == key and row.status is Status.SCHEDULED:
                self.texts[row.id or 0] = row.text
                self.first_texts.setdefault(row.id or 0, row.text)
                self.approved.setdefault(row.id or 0, self.machine.time.true)

    def _unable(self, key: int) -> list[str]:
        """Channels that show nothing of it, as it has no picture."""
        values = self.machine.app.overview.show(key)
        channels = self.machine.app.channels
        return [
            name
            for name in values["channels"] or channels
            if channels[name].format.needs_image and not values["images"]
        ]

    def change(self, row: Delivery, body: str) -> None:
        """Edit an announcement, as far as the program lets us, and approve it again."""
        app, key = self.machine.app, row.announcement_id
        try:
            app.announcements.edit(WHO, key, Draft(body=body, at=None, at_once=True))
            self.machine.tell(f"edited announcement {key}")
            self._approve(key)
        except CrossposterError as error:
            self.machine.tell(f"announcement {key} could not be edited: {error}")

    def withdraw(self, row: Delivery) -> None:
        """Take an announcement back, as far as the program lets us."""
        key = row.announcement_id
        try:
            self.machine.app.announcements.withdraw(WHO, key, "batal")
            self.machine.tell(f"withdrew announcement {key}")
        except CrossposterError as error:
            self.machine.tell(f"announcement {key} could not be withdrawn: {error}")

    def mend_accounts(self) -> None:
        """Renew tokens, buy credits, and let every channel run again."""
        weather, app = self.machine.weather, self.machine.app
        weather.token_expired.clear()
        weather.out_of_credits.clear()
        with app.database.read() as session:
            paused = [
                name for name, row in channels.states(session).items() if row.paused
            ]
        if paused:
            self.machine.beat()
            app.pausing.resume(WHO, paused)
            # Instagram's pictures go through the page, whoever the page asks to wait.
            pages = ["facebook"] if "instagram" in paused else []
            self.machine.network.waits.forgive(*paused, *pages)
            self.machine.tell(f"resumed {paused}")

    def attend(self, row: Delivery) -> bool | None:
        """Put one delivery right, after a look at the account with our own eyes.

        False where the program does not let us, None where there is nothing to do yet.
        """
        troubled = row.status in {Status.HELD, Status.FAILED, Status.UNCONFIRMED}
        if not troubled or self._is_recent(row):
            return None
        try:
            self._decide(row)
        except CrossposterError as error:
            self.machine.tell(f"delivery {row.id} could not be put right: {error}")
            return False
        return True

    def _decide(self, row: Delivery) -> None:
        there = self._seen(row)
        interventions, key = self.machine.app.interventions, row.id or 0
        if there is not None:
            with self.machine.network.waits.a_person_asks():
                interventions.posted(WHO, key, _link(there))
            said = "posted"
        elif row.status is Status.UNCONFIRMED or self._is_in_question(row):
            interventions.not_posted(WHO, key)
            said = "not posted"
        else:
            interventions.retry(WHO, key)
            said = "to be sent again"
        self.machine.tell(f"a person says of delivery {key} ({row.status}): {said}")

    def _is_in_question(self, row: Delivery) -> bool:
        """Whether the program asks what there is on the account."""
        with self.machine.app.database.read() as session:
            return journal.in_question(session, row.id or 0)

    def _is_recent(self, row: Delivery) -> bool:
        """Whether something may still be on its way: wait and have a coffee."""
        sleeper = self.machine.sleeper
        if sleeper is not None and row.id in sleeper.deliveries:
            return True
        last = self.machine.network.ledger.last_sent.get(row.id or 0)
        return last is not None and self.machine.time.true - last < SETTLED

    def _seen(self, row: Delivery) -> Live | None:
        """A post with these words that cannot be another delivery's."""
        others = [each for each in self.machine.rows() if each.id != row.id]
        bound = {each.remote_id for each in others}
        claims = [
            each
            for each in others
            if (each.channel, each.text) == (row.channel, row.text)
            and each.remote_id is None
            and each.status in {Status.PUBLISHED, Status.COMMITTING, Status.UNCONFIRMED}
        ]
        ledger, now = self.machine.network.ledger, self.machine.time.true
        free = [
            post
            for post in ledger.listed(row.channel, now)
            if post.text == row.text
            and post.remote_id not in bound
            and post.created >= self.approved[row.id or 0]
        ]
        return free[0] if len(free) > len(claims) else None


def _link(post: Live) -> str:
    if post.channel == "x":
        return f"https://x.com/tanahbumbu/status/{post.remote_id}"
    if post.channel == "facebook":
        return f"https://www.facebook.com/1001/posts/{post.remote_id}"
    return f"https://www.instagram.com/p/{post.remote_id}/"
