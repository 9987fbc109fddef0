"""What a copied text brings along from Word, WhatsApp and newspapers."""

import pytest

from crossposter.announcements.checks import Level
from tests.announcements.checks.test_rules import a_subject, found

PASTED = [
    ("rtf", Level.ERROR, r"{\rtf1\ansi\deff0 Pasar murah.}"),
    ("rtf", Level.ERROR, r"\pard\plain\f0\fs22 Pasar murah\par"),
    ("word-bullets", Level.ERROR, "Syarat:\n\uf0b7 KTP\n\uf0b7 KK"),
    ("word-bullets", Level.ERROR, "\uf0fc Gratis"),
    ("word-bullets", Level.WARNING, "Syarat:\nØ KTP\nØ KK"),
    ("word-bullets", Level.WARNING, "ü\tGratis"),
    ("chat-marks", Level.WARNING, "*PENTING*, jalan ditutup"),
    ("chat-marks", Level.WARNING, "Bawa *KTP* dan *KK*."),
    ("chat-marks", Level.WARNING, "_Mohon disebarkan_"),
    ("chat-marks", Level.WARNING, "Harga ~Rp5.000~ Rp4.000"),
    ("chat-marks", Level.WARNING, "```Kode 12```"),
    ("byline", Level.WARNING, "TANAH BUMBU, 12/11 - Bupati membuka pasar murah."),
    ("byline", Level.WARNING, "Batulicin, 12 November 2026 – Pasar murah dibuka."),
    ("byline", Level.WARNING, "BATULICIN, Senin (23/11) - Pasar murah dibuka."),
    ("byline", Level.WARNING, "Batulicin, MC Tanah Bumbu – Pasar murah dibuka."),
    ("byline", Level.WARNING, "Batulicin (Humas) - Pasar murah dibuka."),
    ("byline", Level.WARNING, "MC TANAH BUMBU - Pasar murah dibuka."),
    ("byline", Level.WARNING, "BATULICIN – Bupati membuka pasar murah."),
    ("byline", Level.WARNING, "Satui – Warga Kecamatan Satui memanen padi."),
    ("byline", Level.WARNING, "Satui - Panen padi dimulai hari ini."),
    ("byline", Level.WARNING, "Judul\nSATUI – 12/11/2026 – Panen padi dimulai."),
    ("byline", Level.WARNING, "TANAH BUMBU, mc.example.go.id – Panen dimulai."),
    ("byline", Level.WARNING, "Jakarta: Presiden menerima tamu."),
    ("byline", Level.WARNING, "Pasar murah dibuka. (Humas)"),
    ("byline", Level.WARNING, "Pasar murah dibuka.\n(Humas/jef)\n#TanahBumbu"),
    ("byline", Level.WARNING, "Pasar murah dibuka. (jef)"),
    ("byline", Level.WARNING, "Pasar murah dibuka. MC Tanbu/rel"),
    ("byline", Level.WARNING, "Pasar murah dibuka.\nPenulis: Petugas IKP"),
    ("byline", Level.WARNING, "Pasar murah dibuka.\nPenulis dan Editor : Petugas"),
    ("byline", Level.WARNING, "Pasar murah dibuka.\nTim Diskominfo"),
]
TYPED = [
    ("rtf", r"Simpan di C:\data\kantor, lalu {buka}"),
    ("word-bullets", "• KTP\n- KK\n· SIM"),
    ("word-bullets", "Suhu 30° dan Ø 12 cm"),
    ("chat-marks", "* KTP\n* KK"),
    ("chat-marks", "Gratis* untuk semua*\n*) Syarat berlaku"),
    ("chat-marks", "Ukuran 2*3*4, jarak ~10 km, ~20 menit"),
    ("chat-marks", "@nama_akun_ku, #hari_ini, https://a.go.id/_x_y_"),
    ("byline", "PENGUMUMAN - Jalan ditutup"),
    ("byline", "LISTRIK PADAM - Warga diminta sabar"),
    ("byline", "Satui - Batulicin ditutup hari ini"),
    ("byline", "Satui: 09.00 WITA"),
    ("byline", "Satui, 12-14 November: pasar murah"),
    ("byline", "Satui, 12/11 - Kantor Camat\nAngsana, 13/11 - Kantor Camat"),
    ("byline", "Oleh karena itu: waspada"),
    ("byline", "PASAR MURAH - Dinas Perdagangan menggelarnya di Satui"),
    ("byline", "Senin, 24/11 - Rabu, 26/11 jalan ditutup"),
    ("byline", "Selasa, 24 November 2026. Loket tutup."),
    ("byline", "SENIN - JUMAT pukul 08.00 loket buka"),
    ("byline", "Dinas Kesehatan - Imunisasi di Satui"),
    ("byline", "Bupati Tanah Bumbu: jaga kebersihan"),
    ("byline", "Diselenggarakan oleh BPBD. Bawa KTP (asli)"),
    ("byline", "Hubungi RT setempat. (RT)"),
    ("byline", "Foto: Humas"),
    ("invisible", "\uf0b7 KTP"),
]


PLACES = frozenset({"satui", "batulicin"})


@pytest.mark.parametrize(("rule", "level", "text"), PASTED)
def test_what_was_pasted_is_told(rule: str, level: Level, text: str) -> None:
    assert [each.level for each in found(rule, a_subject(text, places=PLACES))] == [
        level
    ]


@pytest.mark.parametrize(("rule", "text"), TYPED)
def test_what_was_meant_is_not(rule: str, text: str) -> None:
    assert not found(rule, a_subject(text, places=PLACES))


def test_a_dateline_and_a_byline_are_told_one_by_one() -> None:
    text = "TANAH BUMBU, 12/11 - Pasar murah dibuka.\nPenulis: Petugas\n(Humas)"

    assert len(found("byline", a_subject(text))) == 3


def test_a_text_by_hand_is_looked_at_as_well() -> None:
    subject = a_subject(texts={"x": "BATULICIN, 12/11 - Pasar murah dibuka."})

    (finding,) = found("byline", subject)

    assert finding.sentence.startswith("the text for x begins with")


@pytest.mark.parametrize(
    "part",
    ["*a", "*", "A ", "A.-", "\\par", "\\par  ", "(a/", "#a", "_a ", "~", "- ", "("],
)
def test_a_long_text_is_read_to_its_end(part: str) -> None:
    subject = a_subject(part * (99_000 // len(part)))

    for rule in ("rtf", "chat-marks", "word-bullets", "byline"):
        assert all(each.sentence for each in found(rule, subject))
