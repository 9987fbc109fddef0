"""The workbook that comes with the weekly report."""

from dataclasses import replace
from datetime import datetime, timedelta
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from openpyxl import Workbook, load_workbook

from crossposter.posts.office import Signature
from crossposter.reports.output.xlsx import workbook
from tests.support.reports import OFFICE, POSTS, a_report, an_empty_report

SHEETS = [
    "Ringkasan",
    "Per platform",
    "Tanggapan publik",
    "Per SKPD dan kecamatan",
    "Belum mengirim minggu ini",
    "Per kategori",
    "Kendala dan tindak lanjut",
    "Rencana pekan depan",
    "Hari libur",
    "Daftar konten",
]


def opened(**values: Any) -> Workbook:
    """The workbook of a report, as a spreadsheet program reads it."""
    book: Workbook = load_workbook(BytesIO(workbook(a_report(**values))))
    return book


def posts(**changes: Any) -> Any:
    """The sheet of posts for a week with one of them."""
    return opened(posts=(replace(POSTS[1], **changes),))["Daftar konten"]


def test_every_table_has_a_sheet_that_can_be_sorted_and_filtered() -> None:
    book = opened()

    assert book.sheetnames == SHEETS
    for sheet in book:
        assert sheet.freeze_panes == "A6"
        assert sheet.auto_filter.ref.startswith("A5:")
        assert all(cell.font.bold for cell in sheet[5])
        assert all(sheet.column_dimensions[it.column_letter].width for it in sheet[5])


def test_every_sheet_says_whose_table_of_which_week_it_is() -> None:
    for sheet in opened():
        lines = [sheet.cell(row, 1).value for row in (1, 2, 3)]

        assert lines[0] == OFFICE.name
        assert lines[1].startswith(sheet.title)
        assert lines[2] == "Periode 16 s.d. 22 November 2026"


def test_rows_are_counted() -> None:
    sheet = opened()["Daftar konten"]

    counted = [sheet.cell(row, 1).value for row in range(5, sheet.max_row + 1)]
    assert counted == ["No", *range(1, len(POSTS) + 1)]


def test_nobody_is_told_to_type_anything_about_what_is_solved() -> None:
    sheet = opened()["Kendala dan tindak lanjut"]

    steps = {sheet[f"H{row}"].value: sheet[f"F{row}"].value for row in (6, 7)}
    assert steps["Selesai"] == "–"
    assert "crossposter resume facebook" in steps["Belum selesai"]


def test_there_is_a_place_for_the_signature() -> None:
    signature = Signature(
        position="Kepala Bidang IKP", name="N. N.", nip="19800101", place="Batulicin"
    )
    signed = opened(office=replace(OFFICE, signature=signature))["Ringkasan"]
    blank = opened()["Ringkasan"]

    lines = [row[0].value for row in signed.iter_rows(min_row=17) if row[0].value]
    assert lines == [
        "Batulicin, 23 November 2026",
        "Kepala Bidang IKP,",
        "N. N.",
        "NIP 19800101",
    ]
    assert blank.cell(blank.max_row, 1).value.startswith("NIP ...")


def test_the_filter_leaves_the_total_alone() -> None:
    sheet = opened()["Per platform"]

    assert [cell.value for cell in sheet[9]][:5] == ["", "Jumlah", 88, 84, 2]
    assert sheet.auto_filter.ref == "A5:G8"


def test_dates_are_dates_of_the_office_and_numbers_are_numbers() -> None:
    book = opened()

    number, moment = book["Daftar konten"]["B6"], book["Daftar konten"]["C6"]
    assert number.value == 400
    assert moment.value == datetime(2026, 11, 16, 7, 0)  # noqa: DTZ001  # wall clock
    assert moment.number_format == "yyyy-mm-dd hh:mm"
    assert book["Hari libur"]["B6"].value == datetime(2026, 11, 25)  # noqa: DTZ001
    assert book["Per platform"]["F6"].value == 0.967
    assert book["Per platform"]["F6"].number_format == "0.0%"
    assert book["Per platform"]["G7"].value == 1.155
    assert book["Ringkasan"]["B13"].value == timedelta(hours=3, minutes=12)


def test_what_is_unknown_is_a_dash() -> None:
    sheet = opened()["Tanggapan publik"]

    assert sheet["G7"].value == "–"
    assert sheet["E8"].value == "–"


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        '=HYPERLINK("https://evil.example";"klik")',
        "+62 811 000",
        "-5 derajat",
        "@SUM(A1)",
        "{=1+1}",
        "12345",
        "http://evil.example",
        "internal:Sheet1!A1",
        "_x003D_1+1",
    ],
)
def test_no_cell_starts_a_formula_or_a_link_by_its_text(text: str) -> None:
    sheet = posts(title=text, source=text, officer=text)

    for place in ("D6", "E6", "J6"):
        assert sheet[place].value == text
        assert sheet[place].data_type == "s"
        assert sheet[place].hyperlink is None


def test_a_link_is_one_to_click_and_says_when_the_post_is_gone() -> None:
    sheet = posts(links={"x": "https://x.com/1"}, gone=frozenset({"x"}))

    assert sheet["H6"].hyperlink.target == "https://x.com/1"
    assert sheet["H6"].value == "https://x.com/1 (sudah dihapus)"
    assert sheet["G6"].value == "–"


def test_a_post_whose_link_is_not_known_is_still_listed() -> None:
    sheet = posts(links={"x": None})

    assert sheet["H6"].value == "terbit, tautan belum diketahui"


@pytest.mark.parametrize(
    "link",
    [
        "javascript:alert(1)",
        "file://server/share",
        "internal:'Ringkasan'!A1",
        "https://x.com/" + "a" * 3_000,
    ],
)
def test_a_link_excel_must_not_or_cannot_follow_stays_text(link: str) -> None:
    sheet = posts(links={"x": link})

    assert sheet["H6"].hyperlink is None
    assert sheet["H6"].value == link


def test_a_channel_that_is_configured_no_more_has_its_column() -> None:
    sheet = posts(links={"lama": "https://x.com/1"})

    heads = [cell.value for cell in sheet[5]]
    assert heads[6:10] == ["Facebook", "X", "Instagram", "Lama"]
    assert sheet["J6"].value == "https://x.com/1"


def test_a_text_longer_than_a_cell_is_cut() -> None:
    sheet = posts(title="Pasar murah " * 5_000)

    assert len(sheet["D6"].value) == 32_767


def test_an_empty_week_makes_a_workbook_of_heads() -> None:
    book = load_workbook(BytesIO(workbook(an_empty_report(language="en"))))

    assert book["List of announcements"].max_row == 5
    assert book["Summary"]["A6"].value == "Announcements approved"


def test_an_office_whose_name_is_a_command_for_footers_is_only_its_author() -> None:
    content = workbook(a_report(office=replace(OFFICE, name="&P Pemkab & Co")))

    footers = [
        part
        for name in ZipFile(BytesIO(content)).namelist()
        if name.startswith("xl/worksheets/sheet")
        for part in [ZipFile(BytesIO(content)).read(name).decode()]
    ]
    assert all("Pemkab" not in part for part in footers)
    assert load_workbook(BytesIO(content)).properties.creator == "&P Pemkab & Co"


def test_the_same_report_gives_the_same_bytes() -> None:
    assert workbook(a_report()) == workbook(a_report())
