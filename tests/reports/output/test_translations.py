"""How the report names kinds, periods, numbers and causes."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from crossposter.config.starter import templates_folder
from crossposter.reports.failures import KINDS
from crossposter.reports.model import Period, TroubleRow
from crossposter.reports.output.advice import advice
from crossposter.reports.output.locale_format import LocaleFormat
from crossposter.reports.output.renderer import ReportForm
from crossposter.reports.output.translations import channel_name, kind_of_source, words
from tests.support.reports import ZONE, a_report

FORM = ReportForm([templates_folder()])
ID, EN = LocaleFormat("id", ZONE), LocaleFormat("en", ZONE)
MOMENT = datetime(2026, 11, 23, 0, 0, tzinfo=UTC)
TITLES = {"facebook": "Facebook"}


@pytest.mark.parametrize(
    ("start", "indonesian", "english"),
    [
        (
            date(2026, 11, 16),
            "16 s.d. 22 November 2026",
            "16 to 22 November 2026",
        ),
        (
            date(2026, 11, 30),
            "30 November s.d. 6 Desember 2026",
            "30 November to 6 December 2026",
        ),
        (
            date(2026, 12, 28),
            "28 Desember 2026 s.d. 3 Januari 2027",
            "28 December 2026 to 3 January 2027",
        ),
    ],
)
def test_the_subject_names_the_days(start: date, indonesian: str, english: str) -> None:
    period = Period(start=start, zone=ZONE)

    subject = FORM.subject(a_report(period=period))
    translated = FORM.subject(a_report(period=period, language="en"))

    assert subject == f"Laporan Mingguan Publikasi Media Sosial – {indonesian}"
    assert translated == f"Weekly Report on Social Media Posts – {english}"


def test_figures_are_written_as_their_readers_write_them() -> None:
    shown = {
        ID.moment(MOMENT): "Senin, 23 November 2026 pukul 08.00 WITA",
        EN.moment(MOMENT): "Monday, 23 November 2026, 08:00 WITA",
        ID.short_moment(MOMENT): "Sen, 23 Nov 08.00",
        ID.short_date(MOMENT): "23\u00a0Nov",
        ID.month(MOMENT): "November",
        ID.number(1_234_567): "1.234.567",
        EN.number(1_234_567): "1,234,567",
        ID.number(0): "0",
        ID.share(0.9345): "93,4%",
        ID.share(1.0): "100%",
        ID.share(0.0): "0%",
        ID.money(Decimal("1234.5")): "US$1.234,50",
        EN.money(Decimal("0.015")): "US$0.015",
        ID.money(Decimal(0)): "US$0,00",
        ID.duration(timedelta(days=2, hours=3, minutes=9)): "2 hari 3 jam",
        ID.duration(timedelta(minutes=65)): "1 jam 5 menit",
        EN.duration(timedelta(seconds=20)): "0 min",
    }

    assert list(shown) == list(shown.values())


def test_what_is_not_known_is_a_dash() -> None:
    dashes = (ID.number(None), ID.share(None), ID.money(None), ID.duration(None))

    assert set(dashes) == {"–"}


def trouble(kind: str, channel: str = "facebook") -> TroubleRow:
    return TroubleRow(
        at=MOMENT,
        channel=channel,
        title="Banjir surut",
        kind=kind,
        detail=None,
        attempts=1,
        solved=False,
        delivery=412,
    )


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_trouble_has_its_own_sentences(kind: str, language: str) -> None:
    told = advice(trouble(kind), LocaleFormat(language, ZONE))
    other = advice(trouble("other"), LocaleFormat(language, ZONE))

    assert (told == other) == (kind == "other")
    for word in ("KANAL", "CHANNEL", "NOMOR", "NUMBER", "LAMANYA", "COUNT"):
        assert word not in told.cause + told.step


def test_an_outage_is_told_with_its_length_and_what_it_cost() -> None:
    row = replace(trouble("outage"), channel=None, lasted=timedelta(hours=3), missed=18)

    assert "3 jam" in advice(row, ID).cause
    assert advice(row, ID).cause.endswith("18.")


def test_a_kind_nobody_foresaw_is_still_explained() -> None:
    assert advice(trouble("meteor"), ID) == advice(trouble("other"), ID)


@pytest.mark.parametrize(
    ("kind", "command"),
    [
        ("token", "crossposter resume facebook-wisata"),
        ("late", "crossposter retry 412"),
        ("undecided", "crossposter resolve 412 --posted TAUTAN, atau --not-posted"),
    ],
)
def test_the_step_names_what_to_type(kind: str, command: str) -> None:
    step = advice(trouble(kind, "facebook-wisata"), ID).step
    assert step.endswith(command)


def test_no_indonesian_word_is_left_in_english_nor_the_other_way() -> None:
    indonesian, english = words("id"), words("en")

    same = {key for key in indonesian if indonesian[key] == english[key]}

    assert indonesian.keys() == english.keys()
    assert same == {"platform", "status", "row"}


def test_both_languages_leave_the_same_blanks() -> None:
    blanks = re.compile(r"{\w+}")
    indonesian, english = words("id"), words("en")

    for key, said in indonesian.items():
        assert set(blanks.findall(said)) == set(blanks.findall(english[key])), key


def test_a_channel_with_a_name_of_its_own_keeps_it() -> None:
    assert channel_name("facebook", "facebook", TITLES) == "Facebook"
    assert channel_name("wisata", "facebook", TITLES) == "Facebook (wisata)"
    assert channel_name("x", "x", {}) == "X"
    assert channel_name("lama", "tiktok", TITLES) == "Tiktok (lama)"
    assert channel_name("tiktok", "tiktok", {"tiktok": "TikTok"}) == "TikTok"


def test_a_kind_of_source_that_is_not_ours_is_shown_as_it_is() -> None:
    assert kind_of_source("kecamatan", "id") == "Kecamatan"
    assert kind_of_source("kecamatan", "en") == "Districts"
    assert kind_of_source("upt", "id") == "Upt"
