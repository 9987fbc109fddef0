"""Days on which everything on X is a thread: the same office, the same faults."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from typing import Any
from unittest import mock

from crossposter.channels import Post
from crossposter.database.models import Delivery
from crossposter.database.models import DeliveryStatus as Status
from crossposter.database.models.thread import Thread
from crossposter.database.queries import threads as parts
from crossposter.posts.composer import Composed, Composer
from crossposter.publishing import unconfirmed as doubts
from tests.system.crash.faults import Climate
from tests.system.crash.folder import Folder
from tests.system.crash.ledger import Live
from tests.system.crash.machine import Machine
from tests.system.crash.newsroom import BODIES, Newsroom
from tests.system.crash.running import listening, office
from tests.system.crash.simulation import Simulation
from tests.system.crash.verdict import Finding, Tally

_compose = Composer.compose
ENDED = frozenset({Status.PUBLISHED, Status.FAILED, Status.EXPIRED, Status.CANCELLED})


def as_threads(self: Composer, announcement: Any, *args: Any) -> list[Composed]:
    """Two to five parts, with the words of the announcement in each."""
    total = 2 + (announcement.id or 0) % 4
    replies = tuple(
        f"{announcement.body[-40:]} ({announcement.id}) {number}/{total}"
        for number in range(2, total + 1)
    )
    return [
        replace(each, post=replace(each.post, replies=replies))
        if each.post and each.channel.format.threads
        else each
        for each in _compose(self, announcement, *args)
    ]


class ThreadNewsroom(Newsroom):
    """Approves threads, and looks for the part that is in question."""

    def _approve(self, key: int) -> None:
        with mock.patch.object(Composer, "compose", as_threads):
            super()._approve(key)

    def _seen(self, row: Delivery) -> Live | None:
        """The post with the words of the next part that is no other part."""
        network = self.machine.network
        with self.machine.app.database.read() as session:
            thread = parts.of(session, row)
            bound = parts.remote_ids(session, row.channel)
        free = (
            post
            for post in network.ledger.listed(row.channel, network.time.true)
            if post.text == thread.texts[thread.position]
            and post.remote_id not in bound
        )
        return next(free, None)


class ThreadDay(Simulation):
    """One seed."""

    def __init__(
        self, seed: int, folder: Folder, climate: Climate | None = None
    ) -> None:
        super().__init__(seed, folder, climate)
        self.newsroom = ThreadNewsroom(self.machine)

    def run(self) -> Tally:
        """As any day, judged part by part."""
        with mock.patch("tests.system.crash.simulation.judge", return_value=[]):
            return super().run()

    def _morning(self) -> None:
        climate, self.weather.climate = self.weather.climate, Climate.calm()
        for number, body in enumerate(BODIES):
            picture = self.dice.random() < 0.5
            how = self._how(number) | {"channels": ["x"], "picture": picture}
            self.newsroom.announce(body, **how)
        self.weather.climate = climate

    def _tally(self) -> Tally:
        self.findings += judge_threads(self.machine)
        return super()._tally()


def judge_threads(machine: Machine) -> Iterator[Finding]:
    """Every part once, in its order, each below the one before, and so recorded."""
    for row in machine.rows():
        with machine.app.database.read() as session:
            thread = parts.of(session, row)
        live = machine.network.ledger.deliveries(row.id or 0)
        yield from _counted(row, thread, live)
        yield from _in_order(row, live)
        yield from _recorded(row, thread, live)


def _counted(row: Delivery, thread: Thread, live: list[Live]) -> Iterator[Finding]:
    shown = [post.text for post in live]
    for text in set(shown):
        for _ in range(shown.count(text) - 1):
            yield _finding("duplicates", row, f"twice: {text}")
        if text not in thread.texts:
            yield _finding("others", row, f"was not approved: {text}")
    if row.status is Status.PUBLISHED:
        for text in set(thread.texts) - set(shown):
            yield _finding("losses", row, f"is missing: {text}")


def _in_order(row: Delivery, live: list[Live]) -> Iterator[Finding]:
    above = [None, *(post.remote_id for post in live)]
    if [post.reply_to for post in live] != above[: len(live)]:
        yield _finding("others", row, "its parts do not stand below one another")


def _recorded(row: Delivery, thread: Thread, live: list[Live]) -> Iterator[Finding]:
    known = [part.remote_id for part in thread.public]
    there = [post.remote_id for post in live]
    if known != there[: len(known)]:
        yield _finding("wrong_ids", row, f"is said to be {known}, and is {there}")
    if row.status in ENDED and len(known) < len(there):
        yield _finding("others", row, "is over, and a public part is not known")
    if row.status is Status.PUBLISHED and [row.remote_id] != there[:1]:
        yield _finding("wrong_ids", row, f"is said to be {row.remote_id}")


def _finding(kind: str, row: Delivery, what: str) -> Finding:
    sentence = f"{row.id} ({row.status}) {what}"
    return Finding(kind=kind, sentence=sentence, channel=row.channel)


def one_day(seed: int, climate: Climate | None = None) -> Tally:
    """The same seed gives the same tally."""
    with listening() as errors:
        tally = ThreadDay(seed, office(), climate).run()
    tally.findings += [f"seed {seed}: error in the log: {each}" for each in errors]
    tally.others += len(errors)
    return tally


def many(seeds: Iterable[int], progress: Callable[[], None] = lambda: None) -> Tally:
    """The sum of some days; *progress* hears of each that is done."""
    total = Tally()
    for seed in seeds:
        total += one_day(seed)
        progress()
    return total


def _always_the_first(self: Post, _position: int, *, reply_to: str | None) -> Post:
    return replace(self, replies=(), reply_to=reply_to)


def _below_the_first(self: Thread) -> str | None:
    return self.public[0].remote_id if self.public else None


def _not_at_all(*_: Any, **__: Any) -> None:
    """Leave it out."""


#: Safeguards to break, each with the climate that brings it to light.
MUTANTS: dict[str, tuple[Any, Climate]] = {
    "resumed at the first part": (
        mock.patch.object(Post, "part", _always_the_first),
        Climate(),
    ),
    "every part below the first": (
        mock.patch.object(Thread, "reply_to", property(_below_the_first)),
        Climate(),
    ),
    "no look for the part after one that was found": (
        mock.patch.object(doubts, "look_for_next", _not_at_all),
        Climate(crashes=0.05, restores=1.0, faults=0.1),
    ),
}


def hunt(name: str, seeds: Iterable[int] = (5, *range(5), *range(6, 30))) -> Tally:
    """Days with a safeguard broken, until one shows it; the most promising first."""
    breaks, climate = MUTANTS[name]
    total = Tally()
    with ExitStack() as stack:
        stack.enter_context(breaks)
        for seed in seeds:
            total += one_day(seed, climate)
            if not total.clean:
                break
    return total
