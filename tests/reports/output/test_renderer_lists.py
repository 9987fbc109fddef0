"""Lists of the report, cut and whole, and its place for a signature."""

import dataclasses
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook

from crossposter.posts.office import Signature
from crossposter.reports.model import Summary
from crossposter.reports.output.renderer import ROOM
from crossposter.reports.output.xlsx import workbook
from tests.reports.output.test_renderer import FORM, with_distinct_figures
from tests.support.pages import Page
from tests.support.reports import (
    OFFICE,
    POSTS,
    SOURCES,
    WEEK,
    a_report,
)


def test_the_text_is_readable_at_78_columns() -> None:
    report = with_distinct_figures(a_report())

    lines = FORM.text(report).splitlines()

    too_long = [line for line in lines if len(line) > 78 and "https://" not in line]
    assert too_long == []


def test_those_who_sent_nothing_are_grouped_by_kind() -> None:
    text = FORM.text(a_report())

    assert (
        "BELUM MENGIRIM MINGGU INI\n=========================\n\n"
        "Unit berkuota yang perlu dihubungi petugas; dalam kurung jumlah bulan ini"
        " dan\nkuotanya.\n\n"
        "Inspektorat (1)\n  - Inspektorat Daerah (1/4)\n\nDinas (2)\n"
        "  - Dinas Lingkungan Hidup (1/4)\n"
        "  - Dinas Pemberdayaan Masyarakat dan Desa (1/4)\n"
    ) in text


def test_when_everybody_has_sent_something_nobody_is_to_be_called() -> None:
    busy = tuple(dataclasses.replace(row, week=1) for row in SOURCES)

    text = FORM.text(a_report(sources=busy))

    assert "Semua unit yang berkuota mengirim konten minggu ini." in text
    assert "perlu dihubungi petugas" not in text


def test_only_units_with_a_quota_are_missed_and_each_once() -> None:
    for page in (FORM.html(a_report()), FORM.page(a_report())):
        shown = Page(page).text
        assert shown.count("Badan Perencanaan Pembangunan Daerah") == 1
    free = tuple(dataclasses.replace(row, quota=0) for row in SOURCES)

    text = FORM.text(a_report(sources=free))

    assert "belum mengirim." not in text


def test_nobody_is_missed_in_a_week_before_the_office_began() -> None:
    for began in (None, WEEK.until):
        text = FORM.text(a_report(began=began))

        assert "Pencatatan dimulai sesudah minggu ini." in text
        assert "belum mengirim." not in text


def test_a_page_for_filing_has_a_place_for_the_signature() -> None:
    signature = Signature(position="Kepala Bidang IKP", place="Batulicin")
    report = a_report(office=dataclasses.replace(OFFICE, signature=signature))

    filed = Page(FORM.page(report)).text
    mailed = Page(FORM.html(report)).text

    assert "Batulicin, 23 November 2026" in filed
    assert "Kepala Bidang IKP," in filed
    assert "Kepala Bidang IKP" not in mailed


@pytest.mark.parametrize(
    ("name", "value", "before", "change", "mood"),
    [
        ("published", 84, 77, "↑ naik 7", "good"),
        ("published", 77, 84, "↓ turun 7", "bad"),
        ("failed", 5, 2, "↑ naik 3", "bad"),
        ("failed", 2, 5, "↓ turun 3", "good"),
        ("waiting", 9, 3, "↑ naik 6", ""),
        ("held", 4, 4, "= tetap", ""),
        ("on_time", 0.9, 0.8, "↑ naik 10 poin persen", "good"),
        ("median_wait", timedelta(hours=3), timedelta(hours=1), "↑ naik 2 jam", "bad"),
    ],
)
def test_a_change_is_told_in_words_and_not_by_colour_alone(
    name: str, value: Any, before: Any, change: str, mood: str
) -> None:
    summary = dataclasses.replace(a_report().summary, **{name: value})
    earlier: Summary = dataclasses.replace(summary, **{name: before})

    html = FORM.html(a_report(summary=summary, before=earlier))

    coloured = [part for part in html.split("<") if part.endswith(f">{change}")]
    assert coloured
    assert any(f' {mood or "plain"}"' in part for part in coloured)


def test_a_list_that_is_too_long_for_mail_is_cut_and_says_so() -> None:
    report = a_report(
        posts=POSTS * 20, troubles=a_report().troubles * 40, sources=SOURCES * 6
    )

    html = FORM.html(report)

    page = Page(html)
    shown = page.text.count("Nomor konten 4")
    assert len(html.encode()) <= ROOM
    assert 10 < shown < 620
    assert f"… dan {620 - shown} lagi di lampiran Excel." in page.text
    whole = Page(FORM.page(report)).text
    assert whole.count("Nomor konten 4") == 620
    assert "lampiran" not in whole
    book = load_workbook(BytesIO(workbook(report)))
    assert book["Daftar konten"].max_row == 625


def test_a_text_that_stands_alone_has_everything_and_names_no_attachment() -> None:
    report = a_report(posts=POSTS * 20)

    alone, letter = FORM.text(report, whole=True), FORM.text(report)

    assert alone.count("Nomor konten 4") == 620
    assert "terlampir" not in alone
    assert letter.count("Nomor konten 4") == 200
    assert "… dan 420 lagi di lampiran Excel." in letter


def test_a_normal_week_of_fifty_offices_is_shown_whole() -> None:
    report = a_report(sources=(SOURCES * 2)[:52], posts=(POSTS * 2)[:45])

    html = FORM.html(report)

    assert len(html.encode()) <= ROOM
    assert Page(html).text.count("Nomor konten 4") == 45
