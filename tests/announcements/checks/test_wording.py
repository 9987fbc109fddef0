"""What programs lose, hide or turn around in a text, and what only looks like it."""

from zoneinfo import ZoneInfo

import pytest

from tests.announcements.checks.test_rules import a_subject, found

OBJECTIONABLE = [
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
]
HARMLESS = [
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
]


@pytest.mark.parametrize(("rule", "text"), OBJECTIONABLE)
def test_an_editor_objects(rule: str, text: str) -> None:
    assert found(rule, a_subject(text)), text


@pytest.mark.parametrize(("rule", "text"), HARMLESS)
def test_an_editor_does_not_object(rule: str, text: str) -> None:
    assert not found(rule, a_subject(text)), text


def test_only_a_zone_of_indonesia_has_neighbours_to_be_mixed_up_with() -> None:
    elsewhere = a_subject("Pukul 09.00 WIB", zone=ZoneInfo("Europe/Berlin"))
    jakarta = a_subject("Pukul 09.00 WITA", zone=ZoneInfo("Asia/Jakarta"))

    assert not found("zone", elsewhere)
    assert found("zone", jakarta)
