"""Titles full of surprises change what the report says, and nothing else."""

from dataclasses import replace
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from crossposter.config.starter import templates_folder
from crossposter.reports.model import WeeklyReport
from crossposter.reports.output.renderer import ReportForm
from crossposter.reports.output.xlsx import workbook
from crossposter.text.characters import closed_up
from tests.support.pages import Page
from tests.support.reports import OFFICE, PLAN, POSTS, TROUBLES, a_report

FORM = ReportForm([templates_folder()])
HOSTILE = [
    "<script>alert(1)</script>",
    "</td></tr></table><h1>Bersih</h1>",
    '"><img src="https://tracker.example/x.png" onerror="alert(1)">',
    "' onmouseover='alert(1)",
    "{{ report.office }} {% raw %} {# catatan #}",
    "<!-- mulai --> <![CDATA[ x ]]> &amp; &lt;b&gt;",
    "</style><style>body{display:none}</style>",
    "=HYPERLINK(1)",
    "🇮🇩 Hari Guru 👩🏽‍🏫 🎉",
    "إعلان هام من حكومة المقاطعة",
    "كابوڤاتين تانه بومبو (Tanah Bumbu)",
]


def with_title(title: str) -> WeeklyReport:
    """A small report in which people wrote *title* wherever they can write."""
    return a_report(
        office=replace(OFFICE, unit=title),
        posts=(replace(POSTS[1], title=title, source=title, officer=title),),
        troubles=(replace(TROUBLES[2], title=title, detail=title),),
        plan=(replace(PLAN[0], title=title, source=title),),
        sources=(),
    )


@pytest.mark.parametrize("title", HOSTILE)
def test_markup_in_a_title_is_shown_and_does_nothing(title: str) -> None:
    harmless = Page(FORM.html(with_title("Pasar murah")))

    page = Page(FORM.html(with_title(title)))

    assert page.elements == harmless.elements
    assert page.links == harmless.links
    assert page.text.count(title) == harmless.text.count("Pasar murah")


@pytest.mark.parametrize("title", HOSTILE)
def test_the_text_and_the_workbook_show_a_title_as_it_is(title: str) -> None:
    report = with_title(title)

    text = FORM.text(report)

    assert " ".join(text.split()).count(title) >= 5
    book = load_workbook(BytesIO(workbook(report)))
    cells = [cell for sheet in book for row in sheet for cell in row]
    assert sum(cell.value == title for cell in cells) >= 6
    assert all(cell.data_type != "f" for cell in cells)


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("Pasar\r\nmurah\u2028di\tSatui", "Pasar murah di Satui"),
        ("Pasar\x07 \x1b[31mmurah", "Pasar‹U+0007› ‹U+001B›[31mmurah"),
        ("Pasar \u202ehurum\u202c", "Pasar ‹U+202E›hurum‹U+202C›"),
        ("Pasar\uffff murah\ud800", "Pasar‹U+FFFF› murah‹U+D800›"),
        ("ڤ\u200cا 👩\u200d🏫", "ڤ\u200cا 👩\u200d🏫"),
    ],
)
def test_characters_that_steer_are_shown_instead(title: str, shown: str) -> None:
    report = with_title(title)

    assert closed_up(title) == shown
    assert shown in " ".join(FORM.text(report).split())
    assert shown in Page(FORM.html(report)).text
    book = load_workbook(BytesIO(workbook(report)))
    assert shown in {cell.value for cell in book["Daftar konten"]["D"]}


def test_a_title_from_right_to_left_turns_only_itself() -> None:
    page = Page(FORM.html(with_title("إعلان هام")))

    turned = [tag for tag, attributes in page.attributes if "dir" in attributes]

    assert turned == ["span", "b", "b"]


@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "//x.id"]
)
def test_a_link_that_leads_elsewhere_than_the_web_is_none(link: str) -> None:
    report = a_report(posts=(replace(POSTS[1], links={"x": link}),))

    assert Page(FORM.html(report)).links == []
    assert link not in FORM.text(report)
    book = load_workbook(BytesIO(workbook(report)))
    assert not any(cell.hyperlink for row in book["Daftar konten"] for cell in row)


def test_a_link_cannot_end_its_attribute() -> None:
    link = 'https://x.com/1"onclick="alert(1)'
    report = a_report(posts=(replace(POSTS[1], links={"x": link}),))

    page = Page(FORM.html(report))

    assert page.links == [link]
    assert not any("onclick" in attributes for _, attributes in page.attributes)


@settings(max_examples=12, deadline=None)
@given(title=st.text(min_size=1, max_size=60))
def test_no_title_at_all_breaks_a_form(title: str) -> None:
    report = with_title(title)
    harmless = Page(FORM.html(with_title("Pasar murah")))

    page = Page(FORM.html(report))

    assert page.elements == harmless.elements or not closed_up(title)
    assert closed_up(title).strip() in page.text
    assert FORM.text(report)
    load_workbook(BytesIO(workbook(report)))
