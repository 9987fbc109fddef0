"""A post's text as HTML: what is folded, what can be clicked, what stays a text."""

import pytest

from crossposter.announcements.preview.markup import (
    domain,
    first_link,
    head,
    marked,
    web,
)
from crossposter.channels.platform import Fold


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("satu dua tiga", None),
        ("satu dua tiga.", "satu dua"),
        ("satu dua, tiga empat", "satu dua"),
        ("satu dua tiga \n\n", None),
    ],
)
def test_a_fold_falls_between_words_and_only_where_something_is_hidden(
    text: str, shown: str | None
) -> None:
    assert head(text, Fold(most=13)) == shown


def test_lines_fold_a_text_before_its_length_does() -> None:
    assert head("a\nb\nc\nd", Fold(most=100, lines=2)) == "a\nb"
    assert head("a\nb", Fold(most=100, lines=2)) is None


def test_a_word_without_an_end_is_cut_between_whole_characters() -> None:
    family = "👨\u200d👩\u200d👧"

    assert head(family * 4, Fold(most=12)) == family * 2


def test_a_text_stays_to_the_letter() -> None:
    assert marked("<b>5 & 6</b>", links=True) == "&lt;b&gt;5 &amp; 6&lt;/b&gt;"


def test_links_can_be_clicked_where_the_platform_lets_them() -> None:
    text = "Lihat contoh.go.id #Satui @pemda"

    clicked, plain = marked(text, links=True), marked(text, links=False)

    assert '<a href="https://contoh.go.id" rel="noopener noreferrer">' in clicked
    assert "<a " not in plain
    for each in (clicked, plain):
        assert each.count('<span class="tag">') == 2


def test_a_hashtag_inside_an_address_is_part_of_the_address() -> None:
    assert "tag" not in marked("https://contoh.go.id/#daftar", links=False)


@pytest.mark.parametrize(
    ("address", "leads"),
    [
        ("contoh.go.id", "https://contoh.go.id"),
        ("HTTP://contoh.go.id", "HTTP://contoh.go.id"),
        ("javascript:alert(1)", "https://javascript:alert(1)"),
    ],
)
def test_an_address_leads_into_the_web_and_does_nothing_else(
    address: str, leads: str
) -> None:
    assert web(address) == leads


def test_a_domain_is_the_host_without_www() -> None:
    assert domain("https://www.tanahbumbukab.go.id/berita") == "tanahbumbukab.go.id"
    assert domain("https://[salah") == "https://[salah"


def test_the_first_link_is_the_one_a_card_is_made_of() -> None:
    assert (
        first_link("a https://satu.go.id b https://dua.go.id") == "https://satu.go.id"
    )
    assert first_link("tanpa tautan") is None
