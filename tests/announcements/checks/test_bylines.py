"""Datelines and names of writers, and the headings and timetables that look like them."""

import pytest

from crossposter.announcements.checks import Level
from tests.announcements.checks.test_rules import a_subject, found

PLACES = frozenset({"satui", "batulicin"})
OF_A_NEWSPAPER = [
    "TANAH BUMBU, 12/11 - Bupati membuka pasar murah.",
    "Batulicin, 12 November 2026 – Pasar murah dibuka.",
    "BATULICIN, Senin (23/11) - Pasar murah dibuka.",
    "Batulicin, MC Tanah Bumbu – Pasar murah dibuka.",
    "Batulicin (Humas) - Pasar murah dibuka.",
    "MC TANAH BUMBU - Pasar murah dibuka.",
    "BATULICIN – Bupati membuka pasar murah.",
    "Satui – Warga Kecamatan Satui memanen padi.",
    "Satui - Panen padi dimulai hari ini.",
    "Judul\nSATUI – 12/11/2026 – Panen padi dimulai.",
    "TANAH BUMBU, mc.example.go.id – Panen dimulai.",
    "Jakarta: Presiden menerima tamu.",
    "Pasar murah dibuka. (Humas)",
    "Pasar murah dibuka.\n(Humas/jef)\n#TanahBumbu",
    "Pasar murah dibuka. (jef)",
    "Pasar murah dibuka. MC Tanbu/rel",
    "Pasar murah dibuka.\nPenulis: Petugas IKP",
    "Pasar murah dibuka.\nPenulis dan Editor : Petugas",
    "Pasar murah dibuka.\nTim Diskominfo",
]
OF_AN_OFFICE = [
    "PENGUMUMAN - Jalan ditutup",
    "LISTRIK PADAM - Warga diminta sabar",
    "Satui - Batulicin ditutup hari ini",
    "Satui: 09.00 WITA",
    "Satui, 12-14 November: pasar murah",
    "Satui, 12/11 - Kantor Camat\nAngsana, 13/11 - Kantor Camat",
    "Oleh karena itu: waspada",
    "PASAR MURAH - Dinas Perdagangan menggelarnya di Satui",
    "Senin, 24/11 - Rabu, 26/11 jalan ditutup",
    "Selasa, 24 November 2026. Loket tutup.",
    "SENIN - JUMAT pukul 08.00 loket buka",
    "Dinas Kesehatan - Imunisasi di Satui",
    "Bupati Tanah Bumbu: jaga kebersihan",
    "Diselenggarakan oleh BPBD. Bawa KTP (asli)",
    "Hubungi RT setempat. (RT)",
    "Foto: Humas",
]


@pytest.mark.parametrize("text", OF_A_NEWSPAPER)
def test_what_newspapers_print_is_told(text: str) -> None:
    (finding,) = found("byline", a_subject(text, places=PLACES))

    assert finding.level is Level.WARNING


@pytest.mark.parametrize("text", OF_AN_OFFICE)
def test_what_an_office_writes_is_not(text: str) -> None:
    assert not found("byline", a_subject(text, places=PLACES))


def test_a_dateline_and_a_byline_are_told_one_by_one() -> None:
    text = "TANAH BUMBU, 12/11 - Pasar murah dibuka.\nPenulis: Petugas\n(Humas)"

    assert len(found("byline", a_subject(text))) == 3


def test_a_text_by_hand_is_looked_at_as_well() -> None:
    subject = a_subject(texts={"x": "BATULICIN, 12/11 - Pasar murah dibuka."})

    (finding,) = found("byline", subject)

    assert finding.sentence.startswith("the text for x begins with")
