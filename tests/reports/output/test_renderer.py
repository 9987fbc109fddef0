"""What the weekly report says in each of its forms."""

import dataclasses
import itertools
from collections.abc import Iterator
from datetime import datetime, timedelta
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook

from crossposter.config.starter import templates_folder
from crossposter.posts.office import Signature
from crossposter.reports.model import Period, Reach, Summary, WeeklyReport
from crossposter.reports.output.locale_format import LocaleFormat
from crossposter.reports.output.renderer import ROOM, ReportForm
from crossposter.reports.output.xlsx import workbook
from tests.support.pages import Page
from tests.support.reports import (
    NOTHING,
    OFFICE,
    POSTS,
    SOURCES,
    WEEK,
    ZONE,
    a_report,
    an_empty_report,
)

FORM = ReportForm([templates_folder()])
#: No figures, or told of an outage alone.
SKIPPED = {"delivery", "written_at", "period", "began", "lasted", "missed"}


def with_distinct_figures(report: WeeklyReport) -> WeeklyReport:
    """The same report, where no two figures are the same."""
    numbers = itertools.count(10_001, 7)
    changed: WeeklyReport = distinct(report, numbers)
    return changed


def distinct(value: Any, numbers: Iterator[int]) -> Any:
    match value:
        case timedelta():
            value = timedelta(minutes=next(numbers) % 1_440)
        case int() if not isinstance(value, bool):
            value = next(numbers)
        case float():
            value = next(numbers) % 1_000 / 1_000
        case Decimal():
            value = Decimal(next(numbers)) / 1_000
        case tuple():
            value = tuple(distinct(each, numbers) for each in value)
        case Period() | type():
            pass
        case _ if dataclasses.is_dataclass(value):
            names = [field.name for field in dataclasses.fields(value)]
            parts = {name: distinct(getattr(value, name), numbers) for name in names}
            row: Any = value
            value = dataclasses.replace(row, **parts)
    return value


def figures(value: Any) -> Iterator[Any]:
    """Every figure of a report, wherever it stands."""
    if isinstance(value, int | float | Decimal | timedelta | datetime):
        if not isinstance(value, bool):
            yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from figures(each)
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            if field.name not in SKIPPED:
                yield from figures(getattr(value, field.name))


def written(figure: Any, report: WeeklyReport) -> set[str]:
    """The ways in which people write a figure."""
    notation = LocaleFormat(report.language, ZONE)
    match figure:
        case datetime():
            return {notation.clock(figure)}
        case timedelta():
            return {notation.duration(figure)}
        case float():
            return {notation.share(figure)}
        case Decimal():
            return {notation.money(figure)}
    return {notation.number(figure), f"Nomor konten {figure}", f"Number {figure}"}


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_figure_stands_in_the_text_and_on_the_page(language: str) -> None:
    report = with_distinct_figures(a_report(language=language))

    text, page = FORM.text(report), Page(FORM.html(report)).text

    found = list(figures(report))
    assert len(found) > 200
    for figure in found:
        ways = written(figure, report)
        assert any(way in text for way in ways), ways
        assert any(way in page for way in ways), ways


def test_every_figure_stands_in_the_workbook_as_a_number() -> None:
    report = with_distinct_figures(a_report())

    book = load_workbook(BytesIO(workbook(report)))

    cells = {cell.value for sheet in book for row in sheet for cell in row}
    numbers = {round(it, 6) for it in cells if isinstance(it, int | float)}
    for figure in figures(report):
        match figure:
            case datetime():
                local = figure.astimezone(ZONE).replace(tzinfo=None)
                assert local in cells
            case timedelta():
                assert figure in cells
            case _:
                assert round(float(figure), 6) in numbers


def test_every_link_and_name_stands_in_every_form() -> None:
    report = a_report()
    addresses = {link for post in POSTS for link in post.links.values() if link}

    text, page = FORM.text(report), Page(FORM.html(report))

    book = load_workbook(BytesIO(workbook(report)))
    linked = {
        cell.hyperlink.target
        for sheet in book
        for row in sheet
        for cell in row
        if cell.hyperlink
    }
    assert set(page.links) == addresses == linked
    assert all(address in text for address in addresses)
    flat, words = " ".join(text.split()), set(text.split())
    for source in SOURCES:
        assert source.name in page.text
        assert set(source.name.split()) <= words
    for trouble in report.troubles:
        assert (trouble.detail or "") in page.text
        assert (trouble.detail or "") in flat


def test_what_is_unknown_is_a_dash_and_never_zero() -> None:
    unknown = dataclasses.replace(NOTHING, published=1)
    channels = tuple(
        dataclasses.replace(row, on_time=None, reach=Reach(), price=None)
        for row in a_report().channels
    )
    report = a_report(summary=unknown, before=None, channels=channels)

    lines = FORM.text(report).splitlines()

    assert "Instagram     –         –        –         –          –" in lines
    assert "Tepat waktu                             –            –  –" in lines
    assert "Facebook          32      30      1            –      –" in lines


def test_an_unknown_share_is_not_compared() -> None:
    before = dataclasses.replace(a_report().summary, on_time=None)

    lines = [line.split() for line in FORM.text(a_report(before=before)).splitlines()]

    assert ["Tepat", "waktu", "96,4%", "–", "–"] in lines


@pytest.mark.parametrize("language", ["id", "en"])
def test_an_empty_first_week_is_told_in_sentences(language: str) -> None:
    report = an_empty_report(language=language)

    text, page = FORM.text(report), Page(FORM.html(report)).text

    sentences = {
        "id": [
            "Tidak ada unggahan yang terbit minggu ini.",
            "Laporan pertama: belum ada minggu pembanding.",
            "Belum ada kanal yang diatur.",
            "Belum ada SKPD atau kecamatan yang terdaftar.",
            "Tidak ada konten yang terbit minggu ini.",
            "Tidak ada kendala minggu ini.",
            "Tidak ada hari libur pekan depan.",
            "Belum ada konten yang dijadwalkan untuk pekan depan.",
        ],
        "en": [
            "No posts were published.",
            "The first report: there is no week to compare with yet.",
            "No channels are set up yet.",
            "No agency or district is listed yet.",
            "Nothing was posted this week.",
            "There was no trouble this week.",
            "There are no holidays next week.",
            "Nothing is scheduled for next week yet.",
        ],
    }[language]
    for sentence in sentences:
        assert sentence in text
        assert sentence in page
    assert workbook(report).startswith(b"PK")


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
