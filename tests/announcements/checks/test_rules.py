"""What an editor objects to, and what looks like it and is none of it."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossposter.announcements.checks import (
    RULES,
    Finding,
    Level,
    Subject,
    review,
)

WITA = ZoneInfo("Asia/Makassar")
MONDAY = datetime(2026, 11, 23, 8, 0, tzinfo=WITA)


def a_subject(body: str = "Loket buka setiap hari kerja.", **values: Any) -> Subject:
    defaults: dict[str, Any] = {
        "title": "Layanan KTP-el keliling",
        "body": body,
        "now": MONDAY,
        "zone": WITA,
    }
    return Subject(**defaults | values)


def found(rule: str, subject: Subject) -> list[Finding]:
    return [each for each in review(subject) if each.rule == rule]


OBJECTIONABLE = [
    ("placeholder", "Yth. {nama}, pendaftaran dibuka."),
    ("placeholder", "Pada {{ tanggal }} pukul 09.00"),
    ("placeholder", "Bertempat di [ISI TEMPAT]."),
    ("placeholder", "Bertempat di [isi di sini]."),
    ("placeholder", "Pukul XX.XX WITA"),
    ("placeholder", "Pukul: XXX"),
    ("placeholder", "Lorem ipsum dolor sit amet"),
    ("placeholder", "Halo ${nama}"),
]
HARMLESS = [
    ("placeholder", "Ketik REG{spasi}NAMA kirim ke 1708"),
    ("placeholder", "Format: DAFTAR#[NAMA]#[NIK]"),
    ("placeholder", "MTQ Nasional XXX di Samarinda"),
    ("placeholder", "Porprov XII dan HUT ke-XXX"),
    ("placeholder", "menghadapi setiap [disrupsi informasi yang terjadi]"),
    ("placeholder", "Pemenang: 0812xxxx7890"),
]


@pytest.mark.parametrize(("rule", "text"), OBJECTIONABLE)
def test_an_editor_objects(rule: str, text: str) -> None:
    assert found(rule, a_subject(text)), text


@pytest.mark.parametrize(("rule", "text"), HARMLESS)
def test_an_editor_does_not_object(rule: str, text: str) -> None:
    assert not found(rule, a_subject(text)), text


@pytest.mark.parametrize(
    ("rule", "level", "text"),
    [
        ("identity", Level.ERROR, "NIK 6310021503900001 atas nama pemohon"),
        ("placeholder", Level.ERROR, "Yth. {nama}, pendaftaran dibuka."),
        ("zone", Level.WARNING, "Pukul 09.00 WIB di aula"),
    ],
)
def test_each_rule_has_its_level(rule: str, level: Level, text: str) -> None:
    assert [each.level for each in found(rule, a_subject(text))] == [level]


@pytest.mark.parametrize(
    ("field", "value", "where"),
    [
        ("title", "Halo {nama}", "the title"),
        ("texts", {"x": "Halo {nama}"}, "the text for x"),
        ("pictures", (("a.jpg", "Foto {nama}"),), "the alternative text of a.jpg"),
        ("contact", "{nama}", "the contact"),
        ("area", "{kecamatan}", "the area"),
    ],
)
def test_every_text_people_read_is_looked_at(
    field: str, value: object, where: str
) -> None:
    values: dict[str, Any] = {field: value}

    (finding,) = found("placeholder", a_subject(**values))

    assert finding.sentence.startswith(where)


def test_a_rule_that_is_switched_off_says_nothing() -> None:
    subject = a_subject("Halo {nama}, pukul 09.00 WIB")

    assert [each.rule for each in review(subject, {"placeholder"})] == ["zone"]


def test_every_rule_has_a_name_of_its_own_and_a_reason() -> None:
    assert len({rule.name for rule in RULES}) == len(RULES)
    assert all(rule.why.endswith(".") for rule in RULES)


@given(st.text(max_size=300))
def test_no_text_stops_the_checks(text: str) -> None:
    subject = a_subject(text, category="pengumuman", contact=text)

    assert all(each.sentence for each in review(subject))
