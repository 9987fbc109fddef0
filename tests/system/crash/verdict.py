"""What became of every delivery, judged by what the public really sees."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from crossposter.database.models import Delivery
from crossposter.database.models import DeliveryStatus as Status
from tests.system.crash.ledger import Ledger, Live


@dataclass(kw_only=True)
class Tally:
    """The sum of many seeds."""

    seeds: int = 0
    deliveries: int = 0
    crashes: int = 0
    duplicates: int = 0
    losses: int = 0
    wrong_ids: int = 0
    others: int = 0  #: other broken promises
    held: int = 0  #: given to a person, with a reason
    commits: int = 0
    requests: int = 0
    doubled: Counter[str] = field(default_factory=Counter)  #: duplicates by channel
    crash_points: Counter[str] = field(default_factory=Counter)
    faults: Counter[str] = field(default_factory=Counter)
    findings: list[str] = field(default_factory=list)

    def __add__(self, other: "Tally") -> "Tally":
        names = self.__dataclass_fields__
        return Tally(
            **{each: getattr(self, each) + getattr(other, each) for each in names}
        )

    @property
    def clean(self) -> bool:
        """Whether nothing at all was broken."""
        return not self.findings


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One broken promise: *kind* is the name of its column."""

    kind: str
    sentence: str
    channel: str = ""


def judge(
    rows: list[Delivery],
    ledger: Ledger,
    *,
    texts: dict[int, str],
    first_texts: dict[int, str],
) -> Iterator[Finding]:
    """Compare the database with the public, delivery by delivery.

    Deliveries with equal words on one channel are judged together: nobody, the public
    least of all, could tell one's post from the other's.
    """
    twins: defaultdict[tuple[str, str], list[Delivery]] = defaultdict(list)
    for row in rows:
        twins[row.channel, first_texts[row.id or 0]].append(row)
    for group in twins.values():
        live = ledger.deliveries(*(row.id or 0 for row in group))
        yield from _counted(group, live)
        yield from _named(group, live)
        for row in group:
            yield from _worded(row, live, texts)
    yield from _vanished(rows, texts)


def stale(sent: list[int]) -> Iterator[Finding]:
    """What was sent by a process that another one had taken over from."""
    for key in sent:
        yield Finding(kind="others", sentence=f"{key} was sent without the lease")


def too_soon(requests: list[str]) -> Iterator[Finding]:
    """What was asked before the end of a wait that a platform had asked for."""
    for sentence in requests:
        yield Finding(kind="others", sentence=sentence)


def _counted(group: list[Delivery], live: list[Live]) -> Iterator[Finding]:
    published = [row for row in group if row.status is Status.PUBLISHED]
    waiting = [row for row in group if row.status in _OPEN]
    names = ", ".join(f"{row.id} ({row.channel}, {row.status})" for row in group)
    for _ in range(len(live) - max(len(published) + len(waiting), 1)):
        sentence = f"{len(live)} posts of {names}"
        channel = group[0].channel
        yield Finding(kind="duplicates", sentence=sentence, channel=channel)
    if len(live) > len(published) + len(waiting) and len(live) == 1:
        yield Finding(kind="others", sentence=f"public, but not so called: {names}")
    for _ in range(len(published) - len(live)):
        sentence = f"called published, but not public: {names}"
        yield Finding(kind="losses", sentence=sentence)


_OPEN = frozenset(Status) - {
    Status.PUBLISHED,
    Status.FAILED,
    Status.EXPIRED,
    Status.CANCELLED,
}


def _named(group: list[Delivery], live: list[Live]) -> Iterator[Finding]:
    known = {post.remote_id for post in live}
    for row in group:
        nameless = row.remote_id is None and row.channel == "instagram"
        if row.status is not Status.PUBLISHED or nameless:
            continue
        if row.remote_id not in known:
            sentence = f"{row.id} ({row.channel}) is said to be {row.remote_id}"
            yield Finding(kind="wrong_ids", sentence=sentence)


def _worded(
    row: Delivery, live: list[Live], texts: dict[int, str]
) -> Iterator[Finding]:
    for post in live:
        if post.delivery == row.id and post.text != texts[row.id]:
            sentence = f"{row.id} ({row.channel}) is not what was approved"
            yield Finding(kind="others", sentence=sentence)


def _vanished(rows: list[Delivery], texts: dict[int, str]) -> Iterator[Finding]:
    for key in texts.keys() - {row.id for row in rows}:
        yield Finding(kind="losses", sentence=f"{key} is in the database no more")
