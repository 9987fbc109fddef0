"""Pure: characters that steer, hide or turn text around, and how they are shown.

Text of people or platforms passes through here on its way to a screen, a message,
a page or the log.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from typing import Any
from unicodedata import name

import regex

from crossposter.text.messages import phrase

# https://unicode.org/reports/tr51/#valid-emoji-tag-sequences: of the flags spelt in
# invisible letters these three are recommended (England, Scotland, Wales).
_FLAGS = "|".join(
    "\U0001f3f4"
    + "".join(chr(0xE0000 + ord(letter)) for letter in region)
    + "\U000e007f"
    for region in ("gbeng", "gbsct", "gbwls")
)
# Scripts that join letters, or keep them from it: https://www.unicode.org/reports/tr31/
_JOINING = regex.sub(
    r"\w+\s*",
    lambda script: rf"\p{{{script.group().strip()}}}",
    """Arabic Syriac Nko Mongolian Adlam Devanagari Bengali Gurmukhi Gujarati Oriya
    Tamil Telugu Kannada Malayalam Sinhala Khmer Myanmar Tibetan Balinese Javanese
    Sundanese Batak Buginese Rejang Makasar Kawi""",
)
_IN_ITS_PLACE = (
    rf"{_FLAGS}"
    r"|(?<=[\p{Emoji}--[#*0-9]])[\ufe0e\ufe0f]"
    r"|(?<=[#*0-9])\ufe0f(?=\u20e3)"
    r"|(?<=\p{Extended_Pictographic}[\ufe0f\U0001f3fb-\U0001f3ff]?)"
    r"\u200d(?=\p{Extended_Pictographic})"
    rf"|(?<=[{_JOINING}]\p{{M}}*)[\u200c\u200d]"
    r"|(?<=\p{Mongolian})[\u180b-\u180d\u180f]"
)
_STEERS = (
    r"[[\p{Cc}--[\n\t]]\p{Cs}\p{Co}\p{Default_Ignorable_Code_Point}"
    r"\p{Noncharacter_Code_Point}\p{Bidi_Control}\u2028\u2029\ufff9-\ufffc"
    r"\U00013430-\U0001345f]"
)
_UNPLACED = regex.compile(rf"(?P<placed>{_IN_ITS_PLACE})|{_STEERS}", regex.VERSION1)
_BREAK = regex.compile(r"\r\n?|[\v\f\x85\u2028\u2029]")
# Copied along from web pages and word processors; removing them loses nothing.
_LITTER = frozenset(
    "\u00ad\u034f\u180e\u200b\u200c\u200d\u200e\u200f\u061c\u2060\u2061\u2062\u2063"
    "\u2064\ufeff"
) | frozenset(map(chr, range(0xFE00, 0xFE10)))
BAR = "│ "  #: begins each line of text written by somebody else
_MOST_TOLD = 3  #: of the characters in a text
_OF_DIRECTION = frozenset("\u200e\u200f\u061c")
_RIGHT_TO_LEFT = regex.compile(
    r"[[\p{Bidi_Class=R}\p{Bidi_Class=AL}]--\p{Bidi_Control}]", regex.VERSION1
)


def shown(text: str) -> str:
    """Text with each steering, hiding or turning character as ``‹U+202E›``."""
    if text.isascii() and text.isprintable():
        return text
    return _UNPLACED.sub(_shown, _BREAK.sub("\n", text))


def shown_in_line(text: str) -> str:
    """Text as by :func:`shown` in one line, so that it cannot imitate another line."""
    return shown(text).replace("\n", " ").replace("\t", " ")


def behind_bar(text: str) -> str:
    """Text as by :func:`shown`, each line behind a bar, to tell it from our lines."""
    return "\n".join(f"{BAR}{line}".rstrip() for line in shown(text).split("\n"))


def closed_up(text: str) -> str:
    """Text as by :func:`shown_in_line` with single spaces."""
    return " ".join(shown(text).split())


def escaped_as_json(document: str) -> str:
    """JSON with the same characters, each unsafe one as an escape."""
    return _UNPLACED.sub(_escaped, document)


def throughout(value: Any, change: Callable[[str], str]) -> Any:
    """Copy of *value* with *change* made to every text in it."""
    if isinstance(value, str):
        return change(value)
    if isinstance(value, tuple):
        return tuple(throughout(each, change) for each in value)
    if isinstance(value, Mapping):
        return {
            throughout(key, change): throughout(each, change)
            for key, each in value.items()
        }
    if is_dataclass(value) and not isinstance(value, type):
        values = {each.name: getattr(value, each.name) for each in fields(value)}
        return replace(
            value, **{name: throughout(each, change) for name, each in values.items()}
        )
    return value


def hidden(text: str) -> list[str]:
    """Invisible characters of *text*, each once and in order."""
    return [] if text.isascii() and text.isprintable() else _unplaced(text)


def steering(text: str) -> list[str]:
    """Characters of *text* that no post may hold, each once and in order."""
    return [it for it in hidden(text) if it not in _LITTER]


def litter(text: str) -> list[str]:
    """Invisible characters that nobody misses, each once and in order."""
    return [it for it in hidden(text) if it in _LITTER]


def without_litter(text: str) -> str:
    """Text without litter."""
    if text.isascii():
        return text
    return "\n".join(_swept(line) for line in text.split("\n"))


def code(character: str) -> str:
    """Code point as ``U+202E``."""
    return f"U+{ord(character):04X}"


def objection(where: str, found: Sequence[str]) -> str:
    """Sentence about characters that no post may hold; most have a name."""
    told = [f"{code(it)} {name(it, '').lower()}".strip() for it in found[:_MOST_TOLD]]
    more = ["…"] if len(found) > _MOST_TOLD else []
    return phrase(
        "{where} holds characters that deceive, or that not everybody sees"
        " ({characters}): type it again without them",
        where=where,
        characters=", ".join([*told, *more]),
    )


def _shown(match: regex.Match[str]) -> str:
    return match.group() if match["placed"] else f"‹{code(match.group())}›"


def _escaped(match: regex.Match[str]) -> str:
    if match["placed"]:
        return match.group()
    units = match.group().encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{units[at : at + 4]}" for at in range(0, len(units), 4))


def _unplaced(text: str) -> list[str]:
    found = {
        match.group(): None
        for line in _BREAK.sub("\n", text).split("\n")
        for match in _UNPLACED.finditer(line)
        if not match["placed"] and not _turns_its_own(match.group(), line)
    }
    return [*found]


def _swept(line: str) -> str:
    def kept(match: regex.Match[str]) -> str:
        character = match.group()
        stays = match["placed"] or character not in _LITTER
        return character if stays or _turns_its_own(character, line) else ""

    return _UNPLACED.sub(kept, line)


def _turns_its_own(character: str, line: str) -> bool:
    """Mark of direction beside letters that run from right to left anyway."""
    return character in _OF_DIRECTION and _RIGHT_TO_LEFT.search(line) is not None
