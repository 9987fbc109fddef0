"""Text of a post as HTML: links, hashtags, folding."""

from bisect import bisect_right
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import regex
from markupsafe import Markup, escape

from crossposter.channels.platform import Fold
from crossposter.posts.text import find_hashtags, find_links
from crossposter.posts.text.tokens import MENTION, Token

_WEB = ("https://", "http://")
_LOOSE = " \n.,;:…"  #: looks odd before an ellipsis
_BACK = 40  #: characters a fold moves back at most, to the end of a word


def head(text: str, fold: Fold) -> str | None:
    """Beginning that is shown, None when that is all of it."""
    end = min(_end_of_lines(text, fold.lines), _end_of_length(text, fold))
    if end >= len(text.rstrip()):
        return None
    return text[: _between_words(text, end)].rstrip(_LOOSE)


def _end_of_lines(text: str, lines: int | None) -> int:
    ends = [match.start() for match in regex.finditer("\n", text)]
    return ends[lines - 1] if lines and len(ends) >= lines else len(text)


def _end_of_length(text: str, fold: Fold) -> int:
    if len(text) <= fold.most // 2 or fold.length(text) <= fold.most:
        return len(text)
    return (
        bisect_right(
            range(len(text)), fold.most, key=lambda end: fold.length(text[:end])
        )
        - 1
    )


def _between_words(text: str, end: int) -> int:
    if end >= len(text) or text[end].isspace():
        return end
    space = max(text.rfind(" ", end - _BACK, end), text.rfind("\n", end - _BACK, end))
    if space > 0:
        return space
    whole = [match.end() for match in regex.finditer(r"\X", text) if match.end() <= end]
    return whole[-1] if whole else end


def marked(text: str, *, links: bool) -> Markup:
    """HTML of *text*, safe and unchanged; *links* can be clicked on this platform."""
    result, begin = Markup(), 0
    for token, wrap in _tokens(text, links=links):
        if token.start >= begin:
            result += escape(text[begin : token.start]) + wrap(token.text)
            begin = token.end
    return result + escape(text[begin:])


def _tokens(
    text: str, *, links: bool
) -> Iterator[tuple[Token, Callable[[str], Markup]]]:
    addresses = find_links(text)
    mentions = [
        Token(text=match.group(), start=match.start(), end=match.end())
        for match in MENTION.finditer(text)
    ]
    wraps = [(each, _anchor if links else escape) for each in addresses]
    wraps += [(each, _tag) for each in (*find_hashtags(text, addresses), *mentions)]
    yield from sorted(wraps, key=lambda each: each[0].start)


def _anchor(address: str) -> Markup:
    return Markup('<a href="{}" rel="noopener noreferrer">{}</a>').format(
        web(address), address
    )


def _tag(words: str) -> Markup:
    return Markup('<span class="tag">{}</span>').format(words)


def web(address: str) -> str:
    """Address with a web scheme, and no other."""
    return address if address.casefold().startswith(_WEB) else f"https://{address}"


def domain(address: str) -> str:
    """Domain of an address: ``tanahbumbukab.go.id``."""
    try:
        host = urlsplit(web(address)).hostname or address
    except ValueError:  # not an address after all
        return address
    return host.removeprefix("www.")


def first_link(text: str) -> str | None:
    """First address in *text*."""
    return next((each.text for each in find_links(text)), None)
