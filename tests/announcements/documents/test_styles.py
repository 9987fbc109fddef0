"""What a paragraph has of its own, of its styles, and by default."""

from io import BytesIO

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn
from docx.shared import Pt

from crossposter.announcements.documents.styles import Styles, setting, whole
from tests.support.letters import letter


def reopened(document: Document) -> Document:
    file = BytesIO()
    document.save(file)
    return docx.Document(file)


@pytest.mark.parametrize(
    ("said", "number"),
    [
        ("12", 12),
        ("0", 0),
        ("99999", 32_767),
        ("100000", 7),
        ("-3", 7),
        ("١٢", 7),
        ("", 7),
        (None, 7),
    ],
)
def test_a_number_is_what_word_takes_for_one(said: str | None, number: int) -> None:
    assert whole(said, 7) == number


def test_what_a_paragraph_says_comes_before_what_its_style_says() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("Pasar", style="List Bullet")
    paragraph.paragraph_format.space_after = Pt(0)
    document.styles["List Bullet"].paragraph_format.space_after = Pt(12)

    assert not Styles(document).has_gap(paragraph._p, "after")
    paragraph._p.remove(paragraph._p.pPr)
    paragraph.style = document.styles["List Bullet"]
    assert Styles(document).has_gap(paragraph._p, "after")


@pytest.mark.parametrize(("points", "gap"), [(3, False), (4, True)])
def test_a_gap_is_one_that_people_see(points: int, *, gap: bool) -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("Pasar")
    paragraph.paragraph_format.space_before = Pt(points)

    assert Styles(document).has_gap(paragraph._p, "before") is gap


def test_styles_that_go_round_in_a_circle_come_to_an_end() -> None:
    document = reopened(docx.Document(BytesIO(letter("Pasar"))))
    bullet, number = (document.styles[it] for it in ("List Bullet", "List Number"))
    bullet.base_style, number.base_style = number, bullet
    paragraph = document.add_paragraph("Pasar", style="List Bullet")

    holders = list(Styles(document).holders(paragraph._p))

    assert 2 < len(holders) < 20


def test_a_child_that_is_not_there_says_nothing() -> None:
    paragraph = docx.Document().add_paragraph("Pasar")._p

    assert setting(None, "w:pStyle") is None
    assert setting(paragraph.find(qn("w:pPr")), "w:pStyle") is None
