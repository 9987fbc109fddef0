"""A thread on the page: every part to the letter, each with its length."""

from dataclasses import replace

from crossposter.announcements.preview import Length, Reply
from tests.support.pages import Page
from tests.support.previews import HTML, PAGE, a_sheet, a_thread, a_view


def drawn(**values: object) -> Page:
    return Page(PAGE.draw(replace(a_sheet(), views=(a_thread(**values),))))


def test_every_part_is_a_post_of_its_own() -> None:
    page = PAGE.draw(replace(a_sheet(), views=(a_thread(),)))

    assert page.count("<article") == 3
    for number in ("1/3", "2/3", "3/3"):
        assert number in Page(page).text


def test_each_part_has_its_length() -> None:
    told = drawn().text

    assert "Panjang teks, karakter menurut hitungan X" in told
    assert "Bagian 1: 265 dari 280" in told
    assert "Bagian 3: 279 dari 280" in told


def test_a_part_that_is_nearly_full_looks_so() -> None:
    sheet = replace(a_sheet(), views=(a_thread(),))

    assert PAGE.draw(sheet).count('class="meter near"') == 2


def test_a_part_cannot_write_html() -> None:
    reply = Reply(text=HTML, length=Length(used=1, limit=280))
    sheet = replace(a_sheet(), views=(a_view("x", replies=(reply,)),))

    assert "<script" not in PAGE.draw(sheet)


def test_pictures_are_those_of_the_first_part() -> None:
    first, *others = a_thread().posts

    assert first.text == a_thread().text
    assert [post.text for post in others] == [it.text for it in a_thread().replies]
    assert all(not post.shots for post in others)
