"""Wording: another time zone, lost emoji, invisible characters, odd letters."""

import html
import re
import unicodedata
from collections.abc import Iterator

from crossposter.announcements.checks.pasted_markup import WORD_BULLETS
from crossposter.announcements.checks.subject import Objection, Subject, error, warning
from crossposter.text import characters
from crossposter.text.messages import phrase

_INDONESIA = ("WIB", "WITA", "WIT")
_OF_A_CLOCK = re.compile(r"(?:\d|selesai|jam)\s*\(?(wib|wita|wit)\b", re.IGNORECASE)

_LOST = re.compile(
    r"\?{4,}"  # a word of lost characters
    r"|(?:(?<=\s)|^)\?{2,3}(?=[\s!.,]|$)"
    r"|^\? "  # in place of a bullet
    r"|(?<=[!.] )\?(?=\s|$)"
    r"|\ufffd"
    r"|â€[\w™œ“”¦¢\x80-\xbf]|Ã[\x80-\xbf]|ðŸ",  # UTF-8 that was read as Windows-1252
    re.MULTILINE,
)

_BLANK = "\u2800"  #: Braille pattern blank: not a space
# Letters that only look like Latin ones; 🅰 🅱 🅾 🅿 are emoji and not among them.
_FANCY = re.compile(
    "[\U0001d400-\U0001d7ff\uff21-\uff3a\uff41-\uff5a\u24b6-\u24e9\U0001f110-\U0001f129"
    "\U0001f130-\U0001f149\U0001f150-\U0001f169\U0001f172-\U0001f17d\u2102-\u2113"
    "\u2115\u2118-\u211d\u2124\u2128\u212c-\u2134\u1d00-\u1d2b]{2,}"
)


def other_zone(subject: Subject) -> Iterator[Objection]:
    """Times of another zone, unless the office's own is in the same line."""
    own = subject.now.astimezone(subject.zone).tzname()
    if own not in _INDONESIA:
        return
    for piece in subject.pieces():
        for line in piece.text.split("\n"):
            named = {match[1].upper() for match in _OF_A_CLOCK.finditer(line)}
            if named and own not in named:
                yield warning(
                    phrase(
                        "{where} gives a time in {named}, and here it is {own}",
                        where=piece.where,
                        named=", ".join(sorted(named)),
                        own=own,
                    )
                )


def lost_emoji(subject: Subject) -> Iterator[Objection]:
    """Question marks in place of an emoji that another program lost."""
    for piece in subject.pieces():
        if match := _LOST.search(piece.text):
            yield warning(
                phrase(
                    '{where} has "{lost}": were these emoji or letters that another'
                    " program lost?",
                    where=piece.where,
                    lost=_around(piece.text, match),
                )
            )


def _around(text: str, match: re.Match[str]) -> str:
    part = text[max(0, match.start() - 12) : match.end() + 12]
    return " ".join(part.split())


def invisible_characters(subject: Subject) -> Iterator[Objection]:
    """Invisible characters: they may reverse the words of a line, or break a link."""
    for piece in subject.whole():
        text = html.unescape(piece.text)
        found = [it for it in characters.steering(text) if not WORD_BULLETS.match(it)]
        if found:
            yield error(characters.objection(piece.where, found))
        harmless = characters.litter(text) + [_BLANK] * (_BLANK in text)
        if harmless:
            yield warning(
                phrase(
                    "{where} holds invisible characters ({codes}): they are left out",
                    where=piece.where,
                    codes=", ".join(map(characters.code, harmless)),
                )
            )


def fancy_letters(subject: Subject) -> Iterator[Objection]:
    """Mathematical letters, which screen readers spell out or skip."""
    for piece in subject.pieces():
        if match := _FANCY.search(piece.text):
            plain = unicodedata.normalize("NFKC", match.group())
            yield warning(
                phrase(
                    '{where} writes "{fancy}" in letters that screen readers cannot'
                    " read: type it again, {plain}",
                    where=piece.where,
                    fancy=match.group(),
                    plain=plain,
                )
            )
