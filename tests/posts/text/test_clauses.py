"""What a sentence loses that ends early: an addition, a detail, or its sense."""

import pytest

from crossposter.posts.text.clauses import Loss, leans_back, loss, only_dates, turns
from crossposter.posts.text.cut_points import Cut
from crossposter.posts.text.passage import Passage


def cut_behind(text: str, words: str) -> Cut:
    position = text.index(words) + len(words)
    return next(cut for cut in Passage(text).cuts if cut.position == position)


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("Jalan ditutup. Lewat Satui.", "ditutup.", Loss.NOTHING),
        ("Jalan ditutup. Kecuali untuk ambulans.", "ditutup.", Loss.TURN),
        ("Pasar dibuka, yang dinanti warga Satui.", "dibuka,", Loss.NOTHING),
        ("Pasar dibuka, yang dinanti sejak Senin.", "dibuka,", Loss.SENSE),
        ("Pasar dibuka, yang dihadiri 200 warga.", "dibuka,", Loss.DETAIL),
        ("Pasar murah dibuka bupati pagi.", "murah", Loss.WORDS),
        ("Warga membawa beras, gula dan garam.", "beras,", Loss.LIST),
        ("Jika hujan, acara yang ramai ditunda.", "hujan,", Loss.SENSE),
        ("Pendaftaran dibuka sampai 30 November.", "dibuka", Loss.SENSE),
    ],
)
def test_a_cut_is_ranked_by_what_goes(text: str, words: str, expected: Loss) -> None:
    assert loss(text, cut_behind(text, words)) is expected


def test_a_condition_is_the_last_thing_to_lose() -> None:
    assert max(Loss) is Loss.SENSE
    assert min(Loss) is Loss.NOTHING


@pytest.mark.parametrize(
    ("text", "leans"),
    [
        ("Hal itu disampaikan bupati.", True),
        ("Kegiatan ini terbuka.", True),
        ("Mereka hadir.", True),
        ("“Kami siap,” katanya.", True),
        ("Pasar murah dibuka.", False),
        ("Inisiatif warga didukung.", False),
    ],
)
def test_a_sentence_may_need_the_one_before(text: str, *, leans: bool) -> None:
    assert leans_back(text) is leans


@pytest.mark.parametrize(
    ("text", "position", "turned"),
    [("Buka. Namun terbatas.", 5, True), ("Buka. Gratis.", 5, False)],
)
def test_the_next_sentence_may_take_it_back(
    text: str, position: int, *, turned: bool
) -> None:
    cut = next(it for it in Passage(text).cuts if it.position == position)

    assert turns(text, cut) is turned


def test_a_dateline_alone_says_nothing() -> None:
    text = "Batulicin, 23 November 2026. Pasar murah dibuka."

    assert only_dates(text, cut_behind(text, "2026."))
    assert not only_dates(text, cut_behind(text, "dibuka."))
