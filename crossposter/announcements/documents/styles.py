"""Styles of Word: a paragraph's settings, by itself, by its styles, and by default."""

from collections.abc import Iterator
from typing import Any

from docx.document import Document as WordDocument
from docx.oxml.ns import qn

_DEFAULTS = f"{qn('w:docDefaults')}/{qn('w:pPrDefault')}"
_LEAST = 80  #: twentieths of a point that people see as a gap
_MOST_STYLES = 12  #: in a chain; styles may refer to each other in a circle
_LARGEST = 32_767  #: the largest number in Word


class Styles:
    """Styles of a document."""

    def __init__(self, document: WordDocument) -> None:
        root = document.styles.element
        styles = root.findall(qn("w:style"))
        self._styles = {it.get(qn("w:styleId")): it for it in styles}
        self._chains: dict[str | None, tuple[Any, ...]] = {}
        self._defaults = root.find(_DEFAULTS)
        self._normal = next(
            (
                it.get(qn("w:styleId"))
                for it in styles
                if it.get(qn("w:default")) in {"1", "true", "on"}
                and it.get(qn("w:type")) == "paragraph"
            ),
            None,
        )

    def holders(self, paragraph: Any) -> Iterator[Any]:
        """Elements that hold the settings of a paragraph, the nearest first."""
        yield paragraph
        yield from self._based_on(
            setting(paragraph.find(qn("w:pPr")), "w:pStyle") or self._normal
        )
        if self._defaults is not None:
            yield self._defaults

    def _based_on(self, name: str | None) -> tuple[Any, ...]:
        """Style with those it is based on."""
        if name not in self._chains:
            chain: list[Any] = []
            at = name
            while at in self._styles and len(chain) < _MOST_STYLES:
                chain.append(self._styles[at])
                at = setting(chain[-1], "w:basedOn")
            self._chains[name] = tuple(chain)
        return self._chains[name]

    def has_gap(self, paragraph: Any, side: str) -> bool:
        """True if Word shows a gap *side* it, "before" or "after"."""
        for holder in self.holders(paragraph):
            spacing = holder.find(f"{qn('w:pPr')}/{qn('w:spacing')}")
            gap = None if spacing is None else spacing.get(qn(f"w:{side}"))
            if gap is not None:
                return whole(gap, 0) >= _LEAST
        return False


def setting(element: Any, tag: str) -> str | None:
    """Value of a child element."""
    child = None if element is None else element.find(qn(tag))
    return None if child is None else child.get(qn("w:val"))


def whole(text: str | None, otherwise: int) -> int:
    """Number as Word reads it."""
    if text is None or not text.isascii() or not text.isdigit() or len(text) > 5:
        return otherwise
    return min(int(text), _LARGEST)
