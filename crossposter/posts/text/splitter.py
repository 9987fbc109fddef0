"""Splitter: a text too long for one post, as the numbered parts of a thread."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from crossposter.posts.text.break_points import Break, breaks
from crossposter.posts.text.truncation import DoesNotFit

MOST_PARTS = 10  #: a longer text is a document and no post
ORPHAN = 2  #: words that are too few for a part
SCANTY = 0.25  #: share of the room of a part

_PART = 10.0  #: penalty of a part: a bad break may be worth one more
_DEAR = 50.0  #: penalty with too many parts; still no sentence is broken for it
_UNEVEN = 10.0
_LONELY = 200.0
_THIN = 15.0
_ROUNDS = 5

Measure = Callable[[str], int]


def thread(texts: Sequence[str], *, length: Measure, limit: int) -> tuple[str, ...]:
    """Parts of a thread, each at most *limit* of *length* with its number: "1/4".

    A part never reaches over from one of *texts* into the next. One text that fits is
    one part without a number. Raises NoRoom for more than MOST_PARTS.
    """
    texts = [text.strip() for text in texts]
    if len(texts) == 1 and length(texts[0]) <= limit:
        return tuple(texts)
    if sum(map(length, texts)) > MOST_PARTS * limit:
        raise _no_room(texts, length, limit)
    room = limit - length(_number(MOST_PARTS, MOST_PARTS))
    for _ in range(_ROUNDS):
        parts = _numbered(_parts(texts, length, room))
        excess = max(map(length, parts)) - limit
        if excess <= 0 and len(parts) <= MOST_PARTS:
            return parts
        if excess <= 0:
            break
        room -= excess  # letters of two words can make one address, which counts more
    raise _no_room(texts, length, limit)


def split(text: str, *, length: Measure, limit: int) -> tuple[str, ...]:
    """Parts without numbers, however many they are."""
    return tuple(_split(text, length, limit, _PART))


def _parts(texts: Sequence[str], length: Measure, room: int) -> list[str]:
    for price in (_PART, _DEAR):
        parts = [part for text in texts for part in _split(text, length, room, price)]
        if len(parts) <= MOST_PARTS:
            break
    return parts


def _numbered(parts: Sequence[str]) -> tuple[str, ...]:
    return tuple(
        part + _number(position, len(parts)) for position, part in enumerate(parts, 1)
    )


def _number(position: int, total: int) -> str:
    # On a line of its own: "beras 5 kg 1/4" would read as a quantity.
    return f"\n\n{position}/{total}"


def _no_room(texts: Sequence[str], length: Measure, limit: int) -> DoesNotFit:
    return DoesNotFit(length=sum(map(length, texts)), limit=MOST_PARTS * limit)


def _split(text: str, length: Measure, room: int, price: float) -> Iterator[str]:
    measure = lru_cache(maxsize=None)(length)  # most words stand there more than once
    plan = _Plan(text, breaks(text, length=measure, room=room), measure, room, price)
    for one, other in pairwise(plan.chosen()):
        yield text[one.start : other.end]


@dataclass(frozen=True, kw_only=True)
class _Step:
    """Cheapest way to a break: its penalty, and the break before it."""

    cost: float
    before: int


class _Plan:
    """Choice among the breaks by which the whole thread reads best."""

    def __init__(
        self,
        text: str,
        places: Sequence[Break],
        length: Measure,
        room: int,
        price: float,
    ) -> None:
        self._places = places
        self._room = room
        self._price = price
        self._begins = [0]  # length before the part that begins at a place
        self._ends = [0]  # length up to a place
        self._words = [0]
        for one, other in pairwise(places):
            chunk = text[one.start : other.end]
            self._ends.append(self._begins[-1] + length(chunk))
            self._begins.append(self._ends[-1] + length(text[other.end : other.start]))
            self._words.append(self._words[-1] + len(chunk.split()))

    def chosen(self) -> list[Break]:
        """Breaks of the cheapest thread; raises NoRoom."""
        steps = [_Step(cost=0.0, before=0)]
        for at in range(1, len(self._places)):
            steps.append(self._cheapest(steps, at))
        found = [len(steps) - 1]
        while found[-1]:
            found.append(steps[found[-1]].before)
        return [self._places[at] for at in reversed(found)]

    def _cheapest(self, steps: Sequence[_Step], at: int) -> _Step:
        ways = []
        for before in range(at - 1, -1, -1):
            used = self._ends[at] - self._begins[before]
            if used > self._room:
                break
            cost = steps[before].cost + self._cost(before, at, used)
            ways.append(_Step(cost=cost, before=before))
        if not ways:
            raise DoesNotFit(length=self._ends[-1], limit=self._room)
        return min(ways, key=lambda way: way.cost)

    def _cost(self, before: int, at: int, used: int) -> float:
        share = used / self._room
        cost = self._price + _UNEVEN * share**2 + self._places[at].cost
        if self._words[at] - self._words[before] <= ORPHAN:
            cost += _LONELY
        elif share < SCANTY:
            cost += _THIN
        return cost
