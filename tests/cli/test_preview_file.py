"""preview --html: a page is written, named and opened, or one sentence says why not."""

import webbrowser
from pathlib import Path

import pytest

from tests.support.desk import Desk
from tests.support.pages import Page


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The addresses a browser was asked to open."""
    asked: list[str] = []

    def remember(address: str) -> bool:
        asked.append(address)
        return True

    monkeypatch.setattr(webbrowser, "open", remember)
    return asked


def test_the_page_is_written_into_this_folder_and_named(monday: Desk) -> None:
    key = monday.added()

    out = monday.done("preview", str(key), "--html").out

    assert out == f"Wrote preview-{key}.html\n"
    page = Page((monday.folder / f"preview-{key}.html").read_text(encoding="utf-8"))
    posts = monday.done("preview", str(key), "--json").values
    for post in posts:
        assert " ".join(post["text"].split()) in page.text
    assert page.elements["img"] == 2 * len(posts)
    assert "11.00 WITA" in page.text


def test_what_the_checks_object_to_stands_at_the_head(monday: Desk) -> None:
    key = monday.added("--title", "Rapat Senin, 24 November 2026")

    monday.done("preview", str(key), "--html")

    page = Page((monday.folder / f"preview-{key}.html").read_text(encoding="utf-8"))
    found = [each["sentence"] for each in monday("check", str(key), "--json").values]
    date = '"Senin, 24 November 2026": 2026-11-24'
    assert f"the title says {date} is a Selasa" in found
    assert f"judul menyebut {date} adalah hari Selasa" in page.text


def test_it_goes_where_it_is_wanted_and_replaces_what_was_there(monday: Desk) -> None:
    key = str(monday.added())
    file = monday.folder / "halaman.html"
    file.write_text("old")

    out = monday.done("preview", "--html", key, "--output", "halaman.html").out

    assert out == "Wrote halaman.html\n"
    assert file.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert not list(monday.folder.glob(".*unfinished"))


def test_a_browser_opens_the_file_itself(monday: Desk, opened: list[str]) -> None:
    key = monday.added()

    monday.done("preview", str(key), "--open")

    assert opened == [(monday.folder / f"preview-{key}.html").as_uri()]


def test_nothing_is_opened_unasked(monday: Desk, opened: list[str]) -> None:
    monday.done("preview", str(monday.added()), "--html")

    assert opened == []


@pytest.mark.parametrize("broken", [False, True], ids=["none", "error"])
def test_a_machine_without_a_browser_has_its_file_all_the_same(
    monday: Desk, monkeypatch: pytest.MonkeyPatch, broken: bool
) -> None:
    def fails(_address: str) -> bool:
        if broken:
            raise webbrowser.Error("could not locate runnable browser")
        return False

    monkeypatch.setattr(webbrowser, "open", fails)
    key = monday.added()

    out = monday.done("preview", str(key), "--open").out

    assert "no browser here" in out
    assert (monday.folder / f"preview-{key}.html").is_file()


def test_an_approved_post_is_shown_as_approved_when_its_picture_is_gone(
    monday: Desk,
) -> None:
    key = monday.approved()
    before = monday.done("preview", str(key), "--json").values[0]["text"]
    (monday.folder / "media" / "posko.jpg").unlink()

    monday.done("preview", str(key), "--html")

    page = Page((monday.folder / f"preview-{key}.html").read_text(encoding="utf-8"))
    assert " ".join(before.split()) in page.text
    assert "Isi beku" in page.text
    assert page.elements["img"] == 6


def test_what_cannot_be_written_is_one_sentence(monday: Desk) -> None:
    key = str(monday.added())

    said = monday.refused("preview", key, "--html", "--output", "nowhere/a.html")

    assert said == "nowhere/a.html cannot be written: No such file or directory"


def test_an_announcement_that_is_not_there_writes_no_page(monday: Desk) -> None:
    monday.refused("preview", "99", "--html")

    assert not list(monday.folder.glob("*.html"))


def test_json_and_a_page_do_not_go_together(monday: Desk) -> None:
    key = str(monday.added())

    answer = monday("preview", key, "--html", "--json")

    assert answer.code == 2
    assert not list(Path(monday.folder).glob("*.html"))
