"""`ConfigError`: place, mistake, suggestion."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches

from crossposter.errors import Several
from crossposter.text.characters import shown_in_line
from crossposter.text.excerpts import shortened

#: Path to a value: keys, and numbers of list entries.
Place = tuple[str | int, ...]

_WORD = re.compile(r"[\w.-]{0,30}")


@dataclass(frozen=True, kw_only=True)
class Mistake:
    """Mistake to fix."""

    text: str
    place: Place = ()
    line: int | None = None

    def __str__(self) -> str:
        where = [f"line {self.line}"] if self.line else []
        where += [show_place(self.place)] if self.place else []
        text = ": ".join(filter(None, [", ".join(where), self.text]))
        return shortened(shown_in_line(text))


class ConfigError(Several):
    """Configuration that cannot be used; `mistakes` has everything that is wrong."""

    def __init__(self, file: str, mistakes: Iterable[Mistake]) -> None:
        found = sorted(mistakes, key=lambda mistake: mistake.line or 0)
        self.mistakes: list[str] = [str(mistake) for mistake in found]
        super().__init__(_lines(file, found))


def _lines(file: str, found: Sequence[Mistake]) -> Sequence[str]:
    if len(found) > 1:
        return (f"{file} has {len(found)} mistakes:", *(f"  {it}" for it in found))
    only = found[0]
    return (f"{file}{', ' if only.line or only.place else ': '}{only}",)


def with_line(mistake: Mistake, lines: Mapping[Place, int]) -> Mistake:
    """Mistake with the line of its place, or of the nearest place around it."""
    place = mistake.place
    while place and place not in lines:
        place = place[:-1]
    line = mistake.line or (lines.get(place) if place else None)
    return replace(mistake, line=line)


def show_place(place: Place) -> str:
    """Place as text: "channels.facebook.page_id" or "sources[3].kind"."""
    steps = (f"[{it}]" if isinstance(it, int) else f".{_show_key(it)}" for it in place)
    return "".join(steps).removeprefix(".")


def _show_key(key: str) -> str:
    # Without a colon and a space, "access_token EAAB..." is one long key.
    if _WORD.fullmatch(key):
        return key
    return f"{_WORD.findall(key)[0][:20]}…"


def nearest(word: str, known: Collection[str]) -> str | None:
    """Word that was probably meant, in capitals or not."""
    by_folded = {it.casefold(): it for it in known}
    near = get_close_matches(word.casefold(), by_folded, n=1)
    return by_folded[near[0]] if near else None


def suggestion(word: str, known: Collection[str]) -> str:
    """Suggestion "; did you mean page_id?", or nothing if no word is near."""
    near = nearest(word, known)
    return f"; did you mean {near}?" if near else ""
