"""Break points of a thread, each with a penalty for the reader."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

import regex

from crossposter.posts.text.cut_points import GAP, Cut, cuts
from crossposter.posts.text.tokens import MENTION, find_hashtags, find_links

LINE = 2  #: penalty of a break; at a paragraph it is 0
SENTENCE = 3
QUOTED = 6  #: added between the sentences of a quotation
LEADING = 30  #: added after a colon, which announces the next words
CLAUSE = 60  #: so high that a sentence that fits into a part stays whole
JOINT = 70  #: before a word that joins what follows
WORD = 90
GLUED = 2000  #: between words that belong together
INSIDE = 5000  #: inside a word
TORN = 20_000  #: inside a link, a hashtag or a mention

_CLAUSE = (",", ";", ")", "–", "—")
_JOINS = regex.compile(
    r"(?:yang|dan|serta|atau|untuk|dengan|sehingga|karena|agar|guna|sambil|which|and)\b"
)
_SAYS = regex.compile(r"[\p{L}\p{N}]")
_SPACE = regex.compile(r"\s*")
_CLUSTER = regex.compile(r"\X")

Span = tuple[int, int]


@dataclass(frozen=True, kw_only=True)
class Break:
    """Break at which a part ends at *end*, and the next one begins at *start*."""

    end: int
    start: int
    cost: int = 0


def breaks(text: str, *, length: Callable[[str], int], room: int) -> list[Break]:
    """Breaks of *text*, both of its ends included, in order.

    Between two of them there are at most *room* of *length*, as far as a text can be
    broken so; the bad places serve only where there is no better one.
    """
    whole = list(_tokens(text))
    every = list(_good(text, whole, length, room))
    for finer in (_gaps, _clusters, _torn):
        for one, other in pairwise(tuple(every)):
            if length(text[one.start : other.end]) > room:
                every += finer(text, one.start, other.end, whole)
        every.sort(key=lambda each: (each.end, each.start))
    return every


def _good(
    text: str, whole: list[Span], length: Callable[[str], int], room: int
) -> Iterator[Break]:
    first, last = len(text) - len(text.lstrip()), len(text.rstrip())
    closing = _closing(text, whole)
    kept = closing if length(text[slice(*closing)]) <= room else (last, last)
    yield Break(end=0, start=first)
    for cut in cuts(text, whole=whole):
        if first < cut.position < last and not _inside(cut.position, [kept]):
            yield _break(text, cut)
    yield Break(end=last, start=len(text))


def _tokens(text: str) -> Iterator[Span]:
    links = find_links(text)
    for token in (*links, *find_hashtags(text, links)):
        yield token.start, token.end
    for mention in MENTION.finditer(text):
        yield mention.span()


def _closing(text: str, whole: Iterable[Span]) -> Span:
    """Last lines, as far as they are links, hashtags and mentions only."""
    bare = list(text)
    for start, end in whole:
        bare[start:end] = " " * (end - start)
    begin = end = len(text.rstrip())
    while begin > 0:
        line = text.rfind("\n", 0, begin) + 1
        if _SAYS.search("".join(bare[line:begin])):
            break
        end = line
        begin = line - 1
    return (min(end, len(text.rstrip())), len(text.rstrip()))


def _break(text: str, cut: Cut) -> Break:
    gap = _SPACE.match(text, cut.position)
    start = gap.end() if gap else cut.position
    return Break(end=cut.position, start=start, cost=_cost(text, cut, start))


def _cost(text: str, cut: Cut, start: int) -> int:
    if start == cut.position:
        return INSIDE
    before = text[cut.position - 1]
    leading = LEADING if before == ":" else 0
    leading += QUOTED if cut.quoted else 0
    if text.count("\n", cut.position, start) > 1:
        return leading
    if cut.line:
        return LINE + leading
    if cut.sentence:
        return SENTENCE + leading
    if before in _CLAUSE:
        return CLAUSE
    return (JOINT if _JOINS.match(text, start) else WORD) + leading


def _inside(position: int, spans: Iterable[Span]) -> bool:
    return any(start < position < end for start, end in spans)


def _gaps(text: str, start: int, end: int, _: list[Span]) -> Iterator[Break]:
    for gap in GAP.finditer(text, start, end):
        if start < gap.start() and gap.end() < end:
            yield Break(end=gap.start(), start=gap.end(), cost=GLUED)


def _clusters(text: str, start: int, end: int, whole: list[Span]) -> Iterator[Break]:
    for each in _torn(text, start, end, whole):
        if not _inside(each.end, whole):
            yield Break(end=each.end, start=each.start, cost=INSIDE)


def _torn(text: str, start: int, end: int, _: list[Span]) -> Iterator[Break]:
    for cluster in _CLUSTER.finditer(text, start, end):
        if cluster.start() > start:
            yield Break(end=cluster.start(), start=cluster.start(), cost=TORN)
