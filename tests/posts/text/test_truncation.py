"""What stays of a text that is too long."""

from collections.abc import Callable

import pytest

from crossposter.channels.twitter_text import weighted_length
from crossposter.posts.text import DoesNotFit, Excerpt, Fitted, Passage, fit


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


@pytest.mark.parametrize("text", QUALIFIED)
@pytest.mark.parametrize("limit", range(20, 80, 3))
def test_below_a_title_no_sentence_loses_what_qualifies_it(
    text: str, limit: int
) -> None:
    post = shortened(text + ".", limit, needed=False).post

    assert post in {"", text + "."}


@pytest.mark.parametrize("limit", range(20, 110, 3))
def test_no_quotation_is_left_open_or_cut(limit: int) -> None:
    text = "Camat berkata, “Kami siap. Warga kami bantu,” dan ia pergi. Selesai sudah acara."

    post = shortened(text, limit).post

    assert ("“" in post) == ("bantu,”" in post)


def test_the_sentence_before_an_exception_shows_that_more_follows() -> None:
    text = "Semua jalan ke pasar ditutup. Kecuali untuk ambulans dan kendaraan pemadam."

    assert shortened(text, 50).post == "Semua jalan ke pasar ditutup…"
    assert shortened(text, 50, needed=False).post == ""


def test_an_addition_behind_a_comma_may_go() -> None:
    text = (
        "Bupati meresmikan puskesmas baru di Satui, yang dibangun oleh warga bersama."
    )

    assert (
        shortened(text, 60, needed=False).post
        == "Bupati meresmikan puskesmas baru di Satui…"
    )


LEAD = "Sebuah kalimat pembuka yang panjang " * 5 + "sekali. "


def test_the_next_sentence_stays_where_the_first_is_too_long() -> None:
    text = f"{LEAD}Petugas menutup jembatan Sungai Danau sejak pagi. {LEAD}"

    assert shortened(text, 60, needed=False).post == (
        "… Petugas menutup jembatan Sungai Danau sejak pagi."
    )


@pytest.mark.parametrize(
    "next_one",
    [
        "Hal tersebut disampaikan bupati di pendopo kemarin.",
        "Menurutnya warga harus waspada pada malam hari.",
        "Namun semua petugas tetap berjaga di pos masing-masing.",
        "“Kami siap menjaga semua warga di bantaran sungai,” katanya.",
        "Dikutip dari sebuah harian yang terbit di kota",
    ],
)
def test_no_sentence_stays_that_only_the_one_before_explains(next_one: str) -> None:
    assert shortened(LEAD + next_one, 70, needed=False).post == ""


def test_links_and_hashtags_of_what_was_skipped_are_kept() -> None:
    text = f"#Satui {LEAD}di https://contoh.go.id/a saja. Petugas menutup jembatan Sungai Danau pagi."

    fitted = shortened(text, 90, needed=False)

    assert fitted.post == (
        "… Petugas menutup jembatan Sungai Danau pagi.\nhttps://contoh.go.id/a\n#Satui"
    )
    assert not fitted.excerpt.complete


def test_only_so_many_hashtags_keep_their_sign() -> None:
    fitted = shortened("Dukung #A #B dan #C ya", 100, closing=("#D", "#E"), most=2)

    assert fitted.post == "Dukung #A #B dan C ya"
    assert (fitted.excerpt.lost, fitted.excerpt.plain) == (2, 1)


def test_closing_hashtags_are_the_first_to_go() -> None:
    fitted = shortened("Dukung #A dan #B ya", 100, closing=("#C", "#D"), most=3)

    assert fitted.post == "Dukung #A dan #B ya\n#C"
    assert (fitted.excerpt.lost, fitted.excerpt.plain) == (1, 0)


def test_more_links_than_fit_are_refused() -> None:
    text = " ".join(f"https://contoh{number}.go.id" for number in range(13))

    with pytest.raises(DoesNotFit) as caught:
        shortened(text, 280)

    assert caught.value.length > caught.value.limit == 280


def test_signs_of_double_weight_are_counted_so() -> None:
    fitted = shortened("日本語" * 200, 280)

    assert 278 <= weighted(fitted.post) <= 280


def test_the_length_is_measured_seldom() -> None:
    calls = 0

    def counted(text: str) -> int:
        nonlocal calls
        calls += 1
        return weighted(text)

    text = " ".join(f"kata{number}" for number in range(2000))
    closing = tuple(f"#Tagar{number}" for number in range(40))
    passage = Passage(text, closing=closing)

    fit(passage, compose=plain, length=counted, limit=280)

    assert calls < 20
