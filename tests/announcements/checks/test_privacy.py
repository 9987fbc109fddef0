"""Numbers of one person are objected to, and those of offices, money and laws are not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossposter.announcements.checks import digits
from tests.announcements.checks.test_rules import a_subject, found

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
]


@pytest.mark.parametrize(("rule", "text"), OBJECTIONABLE)
def test_an_editor_objects(rule: str, text: str) -> None:
    assert found(rule, a_subject(text)), text


@pytest.mark.parametrize(("rule", "text"), HARMLESS)
def test_an_editor_does_not_object(rule: str, text: str) -> None:
    assert not found(rule, a_subject(text)), text


def test_a_finding_does_not_repeat_the_number_it_is_about() -> None:
    (finding,) = found("identity", a_subject("NIK 6310021503900001"))

    assert "021503900001" not in finding.sentence


@pytest.mark.parametrize("written", ["0812-3456-7890", "+62 812 3456 7890"])
def test_a_number_of_the_office_may_stand_in_a_post(written: str) -> None:
    office = frozenset({digits("0812 3456 7890")})

    assert not found("phone", a_subject(f"WA {written}", phones=office))


@given(st.from_regex(r"[1-9][0-9]{17}", fullmatch=True))
def test_eighteen_digits_are_a_nip_and_no_nik(number: str) -> None:
    assert not found("identity", a_subject(f"NIP {number}"))
    assert not found("identity", a_subject(f"Pegawai {number} hadir"))
