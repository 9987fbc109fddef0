"""Sentences, hashtags and links that stay when a text is cut."""

import pytest

from crossposter.posts.text import DoesNotFit, Passage, fit
from tests.posts.text.test_truncation import QUALIFIED, plain, shortened, weighted


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
