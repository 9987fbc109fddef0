"""--text: the exact words of one channel, on the command line."""

import pytest

from tests.support.desk import ADD, PICTURE, Desk

WORDS = "Siaga! Pusdalops 0518-70000."


def test_a_text_is_shown_and_previewed_with_its_price(monday: Desk) -> None:
    arguments = (*ADD, "--source", "BPBD", *PICTURE, "--text", f"x={WORDS}")
    key = str(monday.done(*arguments, "--json").values["id"])

    assert f"text for x:\n│ {WORDS}" in monday.done("show", key).out
    told = monday.done("preview", key).out
    assert f"x  {len(WORDS)} of 280 characters, 0.015 USD\n│ {WORDS}\n" in told
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


SENTENCE = "Pasar murah digelar di halaman kantor kecamatan mulai pukul 08.00 WITA. "


def test_a_thread_is_previewed_post_by_post(monday: Desk) -> None:
    monday.configure("  x:\n", "  x:\n    overflow: thread\n")
    key = str(monday.added("--text", f"x={SENTENCE * 6}\n---\nSampai jumpa di sana!"))

    told = monday.done("preview", key).out
    [post] = [
        each
        for each in monday.done("preview", key, "--json").values
        if each["channel"] == "x"
    ]

    assert "x  3 posts, the longest 220 of 280 characters, 0.045 USD\n" in told
    assert "post 3: 26 characters\n│ Sampai jumpa di sana!\n│\n│ 3/3\n" in told
    assert [each["length"] for each in post["parts"]] == [220, 220, 26]
    assert post["text"] == "\n\n".join(each["text"] for each in post["parts"])
    assert post["findings"] == monday.done("check", key, "--json").values


def test_without_threads_a_text_that_is_too_long_is_refused(monday: Desk) -> None:
    key = str(monday.added("--text", f"x={SENTENCE * 6}"))

    assert "characters and may have 280" in monday.refused("submit", key)


def test_the_link_goes_into_a_reply(monday: Desk) -> None:
    monday.configure("  x:\n", "  x:\n    links: reply\n")
    key = str(monday.added("--link", "https://bpbd.example.go.id/siaga"))

    told = monday.done("preview", key).out

    reply = "│ Siaga banjir\n│ Selengkapnya: https://bpbd.example.go.id/siaga\n"
    assert f"post 2: 50 characters\n{reply}" in told
    assert "0.215 USD" in told
