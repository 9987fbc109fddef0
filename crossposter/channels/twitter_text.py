"""X's weighted text length: the only module that uses twitter-text-parser and emoji.

The library asks `pkg_resources` for its list of emoji, once, while it is imported. That
module has left setuptools (https://setuptools.pypa.io/en/latest/history.html#v82-0-0),
so the one function the library calls stands in for it during the import.
"""

import re
import sys
import threading
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, lru_cache
from importlib.resources import files
from types import ModuleType
from typing import Any

#: Places where emoji may be: each has a sign beyond the letters, dashes and quotes of
#: Indonesian, and nothing else but a digit in front of it.
_MAYBE_EMOJI = re.compile("[0-9#*]?[\u00a9\u00ae\u200d\u203c-\U0010ffff]+")
_LIGHT = re.compile("[\0-\u10ff\u2000-\u200d\u2010-\u201f\u2032-\u2037]+")
_LINE_END = re.compile("\r\n?")
_ADDRESS = 23  #: weighted length of an address
_EMOJI = 2  #: likewise

_importing = threading.Lock()  #: two threads at once would remove each other's stand-in


@contextmanager
def _resources_at_hand() -> Iterator[None]:
    def resource_string(module: str, name: str) -> bytes:
        return files(module.rpartition(".")[0]).joinpath(name).read_bytes()

    stand_in = ModuleType("pkg_resources")
    stand_in.resource_string = resource_string  # type: ignore[attr-defined]
    before = sys.modules.get("pkg_resources")
    sys.modules["pkg_resources"] = stand_in
    try:
        yield
    finally:
        del sys.modules["pkg_resources"]
        if before is not None:
            sys.modules["pkg_resources"] = before


@cache
def library() -> Any:
    """Module twitter-text-parser, imported when it is first needed."""
    with _importing, _resources_at_hand():
        import twitter_text  # noqa: PLC0415  # its tables take a third of a second

    return twitter_text


@lru_cache(maxsize=64)
def weighted_length(text: str) -> int:
    """Length as X counts it: an address is 23, an emoji 2.

    https://docs.x.com/fundamentals/counting-characters; the library knows addresses,
    but goes through the rest letter by letter.
    """
    text = _LINE_END.sub("\n", unicodedata.normalize("NFC", text))
    addresses = [
        (*found["indices"], _ADDRESS) for found in extract_urls_with_indices(text)
    ]
    length = last = 0
    for start, end, weight in sorted([*addresses, *_emoji(text)]):
        if start >= last:  # an emoji inside an address is a part of it
            length += _of_letters(text[last:start]) + weight
            last = end
    return length + _of_letters(text[last:])


def _of_letters(text: str) -> int:
    return len(text) + len(_LIGHT.sub("", text))


def _emoji(text: str) -> Iterator[tuple[int, int, int]]:
    """Emoji in *text*; called only where one may be, as it takes most of the time.

    Sequences beyond Unicode's list count one emoji at a time, with their joiners as
    well, as in X's own pattern:
    https://github.com/twitter/twitter-text/blob/master/java/src/main/java/com/twitter/twittertext/TwitterTextEmojiRegex.java
    """
    for run in _MAYBE_EMOJI.finditer(text):
        start = run.start()
        while start < run.end():
            end = _end_of_emoji(text, start, run.end())
            if end > start:
                yield start, end, _EMOJI
            start = max(end, start + 1)


def _end_of_emoji(text: str, start: int, last: int) -> int:
    """End of the longest emoji that begins at *start*; *start* if none does."""
    known, longest = _emoji_of_unicode()
    ends = range(min(start + longest, last), start, -1)
    return next((end for end in ends if text[start:end] in known), start)


@cache
def _emoji_of_unicode() -> tuple[frozenset[str], int]:
    """Emoji of Unicode with and without variation selectors; for each the longest.

    twitter-text-parser's own list ends in 2019.
    """
    from emoji import EMOJI_DATA  # noqa: PLC0415  # half a megabyte of JSON

    return frozenset(EMOJI_DATA), max(map(len, EMOJI_DATA))


def extract_urls_with_indices(text: str) -> list[dict[str, Any]]:
    """Addresses X would make a link of: `url` and `indices`, start and end."""
    found: list[dict[str, Any]] = library().extract_urls_with_indices(text)
    return found
