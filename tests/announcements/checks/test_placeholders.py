"""Blanks that nobody has filled in, and the SMS formats and prices that look like them."""

import pytest

from crossposter.announcements.checks import Level
from tests.announcements.checks.test_rules import a_subject, found

LEFT = [
    "Yth. {nama}, pasar murah dibuka. #TanahBumbu",
    "#TanahBumbu {nama}",
    "Yth. { nama lengkap }",
    "Halo {0} dan {}",
    "Click or tap here to enter text.",
    "Klik atau ketuk di sini untuk memasukkan teks.",
    "Kepada %NAMA%",
    "SMS {nama} ke 1234",
    "Format laporan {nama} kirim ke 1234",
    "Ketik REG#{nama} kirim ke 1234 #TanahBumbu {kategori}",
    "Tanggal dd/mm/2026",
    "Contoh surat untuk {nama}",
    "Format laporan {nama}",
    "Daftar lewat SMS, {nama}",
    "Ketik pesan untuk {nama} dan kirim ke 1234 orang",
    "Halo {nama}: ketik REG#{nik} kirim ke 1234",
    "PENGUMUMAN #{kategori} lewat sms",
    "#{kategori} dengan format baru",
    "Pada [tanggal] di <tempat>",
    "Kepada «Nama_Penerima»",
    "Tanggal: __/__/2026",
    "Tanggal .../.../2026",
    "Tgl -- / -- / 2026",
    "Pada hari ____ di aula",
    "Rp____,-",
    "hari _ _ _ _ pukul 09.00",
    "Nama: ........",
    "Pukul ........ WITA",
    "tanggal ........ 2026",
    "Bertempat di ........",
    "Nomor......./BPBD/2026",
    "Nama…………",
    "Rp.........,-",
]
DOUBTFUL = [
    "Beras 5 kg ........ Rp 62.000",
    "Di atas garis\n________________\ndan di bawah",
    "Lalu .... selesai?",
]
FILLED = [
    "Ketik REG#{nama}#{NIK} kirim ke 1234",
    'Ketik "REG#{nama}#{NIK}", lalu kirim ke nomor +62 518 1234',
    "Ketik REG{spasi}{nama} dan kirimkan ke 1708",
    "ketik: DAFTAR <spasi> {nama} <spasi> {alamat}, kirim ke 1708",
    "SMS: REG {nama} {NIK} ke 1234",
    "Kirim SMS ke 1708 dengan format REG#{nama}#{NIK}",
    "REG{spasi}NAMA kirim ke 1708",
    "Ketik REG {nama} lalu kirim SMS ke 1234",
    "Ketik REG [spasi] {NIK} dan kirim lewat WhatsApp ke 0518-1234",
    "diskon 50%an%, https://contoh.go.id/%DA%AF%D8%A7",
    "Kirim dengan format:\nDAFTAR#[NAMA]#[NIK]",
    "Tunggu ya.....",
    "Di atas garis\n----------\n-- dan di bawah --",
    "Sabtu... Minggu?",
    "@nama__akun dan #hari__ini, https://a.go.id/b__c___d, humas.go.id/a___b",
    "user__name@contoh.go.id",
]


@pytest.mark.parametrize("text", LEFT)
def test_a_blank_stops_an_announcement(text: str) -> None:
    assert Level.ERROR in {each.level for each in found("placeholder", a_subject(text))}


@pytest.mark.parametrize("text", DOUBTFUL)
def test_what_may_be_a_blank_is_told_only(text: str) -> None:
    (finding,) = found("placeholder", a_subject(text))

    assert finding.level is Level.WARNING


@pytest.mark.parametrize("text", FILLED)
def test_what_readers_are_to_type_is_no_blank(text: str) -> None:
    assert not found("placeholder", a_subject(text))


def test_a_blank_in_the_link_is_told() -> None:
    (finding,) = found("placeholder", a_subject(link="https://contoh.go.id/{id}"))

    assert finding.sentence.startswith("the link still has")


def test_a_blank_beside_an_sms_format_is_told_and_the_format_is_not() -> None:
    text = "Yth. {nama}, ketik REG#{nik} kirim ke 1234"

    (finding,) = found("placeholder", a_subject(text))

    assert '"{nama}"' in finding.sentence


@pytest.mark.parametrize(
    "part", ["{", "A#", "A#{b} sms ", "_ ", "a", ".", " ....", "ketik A ", "a@", "/-_"]
)
def test_a_long_text_of_blanks_is_read_to_its_end(part: str) -> None:
    text = f"ketik {part * (99_000 // len(part))}"

    assert all(each.sentence for each in found("placeholder", a_subject(text)))
