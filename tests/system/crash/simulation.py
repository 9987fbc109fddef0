"""One seed: a day in a small office, with everything that can go wrong in it.

The program is the real one, down to its publishers; time, network and people are not.
The same seed gives the same day.
"""

import random
from collections import Counter
from datetime import timedelta

from crossposter.database.models import Delivery
from crossposter.database.models import DeliveryStatus as Status
from crossposter.database.models.delivery_states import OVER
from crossposter.errors import Unavailable
from tests.system.crash.excuses import Excuses
from tests.system.crash.faults import Climate, Kind, Weather
from tests.system.crash.folder import Folder
from tests.system.crash.machine import Machine
from tests.system.crash.network import Crash, Network
from tests.system.crash.newsroom import BODIES, WHO, Newsroom
from tests.system.crash.sleeper import TakenOver
from tests.system.crash.verdict import Finding, Tally, judge, stale, too_soon
from tests.system.crash.virtual_time import VirtualTime

JUMPS = (-3, -1, -0.2, 0.1, 0.5, 1, 3)  #: hours
LANES = ["facebook", "x", "instagram"]
UPKEEP = timedelta(seconds=30)
TURNS = 800  #: more mean that it never comes to rest


class Simulation:
    """Everything of one seed."""

    def __init__(
        self, seed: int, folder: Folder, climate: Climate | None = None
    ) -> None:
        self.seed = seed
        self.dice = random.Random(seed)  # noqa: S311  # to be repeated
        self.weather = Weather(self.dice, climate or Climate.drawn(self.dice))
        self.time = VirtualTime()
        self.network = Network(self.time, self.weather)
        self.machine = Machine(folder, self.network)
        self.newsroom = Newsroom(self.machine)
        self.excuses = Excuses(self.network)
        self.findings: list[Finding] = []
        self.machine.interrupt = self._somebody_acts
        self._next_event = self.time.true
        self._due: set[str] = set()
        self._jumped = False

    def run(self) -> Tally:
        """The day, the evening on which all is put right, and what is left of it."""
        self._morning()
        self.machine.start()
        ends = self.time.true + timedelta(hours=self.weather.climate.hours)
        while self.time.true < ends:
            self._turn()
        self._evening()
        self.findings += stale(self.network.stale)
        self.findings += too_soon(self.network.waits.too_soon)
        self.findings += judge(
            self.machine.rows(),
            self.network.ledger,
            texts=self.newsroom.texts,
            first_texts=self.newsroom.first_texts,
        )
        return self._tally()

    def _morning(self) -> None:
        """Announcements are approved in calm weather; two have the same words."""
        climate, self.weather.climate = self.weather.climate, Climate.calm()
        originals = 5 - climate.twins
        posts = [(body, self.dice.random() < 0.7) for body in BODIES[:originals]]
        posts += self.dice.choices(posts, k=climate.twins)
        for number, (body, picture) in enumerate(posts):
            key = self.newsroom.announce(body, picture=picture, **self._how(number))
        self.newsroom.was_told_by_hand(key)
        for age in range(self.dice.randint(0, 3)):
            self.network.by_hand(
                f"Foto kegiatan {age}", self.time.true - timedelta(days=age + 1)
            )
        self.weather.climate = climate

    def _how(self, number: int) -> dict[str, object]:
        now = self.time.now()
        soon = now + self.weather.between(60, 9000)
        how: dict[str, object] = self.dice.choice(
            [{}, {"at": soon}, {"at": soon}, {"at_once": True}, {"urgent": True}]
        )
        if number == 1:
            how = how | {"expires_at": now + timedelta(hours=9)}
        if self.dice.random() < 0.5:
            how = how | {"link": f"https://tanahbumbukab.go.id/berita?id={number}&s=1"}
        return how

    def _turn(self) -> None:
        try:
            self._let_time_pass()
            if self.time.true >= self._next_event:
                self._next_event = self.time.true + self.weather.between(30, 900)
                self._something_happens()
            self._work()
        except TakenOver:
            self._taken_over()
        except Crash as crash:
            self._restart(crash)
        self.network.catch_up()

    def _let_time_pass(self) -> None:
        """To the next moment at which anything is due."""
        try:
            looks = self.machine.app.publishing.next_looks()
        except Unavailable:
            looks = {}
        now = self.time.now()
        waits = [self._next_event - self.time.true]
        waits += [look - now for look in looks.values()]
        # What is due already waits for the spacing between two posts.
        soon = self.weather.between(5, 30)
        self.time.sleep(min(waits) if min(waits) > timedelta(0) else soon)
        self.time.sleep(self.weather.between(0, 1))
        self._due = {lane for lane, look in looks.items() if look <= self.time.now()}

    def _work(self) -> None:
        """Lanes wake when something is due, and now and then all the same."""
        if self._jumped:
            self._jumped = not self.machine.noticed_the_jump()
        if self.weather.climate.leased or self.weather.happens(0.02):
            self.machine.wake_the_sleeper()
        lanes = self.dice.sample(LANES, 3)
        self.machine.work(
            [lane for lane in lanes if lane in self._due or self.dice.random() < 0.03]
        )

    def _restart(self, crash: Crash) -> None:
        self.machine.crashed(crash)
        downtime = self.dice.choice([2, 5, 20, 60, 300, 1800, 3 * 3600])
        if downtime > 1800 and self.dice.random() < 0.7:
            downtime = 30
        self.time.sleep(self.weather.between(1, downtime))
        self.excuses.stood_still(downtime)
        if self.machine.backup and self.weather.happens(self.weather.climate.restores):
            self.time.sleep(timedelta(minutes=15))
            self.machine.put_the_copy_back()
            self.machine.tell("a backup is put back")
        elif self.weather.happens(self.weather.climate.jumps):
            self._clock_jumps(self.dice.choice(JUMPS))
        self._jumped = False
        self.machine.start()

    def _taken_over(self) -> None:
        """Another process believes that this one is dead, and is wrong."""
        self.machine.tell("another process takes over")
        self._jumped = False
        self.machine.start()

    def _something_happens(self) -> None:
        climate = self.weather.climate
        if self.weather.happens(climate.jumps):
            self._clock_jumps(self.dice.choice(JUMPS))
            self._jumped = True
        if self.weather.happens(climate.troubles):
            self._trouble()
        if self.weather.happens(climate.staff):
            self._somebody_acts()
        if self.dice.random() < 0.2:
            self.network.by_hand("Selamat pagi, warga!", self.time.true)
        if self.dice.random() < 0.2:
            self.machine.keep_a_copy()

    def _clock_jumps(self, hours: float) -> None:
        self.time.jump(timedelta(hours=hours))
        self.network.waits.forgive()
        self.excuses.clock_jumped(hours)
        if hours < 0:
            # What was sent after a copy was made may seem to be due later than now, and
            # nobody can know that it is public: put back no copy after that.
            self.machine.backup = None
        self.machine.tell(f"the clock jumps by {hours} h")

    def _trouble(self) -> None:
        lane = self.dice.choice(LANES)
        match self.dice.randrange(3):
            case 0:
                hours = self.dice.choice([0.1, 0.5, 1, 3])
                until = self.time.true + timedelta(hours=hours)
                self.weather.down_until[lane] = until
                self.excuses.stood_still(hours * 3600)
                self.machine.tell(f"{lane} is down for {hours} h")
            case 1:
                self.weather.token_expired.add(lane)
                self.machine.tell(f"the token for {lane} expires")
            case 2:
                self.weather.out_of_credits.add(lane)
                self.machine.tell(f"{lane} blocks the account")
        self.excuses.account_stopped()

    def _somebody_acts(self) -> None:
        """One of the people does one of the things people do."""
        try:
            rows = self.machine.rows()
            row = self.dice.choice(rows)
            match self.dice.randrange(8):
                case 0 | 1 | 2:
                    for each in rows:
                        self.newsroom.attend(each)
                case 3 | 4:
                    self.newsroom.mend_accounts()
                case 5:
                    self._change(row)
                case 6:
                    self._withdraw(row)
                case 7:
                    self._pause(row)
        except Unavailable as error:
            self.machine.tell(f"a person has to try again: {error}")

    def _change(self, row: Delivery) -> None:
        """Nobody edits what may be public: they look first, as the manual says."""
        if not self._is_untouched(row):
            return
        body = f"{BODIES[4]} Ralat {self.dice.randint(1, 99)}."
        self.newsroom.change(row, body)
        self.machine.backup = None

    def _withdraw(self, row: Delivery) -> None:
        if self.dice.random() < 0.3 and self._is_untouched(row):
            self.newsroom.withdraw(row)
            self.machine.backup = None

    def _pause(self, row: Delivery) -> None:
        self.machine.app.pausing.pause(WHO, [row.channel], "rapat")
        self.excuses.account_stopped()
        self.machine.tell(f"{row.channel} is paused")

    def _is_untouched(self, row: Delivery) -> bool:
        """Whether nothing of its announcement is public without being recorded."""
        public = self.network.ledger.first_sent
        return not any(
            each.status is not Status.PUBLISHED and each.id in public
            for each in self.machine.rows()
            if each.announcement_id == row.announcement_id
        )

    def _evening(self) -> None:
        """All faults are over; what waits for a person gets one."""
        self.machine.tell("the evening: nothing goes wrong any more")
        self.weather.clear()
        self.machine.wake_the_sleeper()
        self.time.sleep(self.network.last_landing - self.time.true)
        for _ in range(TURNS):
            self.newsroom.mend_accounts()
            if all(self._is_over(row) for row in self.machine.rows()):
                return
            self._next_event = self.time.true + timedelta(minutes=5)
            self._turn()
        for row in self.machine.rows():
            if not self._is_over(row):
                sentence = f"{row.id} ({row.channel}) stays {row.status}: {row.error}"
                self.findings.append(Finding(kind="losses", sentence=sentence))

    def _is_over(self, row: Delivery) -> bool:
        ledger = self.network.ledger
        refused = row.id in ledger.refused and row.id not in ledger.first_sent
        if row.status is Status.FAILED and refused:
            return True
        if row.status in {Status.HELD, Status.FAILED}:
            return self.newsroom.attend(row) is False
        return row.status in OVER

    def _tally(self) -> Tally:
        """The numbers of this day, with the whole story where a promise was broken."""
        findings = [
            *self.findings,
            *self.excuses.missing(self.machine, self.newsroom.first_texts),
        ]
        kinds = Counter(each.kind for each in findings)
        doubled = [each.channel for each in findings if each.kind == "duplicates"]
        rows = self.machine.rows()
        told = [f"seed {self.seed}: {each.kind}: {each.sentence}" for each in findings]
        self.machine.app.database.close()
        return Tally(
            seeds=1,
            deliveries=len(rows),
            crashes=self.machine.crashes.total(),
            duplicates=kinds["duplicates"],
            doubled=Counter(doubled),
            losses=kinds["losses"],
            wrong_ids=kinds["wrong_ids"],
            others=kinds["others"],
            held=self.excuses.held,
            commits=self.network.requests[Kind.COMMIT],
            requests=self.network.requests.total(),
            crash_points=self.machine.crashes,
            faults=self.weather.seen,
            findings=told,
        )
