"""A text that ends earlier: its links and hashtags are carried along."""

from crossposter.posts.text.cut_points import Cut
from crossposter.posts.text.passage import ELLIPSIS, FARTHEST, Excerpt, Passage

TEXT = "Pasar murah dibuka di Satui. Daftar di contoh.go.id #Satui #Murah"


def at(passage: Passage, words: str) -> Cut:
    position = passage.text.index(words) + len(words)
    return next(cut for cut in passage.cuts if cut.position == position)


def cut(passage: Passage, words: str, *, without: int = 0) -> Excerpt:
    return passage.excerpt(at(passage, words), without=without)


def test_what_stood_behind_the_cut_comes_along() -> None:
    excerpt = cut(Passage(TEXT), "Satui.")

    assert excerpt.text == "Pasar murah dibuka di Satui."
    assert excerpt.links == ("contoh.go.id",)
    assert excerpt.hashtags == ("#Satui", "#Murah")
    assert excerpt.body == "Pasar murah dibuka di Satui.\ncontoh.go.id"
    assert not excerpt.complete


def test_hashtags_go_from_the_last_one_on_and_are_counted() -> None:
    excerpt = cut(Passage(TEXT), "Satui.", without=1)

    assert (excerpt.hashtags, excerpt.lost) == (("#Satui",), 1)


def test_what_the_post_prints_already_is_not_repeated() -> None:
    passage = Passage(TEXT, printed="Lihat https://contoh.go.id #satui")

    excerpt = cut(passage, "Satui.")

    assert (excerpt.links, excerpt.hashtags) == ((), ("#Murah",))


def test_a_text_behind_which_only_tags_stand_is_complete() -> None:
    passage = Passage("Pasar murah dibuka. #Satui")

    excerpt = cut(passage, "dibuka.")

    assert (excerpt.text, excerpt.complete) == ("Pasar murah dibuka.", True)


def test_a_word_cut_trails_off_and_keeps_away_from_a_link() -> None:
    assert cut(Passage("Pasar murah dibuka bupati."), "murah").text == (
        f"Pasar murah{ELLIPSIS}"
    )
    assert cut(Passage("Lihat contoh.go.id untuk daftar lengkap"), "go.id").text == (
        f"Lihat contoh.go.id {ELLIPSIS}"
    )


def test_hashtags_beyond_the_allowed_number_stand_as_words() -> None:
    passage = Passage("#Satu dan #dua dan #tiga.", most=2)

    excerpt = passage.excerpt(passage.cuts[-1])

    assert (excerpt.text, excerpt.plain) == ("#Satu dan #dua dan tiga.", 1)


def test_a_later_beginning_says_that_something_is_missing() -> None:
    passage = Passage("Acara di a.go.id ramai. Pasar murah dibuka. Hal itu baik.")

    (later,) = passage.later()
    excerpt = later.excerpt(later.cuts[-1])

    assert excerpt.text.startswith(f"{ELLIPSIS} Pasar murah dibuka.")
    assert (excerpt.links, excerpt.complete) == (("a.go.id",), False)


def test_nothing_is_skipped_that_is_too_long() -> None:
    far = f"{'kata ' * (FARTHEST // 5)}akhir. Pasar murah dibuka."

    assert not list(Passage(far).later())


def test_an_empty_text_is_complete_at_once() -> None:
    passage = Passage("")

    assert passage.excerpt(passage.cuts[0]).complete
