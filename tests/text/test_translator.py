"""Translations: from the catalogues, filled with numbers as their readers write them."""

from decimal import Decimal

from crossposter.text.messages import phrase, phrase_in
from crossposter.text.translator import translator

ID, EN = translator("id"), translator("en")


def test_a_sentence_of_ours_is_translated_and_nothing_else() -> None:
    assert ID(phrase("Not yet")) == "Belum"
    assert EN(phrase("Not yet")) == "Not yet"
    assert ID("Not yet") == "Not yet"


def test_what_nobody_has_translated_stays_english() -> None:
    assert ID(phrase("Nobody has translated {this}", this="it")) == (
        "Nobody has translated it"
    )


def test_a_language_without_a_catalogue_is_english() -> None:
    assert translator("jv")(phrase("Not yet")) == "Not yet"


def test_one_english_word_can_be_two_words() -> None:
    assert ID(phrase_in("column", "No")) == "No"
    assert ID(phrase_in("answer", "No")) == "Tidak"
    assert EN(phrase_in("answer", "No")) == "No"


def test_what_stands_in_a_sentence_is_translated_too() -> None:
    said = phrase("Solved: {what}", what=phrase("The disk is full"))

    assert said == "Solved: The disk is full"
    assert ID(said) == "Selesai: Disk penuh"


def test_what_others_wrote_is_put_in_as_it_stands() -> None:
    said = phrase("Public under the title: {title}", title="{0} {title.x} Not yet")

    assert ID(said) == "Sudah terbit dengan judul: {0} {title.x} Not yet"


def test_numbers_are_written_as_their_readers_write_them() -> None:
    said = phrase(
        "{a:,} {b:.1f} {c:f} {d} {e:>3}",
        a=1234567,
        b=2.25,
        c=Decimal("1.50"),
        d="1.5",
        e="1,5",
    )

    assert EN(said) == said == "1,234,567 2.2 1.50 1.5 1,5"
    assert ID(said) == "1.234.567 2,2 1,50 1.5 1,5"


def test_a_catalogue_is_read_once() -> None:
    assert translator("id") is translator("id")
