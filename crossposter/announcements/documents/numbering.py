"""Numbering: bullets and numbers of lists, which Word stores apart from the text."""

from collections import defaultdict
from typing import Any

from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn

from crossposter.announcements.documents.styles import Styles, setting, whole

_ROMAN = {
    1000: "m", 900: "cm", 500: "d", 400: "cd", 100: "c", 90: "xc",
    50: "l", 40: "xl", 10: "x", 9: "ix", 5: "v", 4: "iv", 1: "i",
}  # fmt: skip
BULLET = "•"
_LONGEST = 40  #: characters of a number pattern, before it is filled in
_LEVELS = 9  #: levels in Word


class Numbering:
    """Numbering of lists, counted from paragraph to paragraph as in Word.

    https://learn.microsoft.com/openspecs/office_standards/ms-oi29500 has its reading of
    ISO/IEC 29500-1, 17.9.
    """

    def __init__(self, document: WordDocument, styles: Styles) -> None:
        self._styles = styles
        root = _part(document)
        found = () if root is None else root
        self._lists = {it.get(qn("w:numId")): it for it in found if _is(it, "num")}
        self._kinds = {
            it.get(qn("w:abstractNumId")): _levels(it)
            for it in found
            if _is(it, "abstractNum")
        }
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)
        self._begun: set[str] = set()

    def mark(self, paragraph: Any) -> str:
        """Mark before a paragraph, "" where it is in no list."""
        number, depth = self._place(paragraph)
        numbered = self._lists.get(number)
        kind = None if numbered is None else setting(numbered, "w:abstractNumId")
        level = self._level(kind, depth)
        if numbered is None or kind is None or level is None:
            return ""
        form = setting(level, "w:numFmt") or "decimal"
        if form in {"bullet", "none"}:
            return BULLET if form == "bullet" else ""
        self._count(numbered, kind, depth)
        return self._written(kind, level)

    def _place(self, paragraph: Any) -> tuple[str | None, int]:
        """List and level of a paragraph, by itself or by its style."""
        found: dict[str, str] = {}
        for holder in self._styles.holders(paragraph):
            numbered = holder.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
            for key in ("w:numId", "w:ilvl"):
                said = setting(numbered, key)
                if said is not None:
                    found.setdefault(key, said)
        depth = whole(found.get("w:ilvl"), 0)
        return found.get("w:numId"), min(depth, _LEVELS - 1)

    def _level(self, kind: str | None, depth: int) -> Any:
        return self._kinds.get(kind or "", {}).get(str(depth))

    def _count(self, numbered: Any, kind: str, depth: int) -> None:
        counts, number = self._counts[kind], numbered.get(qn("w:numId"))
        if number not in self._begun:
            self._begun.add(number)
            for each in numbered.findall(qn("w:lvlOverride")):
                again = setting(each, "w:startOverride")
                if again is not None:
                    at = whole(each.get(qn("w:ilvl")), 0)
                    counts[at] = whole(again, 1) - 1
        first = whole(setting(self._level(kind, depth), "w:start"), 1)
        counts[depth] = counts.get(depth, first - 1) + 1
        for deeper in [it for it in counts if it > depth]:
            del counts[deeper]

    def _written(self, kind: str, level: Any) -> str:
        text = (setting(level, "w:lvlText") or "")[:_LONGEST]
        for depth in range(_LEVELS):
            if f"%{depth + 1}" in text:
                of_it = self._level(kind, depth)
                count = self._counts[kind].get(
                    depth, whole(setting(of_it, "w:start"), 1)
                )
                form = setting(of_it, "w:numFmt") or "decimal"
                text = text.replace(f"%{depth + 1}", _formed(count, form))
        return text.strip()


def _part(document: WordDocument) -> Any:
    for relation in document.part.rels.values():
        if relation.reltype == RELATIONSHIP_TYPE.NUMBERING and not relation.is_external:
            return getattr(relation.target_part, "element", None)
    return None


def _levels(kind: Any) -> dict[str, Any]:
    return {it.get(qn("w:ilvl")): it for it in kind.findall(qn("w:lvl"))}


def _is(element: Any, tag: str) -> bool:
    return bool(element.tag == qn(f"w:{tag}"))


def _formed(count: int, form: str) -> str:
    if form in {"lowerLetter", "upperLetter"} and count > 0:
        letter = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)
        return letter.upper() if form == "upperLetter" else letter
    if form in {"lowerRoman", "upperRoman"} and count > 0:
        roman = _roman(count)
        return roman.upper() if form == "upperRoman" else roman
    return f"{count:02}" if form == "decimalZero" else str(count)


def _roman(count: int) -> str:
    written = ""
    for worth, letters in _ROMAN.items():
        times, count = divmod(count, worth)
        written += letters * times
    return written
