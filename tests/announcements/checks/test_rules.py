"""What an editor objects to, and what looks like it and is none of it."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossposter.announcements.checks import (
    RULES,
    Enlarged,
    Finding,
    Level,
    Outlet,
    Subject,
    digits,
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
    ("identity", "NIK 6310021503900001 atas nama pemohon"),
    ("identity", "Pemohon 6310-0215-0390-0001 harap datang"),
    ("identity", "Pemohon perempuan: 6310025503900001."),
    ("identity", "No. KK: 6310022001100012"),
    ("identity", "NIK = 1234567890123456"),
    ("phone", "Hubungi 0812-3456-7890"),
    ("phone", "WA +62 812 3456 7890"),
    ("phone", "Kirim ke wa.me/6281234567890"),
    ("phone", "Kirim ke wa.me/+6281234567890."),
    ("phone", "Telepon (+62) 85212345678"),
    ("placeholder", "Yth. {nama}, pendaftaran dibuka."),
    ("placeholder", "Pada {{ tanggal }} pukul 09.00"),
    ("placeholder", "Bertempat di [ISI TEMPAT]."),
    ("placeholder", "Bertempat di [isi di sini]."),
    ("placeholder", "Pukul XX.XX WITA"),
    ("placeholder", "Pukul: XXX"),
    ("placeholder", "Lorem ipsum dolor sit amet"),
    ("placeholder", "Halo ${nama}"),
    ("zone", "Pukul 09.00 WIB di aula"),
    ("zone", "Pukul 09.00-11.00 Wib"),
    ("zone", "Pukul 08.00 s.d. selesai WIT"),
    ("lost-emoji", "???? Info penting"),
    ("lost-emoji", "Selamat pagi! ? Kalian sudah baca?"),
    ("lost-emoji", "? by: Humas"),
    ("lost-emoji", "Terima kasih. ??"),
    ("lost-emoji", "Selamat \ufffd pagi"),
    ("lost-emoji", "Kata Bupati, â€œSiapâ€\x9d"),
    ("lost-emoji", "CafÃ© Satui"),
    ("lost-emoji", "ðŸ˜€ Selamat"),
    ("invisible", "\u200bCara ini ditempuh"),
    ("invisible", "https://contoh.go.id\u2063"),
    ("invisible", "lay\u200danan"),
    ("invisible", "salah arah \u202egnalu"),
    ("fancy-letters", "𝐏𝐞𝐧𝐭𝐢𝐧𝐠 sekali"),
    ("fancy-letters", "Ｐｅｎｔｉｎｇ"),
    ("fancy-letters", "𝓢𝓮𝓵𝓪𝓶𝓪𝓽"),
    ("https", "Buka http://contoh.go.id/daftar"),
]
HARMLESS = [
    ("identity", "#KTP#NIK#Nomor KK#Nama#Desa#Kecamatan#Pemula/ Hilang/ Rusak"),
    ("identity", "#SINKRONISASI#NIK#Nomor KK#Keperluan"),
    ("identity", "Syarat: NIK 16 digit dan KK asli"),
    ("identity", "NIP 198001012005011001"),
    ("identity", "NIP. 19800101 200501 1 001"),
    ("identity", "Rekening 6310021503900001 Bank Kalsel"),
    ("identity", "Virtual account 8810012345678901"),
    ("identity", "Nomor pesanan 6310021503900001"),
    ("identity", "Nomor resi 9999021503900001"),
    ("identity", "https://contoh.go.id/berita/6310021503900001"),
    ("identity", "NIK 0000000000000000 adalah contoh"),
    ("phone", "Telepon 0518-123456 atau (0518) 71234"),
    ("phone", "Call center 112, 110, 119 atau 1500123"),
    ("phone", "Bebas pulsa 0800-1-123456"),
    ("phone", "Info 24 jam: (021) 500 1234"),
    ("phone", "Rekening 081234567890 Bank Kalsel"),
    ("phone", "NIP 198001012005011001"),
    ("phone", "SK 800/0812345678/2026"),
    ("placeholder", "Ketik REG{spasi}NAMA kirim ke 1708"),
    ("placeholder", "Format: DAFTAR#[NAMA]#[NIK]"),
    ("placeholder", "MTQ Nasional XXX di Samarinda"),
    ("placeholder", "Porprov XII dan HUT ke-XXX"),
    ("placeholder", "menghadapi setiap [disrupsi informasi yang terjadi]"),
    ("placeholder", "Pemenang: 0812xxxx7890"),
    ("zone", "Pukul 09.00 WITA di aula"),
    ("zone", "Pukul 08.00 WIB atau 09.00 WITA"),
    ("zone", "PT WIB Sejahtera"),
    ("lost-emoji", "Sudah punya KTP-el? Belum? Ayo!"),
    ("lost-emoji", "Siapa ?"),
    ("lost-emoji", "Bea masuk 5 € dan São Paulo"),
    ("lost-emoji", "Masa sih??"),
    ("lost-emoji", "https://contoh.go.id/?p=12"),
    ("invisible", "Keluarga 👨\u200d👩\u200d👧 dan ⚠️"),
    ("invisible", "السَّلاَمُ\u200f عَلَيْكُمْ"),
    ("fancy-letters", "Golongan darah 🅰🅱 dan 🅾, bendera 🇮🇩"),
    ("fancy-letters", "Merek™ No. ① dan ½ H₂O"),
    ("https", "Buka https://contoh.go.id/?to=http"),
]


@pytest.mark.parametrize(("rule", "text"), OBJECTIONABLE)
def test_an_editor_objects(rule: str, text: str) -> None:
    assert found(rule, a_subject(text)), text


@pytest.mark.parametrize(("rule", "text"), HARMLESS)
def test_an_editor_does_not_object(rule: str, text: str) -> None:
    assert not found(rule, a_subject(text)), text


@pytest.mark.parametrize(
    ("rule", "level"),
    [("identity", Level.ERROR), ("placeholder", Level.ERROR), ("zone", Level.WARNING)],
)
def test_each_rule_has_its_level(rule: str, level: Level) -> None:
    text = next(text for name, text in OBJECTIONABLE if name == rule)

    assert [each.level for each in found(rule, a_subject(text))] == [level]


def test_a_finding_does_not_repeat_the_number_it_is_about() -> None:
    (finding,) = found("identity", a_subject("NIK 6310021503900001"))

    assert "021503900001" not in finding.sentence


@pytest.mark.parametrize("written", ["0812-3456-7890", "+62 812 3456 7890"])
def test_a_number_of_the_office_may_stand_in_a_post(written: str) -> None:
    office = frozenset({digits("0812 3456 7890")})

    assert not found("phone", a_subject(f"WA {written}", phones=office))


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


def test_only_a_zone_of_indonesia_has_neighbours_to_be_mixed_up_with() -> None:
    elsewhere = a_subject("Pukul 09.00 WIB", zone=ZoneInfo("Europe/Berlin"))
    jakarta = a_subject("Pukul 09.00 WITA", zone=ZoneInfo("Asia/Jakarta"))

    assert not found("zone", elsewhere)
    assert found("zone", jakarta)


def test_a_picture_needs_words_for_those_who_cannot_see_it() -> None:
    subject = a_subject(pictures=(("a.jpg", "Posko siaga"), ("b.jpg", " ")))

    (finding,) = found("alt-text", subject)

    assert finding.level is Level.ERROR
    assert "b.jpg" in finding.sentence


@pytest.mark.parametrize(("times", "objections"), [(2.0, 0), (2.1, 1), (6.4, 1)])
def test_a_picture_much_too_small_is_told(times: float, objections: int) -> None:
    small = Enlarged(
        channel="instagram", file="a.jpg", times=times, width=50, needed=320
    )

    told = found("enlarged", a_subject(enlarged=(small,)))

    assert len(told) == objections
    assert all(each.level is Level.WARNING for each in told)
    assert all(f"{times} times for instagram" in each.sentence for each in told)


@pytest.mark.parametrize(("most", "objections"), [(2, 1), (3, 0), (None, 0)])
def test_hashtags_are_counted_for_each_channel(
    most: int | None, objections: int
) -> None:
    outlets = (Outlet(channel="instagram", hashtags=most),)
    subject = a_subject("#Satu #dua #Tiga #Satu dan nomor #1", outlets=outlets)

    assert len(found("hashtags", subject)) == objections


def test_a_text_by_hand_is_counted_in_place_of_the_body() -> None:
    outlets = (
        Outlet(channel="instagram", mentions=1),
        Outlet(channel="x", mentions=1),
    )
    subject = a_subject(
        "@satu @dua humas@contoh.go.id", outlets=outlets, texts={"x": "Halo @satu"}
    )

    (finding,) = found("mentions", subject)

    assert finding.sentence == "2 mentions, and instagram takes 1"


def test_the_link_itself_is_looked_at() -> None:
    assert found("https", a_subject(link="http://contoh.go.id"))
    assert not found("https", a_subject(link="https://contoh.go.id"))


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


@given(st.from_regex(r"[1-9][0-9]{17}", fullmatch=True))
def test_eighteen_digits_are_a_nip_and_no_nik(number: str) -> None:
    assert not found("identity", a_subject(f"NIP {number}"))
    assert not found("identity", a_subject(f"Pegawai {number} hadir"))
