"""The search for the longest excerpt; measuring is slow, so it is done seldom."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable
from dataclasses import dataclass

from crossposter.errors import BadInput
from crossposter.shortening.cuts import Cut
from crossposter.shortening.passage import Excerpt, Passage

NEAR = 0.66  #: a sentence end is preferred when this much of what fits is kept
ENOUGH = 60  #: characters of text that no hashtag may displace
NEARER = 0.8  #: likewise the end of a line, such as an entry of a list
SCRAP = 40  #: characters; less of a text is not worth showing below a title


class NoRoom(BadInput):
    """What stands around the text is longer than the platform allows."""

    def __init__(self, *, length: int, limit: int) -> None:
        super().__init__(f"{length} of {limit} without any text")
        self.length = length
        self.limit = limit


@dataclass(frozen=True, kw_only=True)
class Fitted:
    """A post that fits, and the excerpt in it."""

    post: str
    excerpt: Excerpt
    hashtags: int  #: how many the text has, kept or not


def fit(
    passage: Passage,
    *,
    compose: Callable[[Excerpt], str],
    length: Callable[[str], int],
    limit: int,
    shown: int = 0,
) -> Fitted:
    """The post that keeps most of *passage* and has at most *limit* of *length*.

    Hashtags give way only where less than a sensible minimum of text would stay, of
    which the title is *shown* characters. Raises NoRoom when even the bare post is too
    long.
    """
    if len(passage.text) <= limit:
        whole = passage.excerpt(Cut(position=len(passage.text)))
        post = compose(whole)
        if length(post) <= limit:
            return Fitted(post=post, excerpt=whole, hashtags=len(passage.hashtags))
    search = _Search(passage, compose, length, limit)
    least = max(0, ENOUGH - shown)
    search.spare_text(least)
    index = search.rounded(search.furthest())
    if not least and search.is_scrap(index):
        index = 0
    return search.fitted(index)


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

    def fitted(self, index: int) -> Fitted:
        excerpt = self._excerpt(index, self._without)
        return Fitted(
            post=self._compose(excerpt),
            excerpt=excerpt,
            hashtags=len(self._passage.hashtags),
        )

    def spare_text(self, least: int) -> None:
        """Give up as few hashtags as it takes for *least* characters of text."""
        wanted = self._first_beyond(least)
        if self._excess(wanted, 0) <= 0:
            self._fits = wanted
            return
        low, high = 0, len(self._passage.hashtags)  # high is the fewest that may do
        while high - low > 1:
            middle = (low + high) // 2
            if self._excess(wanted, middle) <= 0:
                high = middle
            else:
                low = middle
        self._without = high
        bare = self._excess(0, high)
        if bare > 0:
            raise NoRoom(length=bare + self._limit, limit=self._limit)

    def furthest(self) -> int:
        """The last cut that fits, found by guessing from what the last guess left."""
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
        """The end of a sentence or else of a line shortly before the cut, if any."""
        cuts = self._passage.cuts
        near = bisect_left(self._places, NEAR * cuts[index].position)
        nearer = bisect_left(self._places, NEARER * cuts[index].position)
        sentences = (at for at in range(index, near - 1, -1) if cuts[at].sentence)
        lines = (at for at in range(index, nearer - 1, -1) if cuts[at].line)
        fitting = (at for at in (*sentences, *lines) if self._fits_at(at))
        return next(fitting, index)

    def is_scrap(self, index: int) -> bool:
        """Whether so little is kept that it says nothing."""
        excerpt = self._excerpt(index, self._without)
        whole = excerpt.complete or self._passage.cuts[index].sentence
        return not whole and excerpt.kept < SCRAP

    def _fits_at(self, index: int) -> bool:
        return self._excess(index, self._without) <= 0

    def _first_beyond(self, least: int) -> int:
        return min(bisect_left(self._places, least), len(self._places) - 1)

    def _excerpt(self, index: int, without: int) -> Excerpt:
        return self._passage.excerpt(self._passage.cuts[index], without=without)

    def _excess(self, index: int, without: int) -> int:
        key = (index, without)
        if key not in self._known:
            post = self._compose(self._excerpt(index, without))
            self._known[key] = self._length(post) - self._limit
        return self._known[key]
