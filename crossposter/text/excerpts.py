"""Pure: excerpts of typed text for messages: a beginning that is recognized."""

import re
from pathlib import Path

_MOST = 60  #: characters
_LONGEST_PATH = 300  #: characters that a path may have and stay whole
#: An apostrophe within a word opens and closes nothing.
_REPEATED = re.compile(
    r"(?<=(?<!\w)')(?:.{80,}?)(?='(?!\w))"
    r'|(?<=(?<!\w)")(?:.{80,}?)(?="(?!\w))'
    r"|(?<=\()[^()]{200,}(?=\)$)"
    r"|\S{300,}"
)


def excerpt(text: str, most: int = _MOST) -> str:
    """Beginning of *text*, up to a whole word if in reach, and the omitted length."""
    if len(text) <= most:
        return text
    beginning = text[:most]
    whole = beginning.rsplit(maxsplit=1)[0].rstrip()
    kept = whole if len(whole) > most // 2 else beginning
    return f"{kept} … ({len(text) - len(kept):,} more characters)"


def path(name: str | Path) -> str:
    """Path in full; an excerpt where it is longer than a path on disk can be."""
    return excerpt(str(name), _LONGEST_PATH)


def quoted(text: str) -> str:
    """Excerpt between quotation marks."""
    return f"'{excerpt(text)}'"


def shortened(sentence: str) -> str:
    """Message in which no typed text comes back at length."""
    return _REPEATED.sub(lambda it: excerpt(it[0]), sentence)
