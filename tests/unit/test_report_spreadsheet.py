"""The workbook that comes with the weekly report."""

from dataclasses import replace
from datetime import datetime, timedelta
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from openpyxl import Workbook, load_workbook

from crossposter.reporting.spreadsheet import workbook
from tests.reports import OFFICE, POSTS, a_report, an_empty_report

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
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref.startswith("A1:")
        assert all(cell.font.bold for cell in sheet[1])
        assert all(sheet.column_dimensions[it.column_letter].width for it in sheet[1])


def test_the_filter_leaves_the_total_alone() -> None:
    sheet = opened()["Per platform"]

    assert [cell.value for cell in sheet[5]][:4] == ["Jumlah", 88, 84, 2]
    assert sheet.auto_filter.ref == "A1:F4"


def test_dates_are_dates_of_the_office_and_numbers_are_numbers() -> None:
    book = opened()

    number, moment = book["Daftar konten"]["A2"], book["Daftar konten"]["B2"]
    assert number.value == 400
    assert moment.value == datetime(2026, 11, 16, 7, 0)  # noqa: DTZ001  # wall clock
    assert moment.number_format == "yyyy-mm-dd hh:mm"
    assert book["Hari libur"]["A2"].value == datetime(2026, 11, 25)  # noqa: DTZ001
    assert book["Per platform"]["E2"].value == 0.967
    assert book["Per platform"]["E2"].number_format == "0.0%"
    assert book["Per platform"]["F3"].value == 1.155
    assert book["Ringkasan"]["B9"].value == timedelta(hours=3, minutes=12)


def test_what_is_unknown_is_a_dash() -> None:
    sheet = opened()["Tanggapan publik"]

    assert sheet["F3"].value == "–"
    assert sheet["D4"].value == "–"


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

    for place in ("C2", "D2", "I2"):
        assert sheet[place].value == text
        assert sheet[place].data_type == "s"
        assert sheet[place].hyperlink is None


def test_a_link_is_one_to_click_and_says_when_the_post_is_gone() -> None:
    sheet = posts(links={"x": "https://x.com/1"}, gone=frozenset({"x"}))

    assert sheet["G2"].hyperlink.target == "https://x.com/1"
    assert sheet["G2"].value == "https://x.com/1 (sudah dihapus)"
    assert sheet["F2"].value == "–"


def test_a_post_whose_link_is_not_known_is_still_listed() -> None:
    sheet = posts(links={"x": None})

    assert sheet["G2"].value == "terbit, tautan belum diketahui"


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

    assert sheet["G2"].hyperlink is None
    assert sheet["G2"].value == link


def test_a_channel_that_is_configured_no_more_has_its_column() -> None:
    sheet = posts(links={"lama": "https://x.com/1"})

    heads = [cell.value for cell in sheet[1]]
    assert heads[5:9] == ["Facebook", "X", "Instagram", "Lama"]
    assert sheet["I2"].value == "https://x.com/1"


def test_a_text_longer_than_a_cell_is_cut() -> None:
    sheet = posts(title="Pasar murah " * 5_000)

    assert len(sheet["C2"].value) == 32_767


def test_an_empty_week_makes_a_workbook_of_heads() -> None:
    book = load_workbook(BytesIO(workbook(an_empty_report(language="en"))))

    assert book["List of announcements"].max_row == 1
    assert book["Summary"]["A2"].value == "Announcements approved"


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
