"""Pure: edits so small that the text still says what somebody else wrote.

Differences may be a comma, a full stop, a space, a line break, or a capital. Words,
numbers, links, dates, names and quotations stay unchanged, and so does every sign
that can change the meaning of a sentence. In case of doubt, an edit is not small.
"""

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any

#: Text fields; a change of any other field changes the content.
_TEXTS = ("title", "body")
_HARMLESS = frozenset(" \t\r\n.,;:!-…")
_SAME = str.maketrans("“”„«»‘’‚–—\u00a0\u2011", '"""""\'\'\'-- -')
#: A word with everything inside it: 09.00, Ma'ruf, anak-anak, https://a.id/b.
_WORD = re.compile(r"[^\s\"()]*[^\W_][^\s\"()]*")
_LOOSE = ".,;:!…"  #: signs that may end a word without being part of it
_RULE = re.compile(r"\n?[ \t]*-{2,}[ \t]*\n?")
_SENTENCE_ENDS = re.compile(r"(?:^|[.!?:\n])\W*$")
_DATES = frozenset(
    [
        "senin",
        "selasa",
        "rabu",
        "kamis",
        "jumat",
        "sabtu",
        "minggu",
        "ahad",
        "januari",
        "februari",
        "maret",
        "april",
        "mei",
        "juni",
        "juli",
        "agustus",
        "september",
        "oktober",
        "november",
        "desember",
        "wib",
        "wita",
        "wit",
        "pukul",
        "tanggal",
    ]
)
#: Words whose effect ends at the next comma.
_TURNING = frozenset(
    [
        "tidak",
        "bukan",
        "jangan",
        "belum",
        "tanpa",
        "kecuali",
        "dilarang",
        "hanya",
        "atau",
        "no",
        "not",
        "only",
        "or",
    ]
)


def is_small(before: Mapping[str, Any], given: Mapping[str, Any]) -> bool:
    """True if the *given* fields change no more than that of an announcement."""
    return all(_is_small(name, before[name], value) for name, value in given.items())


def _is_small(name: str, before: Any, after: Any) -> bool:
    if name == "texts":  # by channel, and only those given
        known = before or {}
        return all(is_small_in(known.get(it, ""), text) for it, text in after.items())
    return before == after or (name in _TEXTS and is_small_in(before, after))


def is_small_in(before: str, after: str) -> bool:
    """True if one text says the same as the other, letter by letter."""
    old, new = [*_words(before)], [*_words(after)]
    if [each.text.casefold() for each in old] != [it.text.casefold() for it in new]:
        return False
    if _signs(before) != _signs(after):
        return False
    pairs = [*zip(old, new, strict=True)]
    return all(_keeps_case(a, b) for a, b in pairs) and all(
        _keeps_gap(one, other, before, after) for one, other in pairwise(pairs)
    )


class _Word:
    """Word with its place in the text."""

    def __init__(self, text: str, start: int, *, begins: bool) -> None:
        self.text = text
        self.start = start
        self.begins = begins  #: a sentence or a line

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    @property
    def is_exact(self) -> bool:
        """True for a number, a link, a hashtag or the like."""
        inner = self.text.replace("'", "").replace("-", "")
        return not inner.isalpha() or self.text.casefold() in _DATES

    @property
    def may_be_name(self) -> bool:
        return self.text[:1].isupper() and not self.begins


def _words(text: str) -> Iterator[_Word]:
    text = text.translate(_SAME)
    for match in _WORD.finditer(text):
        word = match[0].rstrip(_LOOSE).lstrip(_LOOSE)
        start = match.start() + match[0].index(word)
        begins = _SENTENCE_ENDS.search(text[max(start - 20, 0) : start]) is not None
        yield _Word(word, start, begins=begins or start == 0)


def _signs(text: str) -> list[str]:
    """Quotation marks, brackets and every other sign that is more than a pause."""
    text = text.translate(_SAME)
    between = _WORD.sub(lambda it: it[0][len(it[0].rstrip(_LOOSE)) :], text)
    rules = [
        it.strip(" \t") for it in _RULE.findall(between)
    ]  # a new post begins there
    return rules + [each for each in between if each not in _HARMLESS]


def _keeps_case(before: _Word, after: _Word) -> bool:
    """Capitals may be added; possible names keep theirs."""
    if before.is_exact or before.may_be_name:
        return before.text == after.text
    return before.text[1:] == after.text[1:] or before.text.islower()


def _keeps_gap(
    one: tuple[_Word, _Word], other: tuple[_Word, _Word], before: str, after: str
) -> bool:
    """Signs between numbers, between names and after a "not" each have a meaning."""
    words = (one[0], other[0])
    if not (
        all(word.is_exact for word in words)
        or all(word.text[:1].isupper() for word in words)
        or words[0].text.casefold() in _TURNING
    ):
        return True
    gaps = (
        text.translate(_SAME)[pair[0] : pair[1]].split()
        for text, pair in (
            (before, (one[0].end, other[0].start)),
            (after, (one[1].end, other[1].start)),
        )
    )
    return len({tuple(each) for each in gaps}) == 1
