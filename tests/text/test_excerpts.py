"""What was typed comes back as a beginning; what the program says stays whole."""

import pytest

from crossposter.text.excerpts import excerpt, shortened

LONG = "Pasar murah di Satui. " * 40


def test_a_short_text_stays() -> None:
    assert excerpt("Pasar murah") == "Pasar murah"


def test_a_long_one_ends_at_a_word_and_says_how_much_is_missing() -> None:
    short = excerpt(LONG)

    assert short.startswith("Pasar murah di Satui. Pasar murah")
    beginning, _, rest = short.partition(" … ")
    assert LONG[len(beginning)] == " "
    assert rest == f"({len(LONG) - len(beginning)} more characters)"


@pytest.mark.parametrize(
    ("before", "echo", "after"),
    [
        ("there is no category '", LONG, "': choose from berita, pengumuman"),
        ('"', LONG, '" is not a date and time; write for example 2026-11-24 08:00'),
        ("Got unexpected extra argument(s) (", LONG, ")"),
        ("No such option: ", "x" * 400, ""),
    ],
)
def test_only_the_echo_in_a_sentence_is_shortened(
    before: str, echo: str, after: str
) -> None:
    assert shortened(before + echo + after) == before + excerpt(echo) + after


def test_apostrophes_are_no_quotation_marks() -> None:
    sentence = (
        "Facebook's answer was lost, so the post may be public: the account is read"
        " before anything else is sent, and the page's own list of posts counts, not"
        " what the office's people remember."
    )

    assert shortened(sentence) == sentence
