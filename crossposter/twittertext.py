"""X's own way of reading a text: the one door to twitter-text-parser.

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

#: Every emoji has one of these; no letter of Indonesian, no dash and no quote is one.
_MAYBE_EMOJI = re.compile("[\u00a9\u00ae\u203c-\U0010ffff]")
#: Text in which every character counts one, and no two of them are an emoji.
_PLAIN = re.compile("[\n -\u00a8\u00aa-\u00ad\u00af-\u10ff\u2010-\u201f\u2032-\u2037]*")
_ADDRESS = 23  #: however long an address is

_importing = threading.Lock()  #: two threads at once would take away one stand-in


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
def _library() -> Any:
    with _importing, _resources_at_hand():
        import twitter_text  # noqa: PLC0415  # its tables take a third of a second

    # The look for emoji takes most of the time of a count, and finds mostly none.
    counting: Any = sys.modules["twitter_text.parse_tweet"]
    find_emoji = counting.extract_emojis_with_indices
    counting.extract_emojis_with_indices = lambda text: (
        find_emoji(text) if _MAYBE_EMOJI.search(text) else []
    )
    return twitter_text


@lru_cache(maxsize=64)
def parse_tweet(text: str) -> Any:
    """The library's findings; `weightedLength` is the length as X counts it."""
    return _library().parse_tweet(text)


@lru_cache(maxsize=64)
def weighted_length(text: str) -> int:
    """The length as X counts it: an address is 23, an emoji 2.

    https://docs.x.com/fundamentals/counting-characters
    """
    normal = unicodedata.normalize("NFC", text)
    if not _PLAIN.fullmatch(normal):
        return int(parse_tweet(text).weightedLength)
    # Most texts of an office: the library goes through them letter by letter.
    urls = extract_urls_with_indices(normal)
    return len(normal) + sum(_ADDRESS - len(found["url"]) for found in urls)


def extract_urls_with_indices(text: str) -> list[dict[str, Any]]:
    """Every address X would make a link of: its `url` and `indices`, start and end."""
    found: list[dict[str, Any]] = _library().extract_urls_with_indices(text)
    return found
