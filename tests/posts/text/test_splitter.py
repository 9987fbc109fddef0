"""A long text as a thread: where it may break, and where it may not."""

import re

import pytest

from crossposter.channels.twitter_text import weighted_length
from crossposter.posts.text import MOST_PARTS, DoesNotFit, split, thread

SENTENCE = "Pasar murah digelar di halaman kantor kecamatan mulai pukul 08.00 WITA. "
LINK = "https://mc.tanahbumbukab.go.id/pasar-murah"
NUMBER = re.compile(r"\n\n(\d+)/(\d+)$")


def weighted(text: str) -> int:
    return int(weighted_length(text))


def parts(*texts: str, limit: int = 280) -> tuple[str, ...]:
    return thread(texts, length=weighted, limit=limit)


def said(*texts: str, limit: int = 280) -> list[str]:
    """The parts without their numbers."""
    return [NUMBER.sub("", part) for part in parts(*texts, limit=limit)]


def test_what_fits_is_one_post_without_a_number() -> None:
    text = "a" * 280

    assert parts(text) == (text,)


def test_one_character_more_makes_two_numbered_parts() -> None:
    text = f"{'kata ' * 55}akhir "  # 280 characters and a blank
    assert parts(text) == (text.strip(),)

    found = parts(f"{text}.")

    assert [NUMBER.search(part)[0] for part in found] == ["\n\n1/2", "\n\n2/2"]  # type: ignore[index]


def test_the_number_counts() -> None:
    for part in parts(SENTENCE * 20):
        assert weighted(part) <= 280


def test_it_breaks_between_paragraphs_where_that_leaves_even_parts() -> None:
    paragraphs = [
        (SENTENCE * 3).strip(),
        (SENTENCE * 2).strip(),
        (SENTENCE * 3).strip(),
    ]

    assert said("\n\n".join(paragraphs)) == paragraphs


def test_it_breaks_at_sentences_before_it_breaks_at_words() -> None:
    for part in said(SENTENCE * 9):
        assert part.endswith("WITA.")


def test_a_long_sentence_breaks_at_a_comma() -> None:
    clause = "warga yang tinggal di bantaran sungai diminta segera mengungsi"

    found = said(", ".join([clause] * 7) + ".")

    assert all(part.endswith((",", ".")) for part in found)


@pytest.mark.parametrize(
    "whole",
    [
        LINK,
        "@pemkab_tanahbumbu",
        "#PasarMurahTanahBumbu",
        "Rp 1.500.000",
        "08.30 WITA",
        "23 November 2026",
        "👨‍👩‍👧‍👦🏴󠁧󠁢󠁥󠁮󠁧󠁿🙏🏽🇮🇩",
        "Kab. Kotabaru",
        "No. 12",
        "H. M. Zairullah",
        "dr. Siti",
        "S.Pd., M.Si.",
        "(Jl. Raya Batulicin)",
    ],
)
def test_what_belongs_together_stays_in_one_part(whole: str) -> None:
    for lead in range(1, 60, 3):
        text = f"{'a' * lead} {f'{whole} lalu ' * 8}"

        joined = "|".join(said(text, limit=60))

        assert joined.count(whole) == 8, joined


def test_the_link_and_the_hashtags_at_the_end_stay_together() -> None:
    closing = f"{LINK}\n#PasarMurah #TanahBumbu"

    for sentences in range(3, 9):
        found = said(f"{(SENTENCE * sentences).strip()}\n\n{closing}")

        assert found[-1].endswith(closing)
        assert found[-1] != closing


def test_what_a_colon_promises_follows_in_the_same_part() -> None:
    steps = "\n".join(f"{n}. Bawa berkas nomor {n} ke loket." for n in range(1, 9))

    for sentences in range(1, 6):
        text = f"{(SENTENCE * sentences).strip()}\n\nSyarat:\n{steps}"

        assert not any(part.endswith(":") for part in said(text))


def test_no_part_is_left_with_two_words() -> None:
    for count in range(50, 140):
        found = said(" ".join(["perbaikan"] * count))

        assert all(len(part.split()) > 2 for part in found)


def test_a_part_ends_where_a_person_ended_it() -> None:
    assert parts("Satu.", "Dua.") == ("Satu.\n\n1/2", "Dua.\n\n2/2")


def test_a_piece_that_is_too_long_is_split_once_more() -> None:
    found = said("Pengantar.", (SENTENCE * 5).strip())

    assert found[0] == "Pengantar."
    assert len(found) == 3


def test_ten_parts_are_the_most() -> None:
    assert len(parts(SENTENCE * 30)) == MOST_PARTS
    with pytest.raises(DoesNotFit):
        parts(SENTENCE * 31)
    with pytest.raises(DoesNotFit):
        parts(*["Satu."] * (MOST_PARTS + 1))


def test_bad_breaks_are_taken_before_a_thread_is_given_up() -> None:
    sentence = f"{'kata ' * 34}akhir. "  # one of them fits a part, two do not

    found = parts(sentence * 15)

    assert len(found) == MOST_PARTS


def test_no_sentence_is_broken_to_spare_a_part() -> None:
    short, long = f"Warga {'datang ' * 5}pagi. ", f"Warga {'datang ' * 34}pagi. "

    for part in said((short + long) * 5):
        assert part.endswith("pagi.")


DAYS_AND_PLACES = (
    "Petugas dari puskesmas akan berkeliling ke Jalan Ahmad Yani No. 12 RT 03 bersama "
    "Hj. Mariani untuk memeriksa 250 balita dan membagikan bantuan Rp 10.000 per anak "
    "pada Sabtu, 5 Desember 2026 mulai pukul 08.00 WITA sampai pukul 12.00 WITA dan "
    "warga dapat mendaftar paling lambat 3 Desember 2026 melalui Desa Sungai Danau "
    "dengan membawa 2 lembar salinan kartu keluarga"
)


@pytest.mark.parametrize("limit", range(110, 280, 7))
@pytest.mark.parametrize(
    "group",
    [
        "Jalan Ahmad Yani No. 12 RT 03",
        "Hj. Mariani",
        "250 balita",
        "Rp 10.000",
        "5 Desember 2026",
        "pukul 08.00 WITA",
        "paling lambat 3 Desember 2026",
        "Desa Sungai Danau",
        "2 lembar",
    ],
)
def test_words_that_belong_together_stay_in_one_part(limit: int, group: str) -> None:
    found = split(DAYS_AND_PLACES, length=weighted, limit=limit)

    assert any(group in part for part in found)


def test_a_word_longer_than_a_post_is_broken_inside() -> None:
    assert "".join(said("a" * 700)) == "a" * 700


def test_without_numbers_there_may_be_any_number_of_parts() -> None:
    found = split(SENTENCE * 60, length=weighted, limit=280)

    assert len(found) > MOST_PARTS
    assert " ".join(found) == (SENTENCE * 60).strip()
