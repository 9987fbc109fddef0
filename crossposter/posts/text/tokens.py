"""Tokens that platforms turn into something to click: links, hashtags, mentions.

The rules are those of twitter-text, the strictest of the three that is published:
https://github.com/twitter/twitter-text/tree/master/js
"""

from dataclasses import dataclass
from functools import lru_cache

import regex

from crossposter.channels.twitter_text import extract_urls_with_indices

# Preceded by no letter or digit and followed by no other "#", so that the form of a
# text message such as "#KTP#NIK#Nama" holds none.
HASHTAG = regex.compile(
    r"(?<![\p{L}\p{M}\p{N}_&#＃])"
    r"[#＃](?![\uFE0F\u20E3])(?=[\p{N}_]*+[\p{L}\p{M}])"
    r"[\p{L}\p{M}\p{N}_\u200C\u200D]++(?![#＃]|://)"
)
_DOT_INSIDE = regex.compile(r"\.\S")  # every link has one
MENTION = regex.compile(r"(?<![\p{L}\p{N}_.])[@＠][A-Za-z0-9_](?:[A-Za-z0-9_.]*\w)?")


@dataclass(frozen=True, kw_only=True)
class Token:
    """Link or hashtag and its position."""

    text: str
    start: int
    end: int


def find_links(text: str) -> list[Token]:
    """Links of a text, bare domains included; academic titles like "M.Si" are none."""
    return list(_links(text))


@lru_cache(maxsize=256)  # a post is parsed again with each of its excerpts
def _links(text: str) -> tuple[Token, ...]:
    if not _DOT_INSIDE.search(text):
        return ()
    found = (
        Token(text=url["url"], start=url["indices"][0], end=url["indices"][1])
        for url in extract_urls_with_indices(text)
    )
    return tuple(link for link in found if not _is_title(link.text))


def find_hashtags(text: str, links: list[Token] | None = None) -> list[Token]:
    """Hashtags, "#" included; one inside a link is none."""
    if "#" not in text and "＃" not in text:
        return []
    taken = find_links(text) if links is None else links
    return [
        Token(text=match.group(), start=match.start(), end=match.end())
        for match in HASHTAG.finditer(text)
        if not any(link.start <= match.start() < link.end for link in taken)
    ]


def stands_in(link: str, others: list[str]) -> bool:
    """True when one of *others* leads where *link* does and holds it literally."""
    return any(link in other and _same(link, other) for other in others)


def _same(one: str, other: str) -> bool:
    # The scheme and a last slash make no difference.
    return _address(one) == _address(other)


def _address(link: str) -> str:
    bare = link.split("://", 1)[-1].rstrip("/")
    host, slash, rest = bare.partition("/")
    return host.casefold() + slash + rest


def _is_title(url: str) -> bool:
    # "M.Si", "S.H", "A.Md" and "selesai.Di" end like a domain; nobody writes one so.
    if "/" in url:
        return False
    labels = url.split(".")
    return len(labels) == 2 and labels[-1] != labels[-1].lower()
