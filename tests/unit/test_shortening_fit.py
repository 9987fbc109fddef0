"""What stays of a text that is too long."""

from collections.abc import Callable

import pytest

from crossposter.shortening import Excerpt, Fitted, NoRoom, Passage, fit
from crossposter.twittertext import weighted_length


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
    shown: int = 0,
    most: int | None = None,
    printed: str = "",
) -> Fitted:
    return fit(
        Passage(text, closing=closing, most=most, printed=printed),
        compose=compose,
        length=weighted,
        limit=limit,
        shown=shown,
    )


def test_a_text_that_fits_stays_as_it_is() -> None:
    fitted = shortened("Satu dua, tiga", 14)

    assert fitted.post == "Satu dua, tiga"
    assert fitted.excerpt.complete


def test_a_near_sentence_end_needs_no_ellipsis() -> None:
    text = "Pasar murah dibuka hari ini di Satui. Warga membawa KTP asli"

    assert shortened(text, 50).post == "Pasar murah dibuka hari ini di Satui."


def test_a_far_sentence_end_gives_way_to_a_word() -> None:
    text = "Dibuka. Warga membawa KTP asli ketika datang mengambil beras"

    assert shortened(text, 50).post == "Dibuka. Warga membawa KTP asli ketika datang…"


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
        (
            "Kata pak camat: “Kami siap membantu semua warga”",
            35,
            "Kata pak camat: “Kami siap…”",
        ),
        (
            'Kata camat: "Kami siap membantu semua warga"',
            30,
            'Kata camat: "Kami siap…"',
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
    text = "Kata " * 30 + "lihat contoh.go.id dan #Satu lalu https://b.go.id ya #Dua"

    fitted = shortened(text, 120, closing=("#Tiga", "#satu"), shown=60)

    lines = fitted.post.split("\n")
    assert lines[0].endswith("Kata…")
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


def test_a_title_is_text_enough_beside_hashtags() -> None:
    title = "Pasar murah digelar di halaman kantor kecamatan mulai hari Senin"
    tags = tuple(f"#Tagar{number:02}" for number in range(21))

    fitted = shortened(
        "Kata " * 50,
        280,
        closing=tags,
        compose=lambda excerpt: f"{title}\n{plain(excerpt)}",
        shown=len(title),
    )

    assert fitted.excerpt.hashtags == tags
    assert fitted.excerpt.text == ""


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

    with pytest.raises(NoRoom) as caught:
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
