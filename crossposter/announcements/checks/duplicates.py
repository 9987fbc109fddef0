"""Duplicates: repeated and similar announcements."""

import math
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from crossposter.announcements.checks.subject import (
    Earlier,
    Objection,
    Subject,
    warning,
)
from crossposter.text.messages import phrase

_WORD = re.compile(r"\w+")
_NUMBER = re.compile(r"\d+")
_NEARLY = 0.8  #: of all three-word sequences in either text
_HAIR = 1e-9  #: floating-point error around a whole number
_SHORTEST = 8  #: words; shorter texts prove nothing


def repeated(subject: Subject) -> Iterator[Objection]:
    """Text identical to an announcement that is public or on its way."""
    words = _words(subject.title, subject.body)
    for each in _candidates(subject, words, least=1):
        if _words(each.title, each.body) == words:
            yield warning(
                phrase(
                    "announcement {number} says the same, word for word",
                    number=each.number,
                )
            )


def similar(subject: Subject) -> Iterator[Objection]:
    """Text similar to another announcement; a warning's next edition does not count."""
    words = _words(subject.title, subject.body)
    if len(words) < _SHORTEST:
        return
    shingles = _shingles(words)
    for each in _candidates(subject, words, least=_NEARLY):
        others = _words(each.title, each.body)
        if words == others or _is_next_edition(subject, each):
            continue
        share = _likeness(shingles, _shingles(others))
        if share >= _NEARLY:
            yield warning(
                phrase(
                    "announcement {number} says nearly the same ({share:.0%}): {title}",
                    number=each.number,
                    share=share,
                    title=each.title,
                )
            )


def _candidates(
    subject: Subject, words: tuple[str, ...], *, least: float
) -> Iterator[Earlier]:
    """Texts of similar length that may share enough three-word sequences.

    A month of announcements is a lot to read: a few long words rule most of it out,
    for a word missing in a text is missing in every sequence that contains it.
    """
    runs: dict[str, set[int]] = {}
    shingles = _shingles(words)
    for number, shingle in enumerate(shingles):
        for word in shingle:
            runs.setdefault(word, set()).add(number)
    rarer = sorted(runs.items(), key=lambda item: len(item[0]), reverse=True)
    most = math.floor((1 - least) * len(shingles) + _HAIR)
    for each in _as_long(subject):
        if not _lacks(f"{each.title}\n{each.body}".casefold(), rarer, most):
            yield each


def _lacks(text: str, runs: Sequence[tuple[str, set[int]]], most: int) -> bool:
    """True if a text lacks more than *most* of the sequences."""
    lacking: set[int] = set()
    for word, numbers in runs:
        if word not in text:
            lacking |= numbers
            if len(lacking) > most:
                return True
    return False


def _as_long(subject: Subject) -> Iterator[Earlier]:
    """Texts of similar length: only they can be the same, the rest need no reading."""
    length = len(subject.body) or 1
    for each in subject.earlier:
        if 0.6 < len(each.body) / length < 1 / 0.6:
            yield each


def _is_next_edition(subject: Subject, other: Earlier) -> bool:
    """True if only dates and times of a warning differ, as every few hours."""
    return subject.category == "peringatan" and (
        _NUMBER.findall(subject.body) != _NUMBER.findall(other.body)
    )


@lru_cache(maxsize=256)  # two rules read each earlier text, again at every check
def _words(title: str, body: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(f"{title}\n{body}".casefold()))


def _shingles(words: tuple[str, ...]) -> set[tuple[str, ...]]:
    return set(zip(words, words[1:], words[2:], strict=False))


def _likeness(one: set[tuple[str, ...]], other: set[tuple[str, ...]]) -> float:
    return len(one & other) / (len(one | other) or 1)
