"""Passage: a text, and its excerpts when it ends earlier."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import regex

from crossposter.posts.text.clauses import leans_back, turns
from crossposter.posts.text.cut_points import Cut, cuts
from crossposter.posts.text.tokens import (
    MENTION,
    Token,
    find_hashtags,
    find_links,
    stands_in,
)

ELLIPSIS = "…"
FARTHEST = 600  #: characters that may be left out before a sentence that stays
_LOOSE_END = " \n,;:.–—-/&|(“‘«"


@dataclass(frozen=True, kw_only=True)
class Excerpt:
    """Excerpt: the beginning of a text, with the links and hashtags from behind it."""

    text: str
    links: tuple[str, ...] = ()
    hashtags: tuple[str, ...] = ()
    kept: int  #: characters of the text
    complete: bool  #: only links and hashtags stood behind it
    lost: int = 0  #: hashtags left out
    plain: int = 0  #: hashtags that stand as words, without their "#"

    @property
    def body(self) -> str:
        """Text of the excerpt, and the links on lines of their own."""
        return "\n".join(part for part in (self.text, *self.links) if part)


class Passage:
    """Text that may have to end earlier.

    *closing* are the hashtags that stand behind the text; *printed* is the rest of the
    post, whose links and hashtags need not be repeated; *most* is how many hashtags
    the text and its closing line may have; *skipped* is the omitted text before it.
    """

    def __init__(
        self,
        text: str,
        *,
        closing: tuple[str, ...] = (),
        printed: str = "",
        most: int | None = None,
        skipped: str = "",
    ) -> None:
        self.text = text
        self._skipped = skipped
        self._links_before = tuple(link.text for link in find_links(skipped))
        self._printed = printed
        self._links = find_links(text)
        self._inline = find_hashtags(text, self._links)
        self._most = most
        self._printed_links = [link.text for link in find_links(printed)]
        self._printed_tags = {tag.text.casefold() for tag in find_hashtags(printed)}
        self.hashtags = self._distinct([tag.text for tag in self._inline], closing)

    def _distinct(self, *groups: list[str] | tuple[str, ...]) -> tuple[str, ...]:
        found: dict[str, str] = {}
        for tag in (tag for group in groups for tag in group):
            if tag.casefold() not in self._printed_tags:
                found.setdefault(tag.casefold(), tag)
        return tuple(found.values())

    def later(self) -> Iterator["Passage"]:
        """Passages without its first sentence, or its first two, and so on."""
        for cut in self.cuts:
            rest = self.text[cut.position :].lstrip()
            if cut.position > FARTHEST:
                return
            if cut.sentence and rest and not leans_back(rest):
                yield Passage(
                    rest,
                    closing=self.hashtags,
                    printed=self._printed,
                    most=self._most,
                    skipped=self.text[: cut.position],
                )

    @cached_property
    def cuts(self) -> tuple[Cut, ...]:
        """Cuts of the text, from nothing to all of it; no quotation is cut."""
        mentions = [match.span() for match in MENTION.finditer(self.text)]
        tokens = [(token.start, token.end) for token in (*self._links, *self._inline)]
        found = cuts(self.text, whole=tokens + mentions)
        return tuple(cut for cut in found if not cut.quoted)

    def excerpt(self, cut: Cut, *, without: int = 0) -> Excerpt:
        """Excerpt up to *cut*, *without* that many of the last hashtags."""
        complete = not _says_something(self._behind(cut.position))
        inline = [tag for tag in self._inline if tag.end <= cut.position]
        carried = self._carried_hashtags(inline, without)
        kept, plain = self._kept(cut, inline)
        shown = {tag.text.casefold() for tag in inline} | {
            tag.casefold() for tag in carried
        }
        text = kept if complete else self._ended(kept, cut)
        complete = complete and not self._skipped
        return Excerpt(
            text=f"{ELLIPSIS} {text}" if self._skipped and text else text,
            links=self._carried_links(cut.position),
            hashtags=carried,
            kept=cut.position,
            complete=complete,
            lost=sum(tag.casefold() not in shown for tag in self.hashtags),
            plain=plain,
        )

    def _kept(self, cut: Cut, inline: list[Token]) -> tuple[str, int]:
        text = self.text[: cut.position]
        beyond = [] if self._most is None else inline[self._most :]
        for tag in reversed(beyond):
            text = text[: tag.start] + text[tag.start + 1 :]
        return text.rstrip(), len(beyond)

    def _ended(self, kept: str, cut: Cut) -> str:
        whole = cut.sentence and not turns(self.text, cut)
        text = kept if whole else _trail_off(kept)
        if text.count("“") > text.count("”"):
            return text + "”"
        # An odd number in the whole text is no pair of quotes that was cut in two.
        if text.count('"') % 2 and self.text.count('"') % 2 == 0:
            return text + '"'
        return text

    def _carried_hashtags(self, inline: list[Token], without: int) -> tuple[str, ...]:
        standing = {tag.text.casefold() for tag in inline}
        allowed = self.hashtags[: len(self.hashtags) - without]
        carried = [tag for tag in allowed if tag.casefold() not in standing]
        if self._most is not None:
            carried = carried[: max(0, self._most - len(inline))]
        return tuple(carried)

    def _carried_links(self, position: int) -> tuple[str, ...]:
        standing = [link.text for link in self._links if link.end <= position]
        standing += self._printed_links
        carried: list[str] = []
        behind = [link.text for link in self._links if link.end > position]
        for link in (*self._links_before, *behind):
            if not stands_in(link, standing + carried):
                carried.append(link)
        return tuple(carried)

    def _behind(self, position: int) -> str:
        rest, start = [], position
        tokens = sorted((*self._links, *self._inline), key=lambda token: token.start)
        for token in tokens:
            if token.start >= start:
                rest.append(self.text[start : token.start])
                start = token.end
        return "".join((*rest, self.text[start:]))


def _says_something(text: str) -> bool:
    return regex.search(r"[\p{L}\p{N}\p{So}]", text) is not None


def _trail_off(text: str) -> str:
    trimmed = text.rstrip(_LOOSE_END) or text
    links = find_links(trimmed)
    # Facebook would take the ellipsis for a part of the address.
    joint = " " if links and links[-1].end == len(trimmed) else ""
    return trimmed + joint + ELLIPSIS if trimmed else ""
