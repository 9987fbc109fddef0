"""--text: the exact words of one channel, on the command line."""

import pytest

from tests.cli.desk import ADD, PICTURE, Desk

WORDS = "Siaga! Pusdalops 0518-70000."


def test_a_text_is_shown_and_previewed_with_its_price(monday: Desk) -> None:
    arguments = (*ADD, "--source", "BPBD", *PICTURE, "--text", f"x={WORDS}")
    key = str(monday.done(*arguments, "--json").values["id"])

    assert f"text for x: {WORDS}" in monday.done("show", key).out
    told = monday.done("preview", key).out
    assert f"x  {len(WORDS)} of 280 characters, 0.015 USD\n{WORDS}\n" in told
    values = {
        each["channel"]: each for each in monday.done("preview", key, "--json").values
    }
    assert (values["x"]["text"], values["x"]["price"]) == (WORDS, "0.015")
    assert values["facebook"]["price"] is None


def test_an_equals_sign_in_the_text_stays_and_an_empty_text_goes(monday: Desk) -> None:
    arguments = (*ADD, "--source", "BPBD", "--text", "x=a=b", "--text", "facebook=c")
    key = str(monday.done(*arguments, "--json").values["id"])

    values = monday.done("edit", key, "--text", "facebook=", "--json").values

    assert values["texts"] == {"x": "a=b"}


@pytest.mark.parametrize("given", ["Siaga!", "=Siaga!"])
def test_a_text_without_its_channel_is_refused(monday: Desk, given: str) -> None:
    said = monday.refused(*ADD, "--source", "BPBD", "--text", given)

    assert "say which channel the text is for" in said
