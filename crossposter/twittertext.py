"""X's own way of reading a text: the one door to twitter-text-parser.

The library asks `pkg_resources` for its list of emoji, once, while it is imported. That
module has left setuptools (https://setuptools.pypa.io/en/latest/history.html#v82-0-0),
is not there on Python 3.12 and later anyhow, and would cost every command a fifth of a
second. So the one function the library calls stands in for it during the import.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from types import ModuleType


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


with _resources_at_hand():
    from twitter_text import extract_urls_with_indices, parse_tweet

__all__ = ["extract_urls_with_indices", "parse_tweet"]
