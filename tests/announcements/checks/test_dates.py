"""Dates as Indonesian texts write them, against the calendar."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossposter.announcements.checks import Finding, Level, Subject, review
from tests.announcements.checks.test_rules import MONDAY, WITA, a_subject

DAYS = ["Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"]
MONTHS = "Januari Februari Maret April Mei Juni Juli Agustus September Oktober"
MONTHS_SPELT = [*MONTHS.split(), "November", "Desember"]


def found(rule: str, subject: Subject) -> list[Finding]:
    return [each for each in review(subject) if each.rule == rule]


@pytest.mark.parametrize(
    "text",
    [
        "Selasa, 24 November 2026",
        "SELASA 24 NOVEMBER 2026",
        "hari Selasa tanggal 24 November 2026 pukul 09.00 WITA",
        "Selasa (24/11/2026)",
        "Selasa(24/11)",
        "Selasa (24/11/26)",
        "Jum’at, 27 November 2026",
        "Jum'at (27/11/2026)",
        "Jumat 27 Nov 2026",
        "Ahad, 29 November 2026",
        "Sabtu-Minggu, 28-29 November 2026",
        "Sabtu dan Minggu, 28 dan 29 November 2026",
        "Senin s.d. Jumat, 23 s.d. 27 November 2026",
        "Selasa, Rabu, 24, 25 November 2026",
        "Rabu, 23-25 November 2026",
        "Selasa 24-11-2026",
        "Selasa, 24.11.2026",
        "Rabu, 11 Maret 2026/21 Ramadan 1447 H",
        "Senin–Kamis 08.00–14.00/15.00 dan Jumat 08.00–11.00/13.00",
        "Senin 10.11 WITA",
        "Jumat 08-11",
        "Minggu 2 Desember 2026",
        "tiga minggu, 24 November 2026",
        "Permendagri 141/2017",
        "Kamis (17/2/2022)",
        "Senin (08/04/24)",
        "Senin (2/12) kemarin",
        "setiap Senin dan Rabu",
    ],
)
def test_a_date_on_its_weekday_is_right(text: str) -> None:
    subject = a_subject(f"Digelar {text}.")
    if "kemarin" in text:  # told in a week of 2024, when 2 December was a Monday
        subject = a_subject(text, now=datetime(2024, 12, 3, 8, 0, tzinfo=WITA))

    assert not found("weekday", subject), text


@pytest.mark.parametrize(
    ("text", "level", "said"),
    [
        ("Senin, 24 November 2026", Level.ERROR, "2026-11-24 is a Selasa"),
        ("Senin (24/11/2026)", Level.ERROR, "2026-11-24 is a Selasa"),
        ("Jum’at, 24 Nov 2026", Level.ERROR, "2026-11-24 is a Selasa"),
        ("Senin (24/11)", Level.WARNING, "2026-11-24 is a Selasa"),
        ("Senin-Rabu, 24-26 November 2026", Level.ERROR, "2026-11-24 is a Selasa"),
        ("Senin, 31 November 2026", Level.ERROR, "the calendar has no such date"),
        ("Minggu, 24 November 2026", Level.ERROR, "2026-11-24 is a Selasa"),
    ],
)
def test_a_date_on_another_weekday_is_told(text: str, level: Level, said: str) -> None:
    (finding,) = found("weekday", a_subject(f"Rapat digelar {text}."))

    assert finding.level is level
    assert finding.sentence.endswith(said)


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)), st.integers(0, 6))
def test_a_full_date_is_right_on_exactly_one_day_of_the_week(
    day: date, weekday: int
) -> None:
    spelt = f"{DAYS[weekday]}, {day.day} {MONTHS_SPELT[day.month - 1]} {day.year}"
    figures = f"{DAYS[weekday]} ({day:%d/%m/%Y})"

    for text in (spelt, figures):
        assert bool(found("weekday", a_subject(text))) == (day.weekday() != weekday)


@pytest.mark.parametrize(
    ("category", "text"),
    [
        ("pengumuman", "Pasar murah digelar 21 November 2026 di Batulicin."),
        ("layanan", "Perekaman keliling 11 – 13 November 2026."),
        ("peringatan", "Hujan lebat tgl 22 November 2026 pkl. 21:00 WITA."),
        ("berita", "Lomba akan digelar pada 20 November 2026."),
        ("kegiatan", "Paling lambat 20/11/2026."),
    ],
)
def test_a_notice_of_what_is_over_is_told(category: str, text: str) -> None:
    (finding,) = found("past-date", a_subject(text, category=category))

    assert finding.level is Level.WARNING


@pytest.mark.parametrize(
    ("category", "text"),
    [
        ("pengumuman", "Hari ini, 23 November 2026."),
        ("pengumuman", "Dari 20 s.d. 28 November 2026."),
        ("pengumuman", "Rapat 20 November 2026 menetapkan mulai 1 Desember 2026."),
        ("pengumuman", "Berdasarkan surat tanggal 3 Januari 2026."),
        ("pengumuman", "Perpres Nomor 105 Tahun 2021 tanggal 10 Desember 2021."),
        ("pengumuman", "Loket buka setiap hari kerja pukul 08.00 WITA."),
        ("berita", "Bupati membuka lomba pada Jumat (20/11/2026)."),
        ("kegiatan", "Upacara berlangsung 20 November 2026."),
    ],
)
def test_a_report_of_yesterday_and_the_date_of_a_document_are_right(
    category: str, text: str
) -> None:
    assert not found("past-date", a_subject(text, category=category)), text


def test_what_will_be_over_when_it_goes_out_is_told() -> None:
    text = "Pasar murah 24 November 2026."
    wednesday = MONDAY + timedelta(days=2)

    assert found("past-date", a_subject(text, category="pengumuman", at=wednesday))
    assert not found("past-date", a_subject(text, category="pengumuman"))
