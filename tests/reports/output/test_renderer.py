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
from crossposter.reports.model import Period, Reach, WeeklyReport
from crossposter.reports.output.locale_format import LocaleFormat
from crossposter.reports.output.renderer import ReportForm
from crossposter.reports.output.xlsx import workbook
from tests.support.pages import Page
from tests.support.reports import (
    NOTHING,
    POSTS,
    SOURCES,
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
