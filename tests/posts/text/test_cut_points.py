"""Where a text may end."""

import pytest

from crossposter.posts.text import Passage, find_hashtags


def ends(text: str) -> list[str]:
    """What stands before each place where *text* may end, but nothing and all."""
    return [text[: cut.position] for cut in Passage(text).cuts[1:-1]]


def sentences(text: str) -> list[str]:
    return [text[: cut.position] for cut in Passage(text).cuts[:-1] if cut.sentence]


@pytest.mark.parametrize(
    "text",
    [
        "Acara dibuka dr. Sheila pagi ini",
        "Sambutan Ir. H. Lanosin di aula",
        "Hadir Elwana, S.Pd. Kepala Dinas",
        "Kantor di Jl. Dharma Praja No. 1 Batulicin",
        "Warga Kec. Satui dan Kab. Kotabaru",
        "Harga Rp. 9.000 per kilogram",
        "Periode 1 s.d. Selasa depan",
        "Bawa KTP, KK, dll. Datang pagi",
        "Kepada Yth. Kepala Dinas",
        "Rapat a.n. Bupati di aula",
        "Kerja sama PT. Maju dengan dinas",
        "Mulai pukul 08.00 sampai 1.234 orang",
        "1. Perekaman KTP",
        "Acara selesai. lalu pulang",
    ],
)
def test_an_abbreviation_or_number_ends_no_sentence(text: str) -> None:
    assert sentences(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Satu. Dua", ["Satu."]),
        ("Tahun 2019. Lalu", ["Tahun 2019."]),
        ("Sudah tahu? Belum! Ayo", ["Sudah tahu?", "Sudah tahu? Belum!"]),
        ("“Kami siap.” Begitu katanya", ["“Kami siap.”"]),
        ("Kunjungi mc.contoh.go.id. Terima kasih", ["Kunjungi mc.contoh.go.id."]),
        ("Biaya Rp 9.000. Gratis", ["Biaya Rp 9.000."]),
        ("Buka.\n08.00", ["Buka."]),
        ("Hujan ringan hingga sedang. Warga tenang", ["Hujan ringan hingga sedang."]),
        ("Mereka bekerja bersama. Warga senang", ["Mereka bekerja bersama."]),
    ],
)
def test_a_sentence_ends_with_its_own_sign(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


@pytest.mark.parametrize(
    ("text", "never"),
    [
        ("harga Rp 47.000 per lima", "harga Rp"),
        ("mulai pukul 13.20 WITA nanti", "mulai pukul 13.20"),
        ("jam 23.00 – 24.00 malam", "jam 23.00"),
        ("jam 23.00 – 24.00 malam", "jam 23.00 –"),
        ("telepon (021) 0000 0000 ya", "telepon (021) 0000"),
        ("tanggal 17 Februari 2023 besok", "tanggal 17"),
        ("alamat Jl. Merdeka satu", "alamat Jl."),
        ("buka\n• Kusan Hilir", "buka\n•"),
        ("buka\n2) Kusan Hilir", "buka\n2)"),
        ("warga yang datang", "warga yang"),
        ("rapat (ruang besar di lantai) dua", "rapat (ruang"),
    ],
)
def test_no_text_ends_where_the_reader_waits_for_more(text: str, never: str) -> None:
    assert never not in ends(text)


def test_a_very_long_word_may_end_between_its_characters() -> None:
    family = "👨‍👩‍👧‍👦"

    places = ends(f"ya {family * 30}")

    assert [place.removeprefix("ya").strip() for place in places] == [
        family * count for count in range(30)
    ]


def test_no_cut_falls_into_a_long_link_hashtag_or_mention() -> None:
    link = "https://contoh.go.id/" + "a" * 60
    tag, mention = "#" + "b" * 60, "@" + "c" * 60

    assert ends(f"{link} {tag} {mention} akhir kata") == [
        link,
        f"{link} {tag}",
        f"{link} {tag} {mention}",
        f"{link} {tag} {mention} akhir",
    ]


def test_a_cut_makes_no_hashtag_of_what_is_none() -> None:
    chain = "#" + "#".join(["KTP", "NIK", "NAMA", "DESA", "KECAMATAN"] * 4)

    assert all(not find_hashtags(place) for place in ends(f"{chain} saja ya"))
