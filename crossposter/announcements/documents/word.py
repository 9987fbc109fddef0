"""Text of a .docx as people see it in Word, with notes on what a text cannot keep."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import docx
from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.exceptions import OpcError
from docx.oxml.ns import qn
from lxml import etree

from crossposter.announcements.documents.numbering import BULLET, Numbering
from crossposter.announcements.documents.package import xml_only
from crossposter.announcements.documents.plain_text import (
    BULLETS,
    Document,
    without_repeats,
)
from crossposter.announcements.documents.styles import Styles
from crossposter.errors import BadInput

_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_LETTERS = {
    qn("w:tab"): " ", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-",
}  # fmt: skip
_NO_TEXT = {qn(f"w:{tag}") for tag in ("pPr", "rPr", "sectPr", "tblPr", "instrText")}
_TAKEN_OUT = {qn("w:del"), qn("w:moveFrom"), qn("w:delText")}
_STRUCK_OUT = "what is struck out as a tracked change was left out"
_PICTURES = "pictures were left out: add them with --image"
_FOOTNOTES = "footnotes were left out"
_LETTERHEAD = "header and footer were left out"
_TOLD = {
    qn("w:del"): _STRUCK_OUT,
    qn("w:moveFrom"): _STRUCK_OUT,
    qn("w:ins"): "tracked changes were taken as accepted",
    qn("a:blip"): _PICTURES,
    qn("c:chart"): _PICTURES,
    "{urn:schemas-microsoft-com:vml}imagedata": _PICTURES,
    qn("w:footnoteReference"): _FOOTNOTES,
    qn("w:endnoteReference"): _FOOTNOTES,
    qn("w:commentReference"): "comments were left out",
    qn("w:txbxContent"): "text in boxes stands below the paragraph it belongs to",
}
_HIDDEN = "w:vanish"
_OF_RUNS = {
    _HIDDEN: "hidden text was left out",
    "w:strike": "what is struck through was kept: take out what does not hold",
    "w:dstrike": "what is struck through was kept: take out what does not hold",
}
_ABOVE_AND_BELOW = {RELATIONSHIP_TYPE.HEADER, RELATIONSHIP_TYPE.FOOTER}
# Errors that python-docx and lxml raise for a damaged document.
_UNREADABLE = (
    OpcError, etree.LxmlError, KeyError, ValueError, TypeError, AttributeError,
    IndexError, NotImplementedError, RecursionError,
)  # fmt: skip


def text_of(data: bytes, name: str) -> Document:
    """Text of every paragraph, list and table; raises BadInput."""
    package = xml_only(data, name)
    try:
        return _Reading(docx.Document(BytesIO(package))).document()
    except _UNREADABLE as error:
        raise BadInput(
            f"{name} cannot be read as a document of Word: save it again as .docx, or"
            " as text"
        ) from error


class _Reading:
    """Pass through a document, with the notes on it."""

    def __init__(self, document: WordDocument) -> None:
        self._document = document
        self._styles = Styles(document)
        self._numbering = Numbering(document, self._styles)
        self._gap_above = self._was_in_list = False
        self._notes: list[str] = []
        self._boxes: list[Any] = []

    def document(self) -> Document:
        body = self._document.element.body
        text = "\n".join(self._blocks(body)).strip()
        for relation in self._document.part.rels.values():
            if relation.reltype in _ABOVE_AND_BELOW and _has_text(relation.target_part):
                self._notes.append(_LETTERHEAD)
        while "\n\n\n" in text:
            text = text.replace("\n\n\n", "\n\n")
        return Document(text=text, notes=without_repeats(self._notes))

    def _blocks(self, parent: Any) -> Iterator[str]:
        for block in parent:
            if block.tag == qn("w:p"):
                yield from self._paragraph(block)
            elif block.tag == qn("w:tbl"):
                self._notes.append("tables became lines: look at them in the preview")
                yield from self._rows(block)
            elif block.tag in _TAKEN_OUT or block.tag == _FALLBACK:
                self._tell(block)
            elif block.tag not in _NO_TEXT:  # content controls, tracked blocks
                self._tell(block)
                yield from self._blocks(block)

    def _paragraph(self, paragraph: Any) -> Iterator[str]:
        mark = self._numbering.mark(paragraph)
        if mark == BULLET:
            self._notes.append(BULLETS)
        text = "".join(self._letters(paragraph)).strip()
        if text and self._is_apart(paragraph, in_list=bool(mark)):
            yield ""
        yield f"{mark} {text}".strip() if text else ""
        boxes, self._boxes = self._boxes, []
        for box in boxes:
            yield from self._blocks(box)

    def _is_apart(self, paragraph: Any, *, in_list: bool) -> bool:
        """True if Word leaves a gap above it; items of a list stay together."""
        gap = self._gap_above or self._styles.has_gap(paragraph, "before")
        together = in_list and self._was_in_list
        self._gap_above = self._styles.has_gap(paragraph, "after")
        self._was_in_list = in_list
        return gap and not together

    def _rows(self, table: Any) -> Iterator[str]:
        yield ""
        for row in _within(table, qn("w:tr")):
            cells = (
                " ".join(" ".join(self._blocks(cell)).split())
                for cell in _within(row, qn("w:tc"))
            )
            yield " | ".join(cell for cell in cells if cell).replace(" | : | ", ": ")
        yield ""

    def _letters(self, parent: Any) -> Iterator[str]:
        for child in parent:
            self._tell(child)
            if child.tag in {qn("w:t"), qn("m:t")}:
                yield child.text or ""
            elif child.tag in _LETTERS:
                yield _LETTERS[child.tag]
            elif child.tag == qn("w:sym"):
                yield _symbol(child)
            elif child.tag == qn("w:txbxContent"):
                self._boxes.append(child)
            elif child.tag == qn("w:hyperlink"):
                yield from self._link(child)
            elif not self._is_unseen(child):
                yield from self._letters(child)

    def _is_unseen(self, element: Any) -> bool:
        if element.tag == qn("w:r"):
            self._notes += [it for tag, it in _OF_RUNS.items() if _has(element, tag)]
            return _has(element, _HIDDEN)
        return element.tag in _NO_TEXT | _TAKEN_OUT or element.tag == _FALLBACK

    def _link(self, link: Any) -> Iterator[str]:
        text = "".join(self._letters(link))
        yield text
        relation = self._document.part.rels.get(link.get(qn("r:id")) or "")
        address = relation.target_ref if relation and relation.is_external else ""
        if address.startswith(("http://", "https://")) and _bare(address) not in text:
            self._notes.append("addresses of links were written out")
            yield f" ({address})"

    def _tell(self, element: Any) -> None:
        if element.tag in _TOLD:
            self._notes.append(_TOLD[element.tag])


def _has(run: Any, tag: str) -> bool:
    """True if a property of a run is switched on."""
    found = run.find(f"{qn('w:rPr')}/{qn(tag)}")
    return found is not None and found.get(qn("w:val")) not in {"0", "false", "off"}


def _symbol(element: Any) -> str:
    code = element.get(qn("w:char")) or ""
    try:
        return chr(int(code, 16))
    except (ValueError, OverflowError):
        return ""


def _within(parent: Any, tag: str) -> Iterator[Any]:
    """Rows of a table, or cells of a row, but none of a nested table."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag not in _TAKEN_OUT:
            yield from _within(child, tag)


def _bare(address: str) -> str:
    return address.partition("://")[2].rstrip("/")


def _has_text(part: Any) -> bool:
    element = getattr(part, "element", None)
    texts = () if element is None else element.iter(qn("w:t"))
    return any((each.text or "").strip() for each in texts)
