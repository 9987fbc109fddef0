"""What stays of a text that is too long."""

from collections.abc import Callable

import pytest

from crossposter.channels.twitter_text import weighted_length
from crossposter.posts.text import Excerpt, Fitted, Passage, fit


def weighted(text: str) -> int:
    return int(weighted_length(text))


def plain(excerpt: Excerpt) -> str:
    return "\n".join(
        part for part in (excerpt.body, " ".join(excerpt.hashtags)) if part
    )


def shortened(
    text: str,
    limit: int,
    *,
    closing: tuple[str, ...] = (),
    compose: Callable[[Excerpt], str] = plain,
    needed: bool = True,
    text_first: bool = False,
    most: int | None = None,
    printed: str = "",
) -> Fitted:
    return fit(
        Passage(text, closing=closing, most=most, printed=printed),
        compose=compose,
        length=weighted,
        limit=limit,
        needed=needed,
        text_first=text_first,
    )


def test_a_text_that_fits_stays_as_it_is() -> None:
    fitted = shortened("Satu dua, tiga", 14)

    assert fitted.post == "Satu dua, tiga"
    assert fitted.excerpt.complete


def test_a_near_sentence_end_needs_no_ellipsis() -> None:
    text = "Pasar murah dibuka hari ini di Satui. Warga membawa KTP asli"

    assert shortened(text, 50).post == "Pasar murah dibuka hari ini di Satui."


def test_a_whole_sentence_is_better_than_most_of_the_next() -> None:
    text = "Dibuka. Warga membawa KTP asli ketika datang mengambil beras"

    assert shortened(text, 50).post == "Dibuka."


def test_a_near_line_end_is_better_than_half_an_entry() -> None:
    text = "Berlaku di\n• Kusan Hilir\n• Sungai Loban Utara\n• Satui Barat\n• Angsana"

    assert shortened(text, 60).post.endswith("• Sungai Loban Utara…")


@pytest.mark.parametrize(
    ("text", "limit", "expected"),
    [
        ("Bantuan beras, gula, minyak untuk warga desa", 22, "Bantuan beras, gula…"),
        (
            "Bantuan untuk semua warga yang terdampak banjir",
            33,
            "Bantuan untuk semua warga…",
        ),
        ("Rapat kerja besar (DPRD dan bupati) selesai", 28, "Rapat kerja besar…"),
    ],
)
def test_a_word_cut_ends_cleanly(text: str, limit: int, expected: str) -> None:
    assert shortened(text, limit).post == expected


def test_an_ellipsis_keeps_away_from_a_link() -> None:
    text = "Daftar di https://contoh.go.id/daftar lalu tunggu kabar dari petugas"

    assert shortened(text, 36).post == "Daftar di https://contoh.go.id/daftar …"


def test_links_and_hashtags_behind_the_cut_are_carried_over() -> None:
    text = "Kata " * 13 + "kata. Kata " + "kata " * 20
    text += "lihat contoh.go.id dan #Satu lalu https://b.go.id ya #Dua"

    fitted = shortened(text, 150, closing=("#Tiga", "#satu"))

    lines = fitted.post.split("\n")
    assert lines[0].endswith("Kata kata.")
    assert lines[1:] == ["contoh.go.id", "https://b.go.id", "#Satu #Dua #Tiga"]
    assert fitted.excerpt.lost == 0


def test_what_the_post_holds_anyway_is_not_repeated() -> None:
    text = "Kata " * 30 + "lihat contoh.go.id/a #Satu #Dua"

    fitted = shortened(text, 100, printed="Judul #satu https://contoh.go.id/a")

    assert fitted.excerpt.links == ()
    assert fitted.excerpt.hashtags == ("#Dua",)


def test_another_page_of_the_same_site_is_another_link() -> None:
    text = "Kata " * 30 + "lihat https://contoh.go.id"

    fitted = shortened(text, 100, printed="https://contoh.go.id/berita")

    assert fitted.excerpt.links == ("https://contoh.go.id",)


def test_a_link_alone_behind_the_cut_needs_no_ellipsis() -> None:
    text = "Jangan lupa cek prakiraan cuaca malam ini ya\nhttps://contoh.go.id"

    def labelled(excerpt: Excerpt) -> str:
        return f"{plain(excerpt)}\n{'x' * 40}"

    fitted = shortened(text, 109, compose=labelled)

    assert fitted.excerpt.complete
    assert (
        fitted.excerpt.text
        == "Jangan lupa cek prakiraan cuaca malam ini ya\nhttps://contoh.go.id"
    )


def test_hashtags_leave_a_minimum_of_text() -> None:
    tags = tuple(f"#Tagar{number:02}" for number in range(40))

    fitted = shortened("Kata " * 50, 280, closing=tags)

    assert fitted.excerpt.kept >= 59
    assert fitted.excerpt.hashtags == tags[: len(fitted.excerpt.hashtags)]
    assert fitted.excerpt.lost == 40 - len(fitted.excerpt.hashtags) > 0
    assert weighted(fitted.post) > 260


def test_a_title_does_without_half_a_sentence() -> None:
    title = "Pasar murah digelar di halaman kantor kecamatan mulai hari Senin"

    fitted = shortened(
        "Kata " * 50,
        280,
        compose=lambda excerpt: f"{title}\n{plain(excerpt)}",
        needed=False,
    )

    assert fitted.excerpt.text == ""


def test_hashtags_have_a_third_of_a_shortened_post() -> None:
    tags = tuple(f"#Tagar{number:02}" for number in range(40))

    fitted = shortened("Pasar murah dibuka. " + "Kata " * 60, 280, closing=tags)

    assert fitted.post.startswith("Pasar murah dibuka.\n#Tagar00 ")
    assert len(" ".join(fitted.excerpt.hashtags)) <= 280 / 3


def test_hashtags_give_way_to_the_first_sentence() -> None:
    text = "Pasar murah digelar di halaman kantor kecamatan untuk semua warga. Datang!"
    tags = tuple(f"#Tagar{number:02}" for number in range(4))

    fitted = shortened(text, 80, closing=tags)

    assert fitted.post == text[:66] + "\n#Tagar00"


def test_hashtags_of_a_warning_give_way_to_all_of_its_text() -> None:
    text = "Air sungai naik cepat di hulu dan hilir sejak malam tadi sekali. Mengungsi!"
    tags = ("#Siaga", "#Awas", "#Satui")

    assert not shortened(text, 84, closing=tags).excerpt.complete
    assert shortened(text, 84, closing=tags, text_first=True).post == f"{text}\n#Siaga"


QUALIFIED = [
    "Jalan Ahmad Yani ditutup untuk semua kendaraan berat, kecuali ambulans dan pemadam",
    "Kantor melayani warga dengan membawa dokumen asli, asalkan sudah mendaftar daring",
    "Pendaftaran calon petugas kebersihan dibuka untuk umum hingga 5 Desember 2026",
    "Arus lalu lintas dari arah pasar dialihkan sementara lewat Jalan Kodeco Raya",
    "Rumah sakit membuka lowongan bagi perawat terampil sebanyak 25 formasi tahun ini",
    "Loket pelayanan terpadu di kantor kecamatan melayani Senin–Kamis pukul 08.00 WITA",
    "Apabila hujan turun lebih dari dua jam di hulu, warga bantaran segera mengungsi",
    "Berkas lamaran yang dikirim melalui pos tidak akan diproses oleh panitia seleksi",
]
