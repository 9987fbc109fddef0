"""Numbers of lists as Word counts them: letters, Roman ones, levels, beginnings."""

import docx
import pytest
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from crossposter.announcements.documents.numbering import BULLET, Numbering
from crossposter.announcements.documents.styles import Styles


def level(depth: int, form: str, text: str, start: int = 1) -> str:
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="{start}"/>'
        f'<w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
    )


def a_list(*levels: str) -> Document:
    """A document with one list, number 77."""
    document = docx.Document()
    root = document.part.numbering_part.element
    kind = f'<w:abstractNum {nsdecls("w")} w:abstractNumId="77">{"".join(levels)}'
    root.append(parse_xml(f"{kind}</w:abstractNum>"))
    root.append(
        parse_xml(
            f'<w:num {nsdecls("w")} w:numId="77"><w:abstractNumId w:val="77"/></w:num>'
        )
    )
    return document


def marks(document: Document, *depths: int, number: int = 77) -> list[str]:
    numbering = Numbering(document, Styles(document))
    found = []
    for depth in depths:
        paragraph = document.add_paragraph("Syarat")._p
        paragraph.get_or_add_pPr().append(
            parse_xml(
                f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{depth}"/>'
                f'<w:numId w:val="{number}"/></w:numPr>'
            )
        )
        found.append(numbering.mark(paragraph))
    return found


@pytest.mark.parametrize(
    ("form", "start", "written"),
    [
        ("decimal", 9, ["9.", "10."]),
        ("decimalZero", 9, ["09.", "10."]),
        ("lowerLetter", 26, ["z.", "aa."]),
        ("upperLetter", 1, ["A.", "B."]),
        ("lowerRoman", 3, ["iii.", "iv."]),
        ("upperRoman", 1_999, ["MCMXCIX.", "MM."]),
        ("lowerLetter", 0, ["0.", "a."]),
        ("bullet", 1, [BULLET, BULLET]),
        ("none", 1, ["", ""]),
    ],
)
def test_each_form_is_written_as_word_writes_it(
    form: str, start: int, written: list[str]
) -> None:
    document = a_list(level(0, form, "%1.", start))

    assert marks(document, 0, 0) == written


def test_a_deeper_level_begins_anew_below_the_next_number() -> None:
    document = a_list(level(0, "decimal", "%1."), level(1, "lowerLetter", "%1%2)"))

    assert marks(document, 0, 1, 1, 0, 1) == ["1.", "1a)", "1b)", "2.", "2a)"]


def test_a_list_that_nobody_declared_has_no_mark() -> None:
    assert marks(a_list(level(0, "decimal", "%1.")), 0, number=78) == [""]


def test_a_depth_beyond_words_own_is_its_last() -> None:
    document = a_list(level(0, "decimal", "%1."), level(8, "decimal", "%9)"))

    assert marks(document, 99) == ["1)"]


def test_a_paragraph_outside_every_list_has_no_mark() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("Pasar")._p

    assert Numbering(document, Styles(document)).mark(paragraph) == ""
