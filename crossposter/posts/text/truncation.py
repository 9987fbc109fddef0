"""Truncation: the search for the longest excerpt; measuring is slow, so it is rare."""

from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from crossposter.errors import BadInput
from crossposter.posts.text.clauses import Loss, loss, only_dates, turns
from crossposter.posts.text.cut_points import CLOSERS, Cut
from crossposter.posts.text.passage import Excerpt, Passage

NEAR = 0.66  #: share of a list; a sentence end that keeps less gives way to its entries
ENOUGH = 60  #: characters of text; hashtags give way to that many, in whole sentences
SHARE = 1 / 3  #: of the post; hashtags get no more while text is left out
SCRAP = 40  #: characters; less of a text is not worth showing below a title
_FEW = 300  #: cuts that are examined
_SHORT = 4  #: penalty of a cut far from the limit


class DoesNotFit(BadInput):
    """Post too long for the platform even without the text."""

    def __init__(self, *, length: int, limit: int) -> None:
        super().__init__(f"{length} of {limit} without any text")
        self.length = length
        self.limit = limit


@dataclass(frozen=True, kw_only=True)
class Fitted:
    """Post that fits, and the excerpt in it."""

    post: str
    excerpt: Excerpt
    hashtags: int  #: number of hashtags of the text, kept or not


def fit(
    passage: Passage,
    *,
    compose: Callable[[Excerpt], str],
    length: Callable[[str], int],
    limit: int,
    needed: bool = True,
    text_first: bool = False,
) -> Fitted:
    """Post that keeps most of *passage* and has at most *limit* of *length*.

    It ends at a sentence. Where not even the first fits, the next ones may stay, and
    nothing is left of a text that is not *needed* rather than a sentence that says
    something else. Hashtags give way to the first sentence, and to all of the text when
    it comes *text_first*. Raises NoRoom when even the bare post is too long.
    """
    if len(passage.text) <= limit:
        whole = passage.excerpt(Cut(position=len(passage.text)))
        post = compose(whole)
        if length(post) <= limit:
            return Fitted(post=post, excerpt=whole, hashtags=len(passage.hashtags))
    search = _Search(passage, compose, length, limit)
    search.make_room(text_first, needed)
    reach = search.furthest()
    index = search.rounded(reach)
    if not index and (text_first or not needed):
        for later in passage.later():
            other = _Search(later, compose, length, limit)
            if found := other.whole_sentences(text_first):
                return found
    return search.fitted(index or search.least_loss(reach, needed))


class _Search:
    def __init__(
        self,
        passage: Passage,
        compose: Callable[[Excerpt], str],
        length: Callable[[str], int],
        limit: int,
    ) -> None:
        self._passage = passage
        self._compose = compose
        self._length = length
        self._limit = limit
        self._places = [cut.position for cut in passage.cuts]
        self._without = 0  # hashtags given up
        self._fits = 0  # a cut that is known to fit
        self._known: dict[tuple[int, int], int] = {}

    def whole_sentences(self, text_first: bool) -> Fitted | None:
        """Post with the first sentences of the passage, if they fit."""
        if self._excess(0, len(self._passage.hashtags)) > 0:
            return None
        self.make_room(text_first, needed=True)
        index = self.rounded(self.furthest())
        kept = self._passage.text[: self._places[index]]
        said = len(kept) >= SCRAP and kept.rstrip(CLOSERS)[-1:] in {".", "!", "?"}
        return self.fitted(index) if said else None

    def fitted(self, index: int) -> Fitted:
        self.take_back(index)
        excerpt = self._excerpt(index, self._without)
        return Fitted(
            post=self._compose(excerpt),
            excerpt=excerpt,
            hashtags=len(self._passage.hashtags),
        )

    def make_room(self, text_first: bool, needed: bool) -> None:
        """Room for the text, by giving up as many hashtags as needed; raises NoRoom."""
        every = len(self._passage.hashtags)
        bare = self._excess(0, every)
        if bare > 0:
            raise DoesNotFit(length=bare + self._limit, limit=self._limit)
        self._without = every
        for wanted in self._wanted(text_first):
            if self._excess(wanted, every) <= 0:
                self._fits = wanted
                break
        if self._fits or not (text_first or needed):
            self.take_back(self._fits)

    def take_back(self, index: int) -> None:
        """Hashtags put back, as many as fit beside the text up to that cut."""
        low, high = (
            self._beyond_share() - 1,
            self._without,
        )  # high fits, low does not
        while high - low > 1:
            middle = (low + high) // 2
            if self._excess(index, middle) <= 0:
                high = middle
            else:
                low = middle
        self._without = high

    def _beyond_share(self) -> int:
        """Number of hashtags beyond those that a shortened text may have."""
        room, tags = self._limit * SHARE, self._passage.hashtags
        for count, tag in enumerate(tags):
            room -= len(tag) + 1
            if room < 0:
                return min(len(tags) - count, self._without)
        return 0

    def _wanted(self, text_first: bool) -> Iterator[int]:
        """Cuts that hashtags give way to, the best first."""
        cuts = self._passage.cuts
        if text_first:
            yield len(cuts) - 1
            return
        ends = [at for at in range(1, len(cuts)) if self._ends_well(at)]
        yield from (at for at in ends[:_FEW] if self._places[at] >= ENOUGH)
        yield from ends[:1]

    def furthest(self) -> int:
        """Last cut that fits, found by guesses from the room left by the last guess."""
        places = self._places
        low, high = self._fits, len(places)  # low fits, high does not
        reach = places[low] - self._excess(low, self._without)
        steps = 0
        while high - low > 1:
            guess = bisect_right(places, reach) - 1
            if steps > 3 and steps % 2:
                guess = (low + high) // 2
            guess = min(max(guess, low + 1), high - 1)
            excess = self._excess(guess, self._without)
            reach = places[guess] - excess
            low, high = (guess, high) if excess <= 0 else (low, guess)
            steps += 1
        return low

    def rounded(self, index: int) -> int:
        """Last good end up to the cut; 0 where there is none."""
        cuts = self._passage.cuts
        back = range(index, 0, -1)
        sentence = next(filter(self._fits_at, filter(self._ends_well, back)), 0)
        lines = (at for at in back if cuts[at].line and self._ends_entry(at))
        line = next(filter(self._fits_at, lines), 0)
        if self._places[sentence] < NEAR * self._places[line]:
            return line
        return sentence

    def least_loss(self, index: int, needed: bool) -> int:
        """Last cut within a sentence that does no harm or, if needed, the least."""
        worst = Loss.SENSE if needed else Loss.NOTHING
        near = NEAR * self._places[index]
        ranked = sorted(
            (harm + (_SHORT if self._places[at] < near else 0), -at)
            for at in range(index, max(0, index - _FEW), -1)
            if (harm := loss(self._passage.text, self._passage.cuts[at])) <= worst
            and (needed or self._places[at] >= SCRAP)
        )
        return next((-at for _, at in ranked if self._fits_at(-at)), 0)

    def _ends_well(self, index: int) -> bool:
        cut = self._passage.cuts[index]
        text = self._passage.text
        return cut.sentence and not turns(text, cut) and not only_dates(text, cut)

    def _ends_entry(self, index: int) -> bool:
        at = self._places[index]
        return at >= SCRAP and self._passage.text[at - 1] != ":"

    def _fits_at(self, index: int) -> bool:
        return self._excess(index, self._without) <= 0

    def _excerpt(self, index: int, without: int) -> Excerpt:
        return self._passage.excerpt(self._passage.cuts[index], without=without)

    def _excess(self, index: int, without: int) -> int:
        key = (index, without)
        if key not in self._known:
            post = self._compose(self._excerpt(index, without))
            self._known[key] = self._length(post) - self._limit
        return self._known[key]
