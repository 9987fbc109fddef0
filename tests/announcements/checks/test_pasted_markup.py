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
]
TYPED = [
    ("rtf", r"Simpan di C:\data\kantor, lalu {buka}"),
    ("word-bullets", "• KTP\n- KK\n· SIM"),
    ("word-bullets", "Suhu 30° dan Ø 12 cm"),
    ("chat-marks", "* KTP\n* KK"),
    ("chat-marks", "Gratis* untuk semua*\n*) Syarat berlaku"),
    ("chat-marks", "Ukuran 2*3*4, jarak ~10 km, ~20 menit"),
    ("chat-marks", "@nama_akun_ku, #hari_ini, https://a.go.id/_x_y_"),
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


@pytest.mark.parametrize(
    "part",
    ["*a", "*", "A ", "A.-", "\\par", "\\par  ", "(a/", "#a", "_a ", "~", "- ", "("],
)
def test_a_long_text_is_read_to_its_end(part: str) -> None:
    subject = a_subject(part * (99_000 // len(part)))

    for rule in ("rtf", "chat-marks", "word-bullets", "byline"):
        assert all(each.sentence for each in found(rule, subject))
