"""One truth in preview: after approval every form of it shows the frozen post."""

from pathlib import Path

import pytest

from tests.support.desk import Desk
from tests.support.pages import Page


@pytest.fixture
def changed(monday: Desk) -> str:
    """Approved, and every template reads differently since."""
    key = str(monday.approved())
    for platform in ("facebook", "x", "instagram"):
        folder = monday.folder / "templates" / platform
        folder.mkdir(parents=True, exist_ok=True)
        for category in ("default", "berita"):
            text = "ANOTHER TEMPLATE {{ announcement.title }}\n"
            (folder / f"{category}.j2").write_text(text, encoding="utf-8")
    return key


def frozen(desk: Desk, key: str) -> dict[str, str]:
    rows = desk.done("show", key, "--json").values["deliveries"]
    return {each["channel"]: each["text"] for each in rows}


def test_the_terminal_shows_the_frozen_post(monday: Desk, changed: str) -> None:
    told = monday.done("preview", changed).out

    assert "ANOTHER TEMPLATE" not in told
    assert told.count("as it was approved") == 3
    for text in frozen(monday, changed).values():
        assert all(line in told for line in text.splitlines())


def test_programs_get_the_frozen_post(monday: Desk, changed: str) -> None:
    told = monday.done("preview", changed, "--json").values

    assert {each["channel"]: each["text"] for each in told} == frozen(monday, changed)
    assert all(each["length"] and each["media"] for each in told)


def test_the_page_shows_the_frozen_post(monday: Desk, changed: str) -> None:
    monday.done("preview", changed, "--html")

    page = Page(Path(f"preview-{changed}.html").read_text(encoding="utf-8"))
    assert "ANOTHER TEMPLATE" not in page.text
    for text in frozen(monday, changed).values():
        assert " ".join(text.split()) in page.text


def test_before_approval_the_template_of_now_counts(monday: Desk) -> None:
    key = str(monday.submitted())
    folder = monday.folder / "templates" / "x"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "default.j2").write_text("ANOTHER {{ announcement.title }}\n")
    (folder / "berita.j2").write_text("ANOTHER {{ announcement.title }}\n")

    assert "ANOTHER" in monday.done("preview", key).out


def test_a_channel_that_has_gone_from_the_configuration_is_no_obstacle(
    monday: Desk,
) -> None:
    key = str(monday.approved("--to", "facebook", "--to", "x"))
    text = (monday.folder / "config.yaml").read_text(encoding="utf-8")
    start, end = text.index("  x:\n"), text.index("  instagram:\n")
    monday.configure(text[start:end], "")

    assert [
        each["channel"] for each in monday.done("preview", key, "--json").values
    ] == ["facebook"]


def test_the_page_says_whose_it_is(monday: Desk) -> None:
    key = str(monday.submitted("--valid-until", "2026-12-05", "--category", "layanan"))
    monday.done("preview", key, "--html")

    page = Page(Path(f"preview-{key}.html").read_text(encoding="utf-8"))
    author = monday.done("show", key, "--json").values["author"]
    for told in (
        "Sumber: Badan Penanggulangan Bencana Daerah",
        "Kategori: layanan",
        f"Penulis: {author}",
        f"Diajukan oleh: {author}",
        "Berlaku sampai",
        "Menyetujui,",
    ):
        assert told in page.text
