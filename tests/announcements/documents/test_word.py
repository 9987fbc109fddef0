"""What a .docx says to people, and what is told to be missing."""

from collections.abc import Callable

import pytest
from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from crossposter.announcements.documents import read
from tests.support.letters import letter, raw_letter


def text_of(write: Callable[[WordDocument], object] | str) -> str:
    return read(letter(write), "a.docx").text


def raw(body: str) -> tuple[str, tuple[str, ...]]:
    document = read(raw_letter(body), "a.docx")
    return document.text, document.notes


def p(inside: str) -> str:
    return f"<w:p>{inside}</w:p>"


def r(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def test_a_paragraph_is_its_text_and_nothing_is_told() -> None:
    document = read(letter("Pasar murah 😀 di Satui."), "a.docx")

    assert (document.text, document.notes) == ("Pasar murah 😀 di Satui.", ())


def test_lists_keep_their_bullets_and_count_on_after_a_remark() -> None:
    def write(document: WordDocument) -> None:
        for text, style in [
            ("KTP", "List Bullet"),
            ("Datang", "List Number"),
            ("Loket 3", "Normal"),
            ("Antre", "List Number"),
        ]:
            document.add_paragraph(text, style=style)

    lines = text_of(write).split()

    assert lines == ["•", "KTP", "1.", "Datang", "Loket", "3", "2.", "Antre"]


NUMBERS = """
<w:abstractNum {} w:abstractNumId="77">
  <w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="upperRoman"/>
    <w:lvlText w:val="%1."/></w:lvl>
  <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/>
    <w:lvlText w:val="%2)"/></w:lvl>
  <w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/>
    <w:lvlText w:val="%1.%3"/></w:lvl>
</w:abstractNum>"""
AGAIN = """
<w:num {} w:numId="{}"><w:abstractNumId w:val="77"/>
  <w:lvlOverride w:ilvl="0"><w:startOverride w:val="{}"/></w:lvlOverride></w:num>"""


def numbered(document: WordDocument, places: list[tuple[int, int]]) -> None:
    """Paragraphs in lists of our own: number of the list, and depth."""
    numbering = document.part.numbering_part.element
    names = nsdecls("w")
    numbering.insert(0, parse_xml(NUMBERS.format(names)))
    numbering.append(parse_xml(AGAIN.format(names, 701, 3)))
    numbering.append(parse_xml(AGAIN.format(names, 702, 1)))
    for number, depth in places:
        properties = document.add_paragraph("x")._p.get_or_add_pPr()
        properties.get_or_add_numPr().get_or_add_numId().val = number
        properties.get_or_add_numPr().get_or_add_ilvl().val = depth


def test_numbers_are_written_as_word_shows_them() -> None:
    places = [(701, 0), (701, 1), (701, 1), (701, 2), (701, 0), (701, 1), (702, 0)]

    written = text_of(lambda document: numbered(document, places))

    assert written.split() == [
        "III.",
        "x",
        "a)",
        "x",
        "b)",
        "x",
        "III.1",
        "x",
        "IV.",
        "x",
        "a)",
        "x",
        "I.",
        "x",
    ]


def test_a_table_becomes_lines_and_is_told() -> None:
    def write(document: WordDocument) -> None:
        table = document.add_table(rows=2, cols=3)
        for row, texts in enumerate([("Hari", ":", "Senin"), ("KTP", "asli", "1")]):
            for column, text in enumerate(texts):
                table.cell(row, column).text = text

    document = read(letter(write), "a.docx")

    assert document.text == "Hari: Senin\nKTP | asli | 1"
    assert document.notes == ("tables became lines: look at them in the preview",)


def test_a_table_in_a_table_is_read_once() -> None:
    def write(document: WordDocument) -> None:
        cell = document.add_table(rows=1, cols=1).cell(0, 0)
        cell.text = "luar"
        cell.add_table(rows=1, cols=1).cell(0, 0).text = "dalam"

    assert text_of(write).split() == ["luar", "dalam"]


def test_paragraphs_with_a_gap_between_them_have_one_in_the_text() -> None:
    loose = '<w:pPr><w:spacing w:after="160"/></w:pPr>'
    close = '<w:pPr><w:spacing w:before="0" w:after="0"/></w:pPr>'

    assert raw(p(loose + r("a")) + p(close + r("b")) + p(close + r("c")))[0] == (
        "a\n\nb\nc"
    )


@pytest.mark.parametrize(
    ("body", "text", "told"),
    [
        (
            p(r("Buka ") + f"<w:del>{r('Senin')}</w:del><w:ins>{r('Selasa')}</w:ins>"),
            "Buka Selasa",
            "tracked change",
        ),
        (p(f"<w:moveFrom>{r('lama')}</w:moveFrom>" + r("baru")), "baru", "struck out"),
        (p(r("terbuka") + r("rahasia", "<w:vanish/>")), "terbuka", "hidden text"),
        (p(r("tampak", '<w:vanish w:val="0"/>')), "tampak", None),
        (p(r("a") + "<w:r><w:drawing><a:blip/></w:drawing></w:r>"), "a", "--image"),
        (p(r("Senin", "<w:strike/>") + r(" Selasa")), "Senin Selasa", "struck through"),
        (p(r("a") + '<w:r><w:footnoteReference w:id="1"/></w:r>'), "a", "footnotes"),
        (
            p(f"<w:sdt><w:sdtContent>{r('isi')}</w:sdtContent></w:sdt>")
            + f"<w:sdt><w:sdtContent>{p(r('lagi'))}</w:sdtContent></w:sdt>",
            "isi\nlagi",
            None,
        ),
        (
            p(
                "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:txbxContent>"
                f"{p(r('kotak'))}</w:txbxContent></mc:Choice><mc:Fallback>"
                f"<w:txbxContent>{p(r('kotak'))}</w:txbxContent></mc:Fallback>"
                "</mc:AlternateContent></w:r>" + r("induk")
            ),
            "induk\nkotak",
            "boxes",
        ),
        (
            p('<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>' + r(" Gratis")),
            "✓ Gratis",
            "ticks of Word",
        ),
        (
            p("<w:r><w:t>a</w:t><w:br/><w:t>b</w:t><w:tab/><w:t>c</w:t></w:r>"),
            "a\nb c",
            None,
        ),
        (p("<w:r><w:instrText>PAGE</w:instrText></w:r>" + r("x")), "x", None),
        (p(f"<w:smartTag>{r('Satui')}</w:smartTag>"), "Satui", None),
    ],
)
def test_what_word_shows_is_read_and_the_rest_is_told(
    body: str, text: str, told: str | None
) -> None:
    read_text, notes = raw(body)

    assert read_text.replace("\n\n", "\n") == text
    assert (told in " ".join(notes)) if told else notes == ()


def test_the_address_behind_a_link_is_not_lost() -> None:
    def write(document: WordDocument) -> None:
        paragraph = document.add_paragraph("Daftar ")
        for text, address in [
            ("di sini", "https://contoh.go.id/daftar"),
            (" atau contoh.go.id", "https://contoh.go.id/"),
        ]:
            relation = paragraph.part.relate_to(address, "hyperlink", is_external=True)
            link = parse_xml(
                f'<w:hyperlink {nsdecls("w", "r")} r:id="{relation}"><w:r>'
                f'<w:t xml:space="preserve">{text}</w:t></w:r></w:hyperlink>'
            )
            paragraph._p.append(link)

    assert text_of(write) == (
        "Daftar di sini (https://contoh.go.id/daftar) atau contoh.go.id"
    )


def test_a_letterhead_is_left_out_and_told() -> None:
    def write(document: WordDocument) -> None:
        document.sections[0].header.paragraphs[0].text = "PEMERINTAH KABUPATEN"
        document.add_paragraph("Pasar murah")

    document = read(letter(write), "a.docx")

    assert document.text == "Pasar murah"
    assert document.notes == ("header and footer were left out",)
