"""What people see: whole links on narrow terminals, exact posts, quiet pipes."""

import re
import sys
from collections.abc import Callable

import pytest

from crossposter.cli.output import print_json, say
from tests.support.desk import ADD, Desk

LINK = "https://www.facebook.com/pemkab.tanahbumbu/posts/" + "pfbid0" * 14
TITLE = "Pemkab Tanah Bumbu menggelar pasar murah serentak di sepuluh kecamatan"
COLOUR = re.compile(r"\x1b\[[0-9;]*3[0-9]")
STYLE = re.compile(r"\x1b\[[0-9;]*m")


@pytest.fixture
def published(monday: Desk) -> Desk:
    return _published(monday, TITLE)


def _published(monday: Desk, title: str) -> Desk:
    monday.approved("--title", title)
    for key in (1, 2, 3):
        monday.set_delivery(
            key,
            status="published",
            permalink=f"{LINK}{key}",
            published_at="2026-11-23 00:00:00.000000",
        )
    return monday


@pytest.mark.parametrize("columns", [40, 80, 120])
def test_no_link_is_cut_or_wrapped_on_a_terminal(
    published: Desk, look: Callable[[int], None], columns: int
) -> None:
    look(columns)

    shown = STYLE.sub("", published.done("show", "1").out)

    assert [f"{LINK}{key}" in shown for key in (1, 2, 3)] == [True] * 3


@pytest.mark.parametrize("columns", [80, 120])
def test_a_table_fits_the_terminal_and_loses_no_word(
    published: Desk, look: Callable[[int], None], columns: int
) -> None:
    look(columns)

    shown = STYLE.sub("", published.done("list").out)

    assert max(map(len, shown.splitlines())) <= columns
    assert all(word in shown for word in TITLE.split())
    assert "3 published" in shown
    deliveries = STYLE.sub("", published.done("show", "1").out)
    assert "published  2026-11-23 11:00 WITA  2026-11-23 08:00 WITA" in deliveries


def test_nothing_is_wrapped_padded_or_coloured_in_a_pipe(monday: Desk) -> None:
    published = _published(monday, f"{TITLE} {TITLE} {TITLE}")

    for verb in (["list"], ["show", "1"], ["status"], ["preview", "1"], ["check"]):
        shown = published.done(*verb).out
        assert "\x1b" not in shown
        assert not re.search(r"[ \t]$", shown, re.MULTILINE)
    listed = published.done("list").out.splitlines()
    assert len(listed) == 2
    assert f"{TITLE} {TITLE} {TITLE}" in listed[1]


def test_colours_are_for_terminals_that_want_them(
    published: Desk, look: Callable[[int], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    look(80)
    assert COLOUR.search(published.done("list").out)

    monkeypatch.setenv("NO_COLOR", "1")

    assert not COLOUR.search(published.done("list").out)
    assert not COLOUR.search(published.done("show", "1").out)


def test_a_preview_shows_the_exact_post(
    monday: Desk, look: Callable[[int], None]
) -> None:
    look(80)
    long = "Jalur alternatif " + "a" * 200 + " lewat Desa Satui. "
    body = f"[bold]Penting[/bold] :warning: {long * 3}\n  baris kedua"
    key = str(monday.added("--body", body))

    posts = monday.done("preview", key, "--json").values
    shown = STYLE.sub("", monday.done("preview", key).out).replace("\n┊ ", "")

    assert len(posts) == 3
    read = " ".join(shown.replace("│", " ").split())
    assert all(" ".join(post["text"].split()) in read for post in posts)
    assert ":warning:" in shown
    assert "[bold]" in shown


def test_a_text_cannot_steer_the_terminal(monday: Desk) -> None:
    monday.approved("--to", "facebook")
    monday.set_delivery(1, error="Satu\x1b[2K\rDua\x07\nTiga\tEmpat", status="failed")

    for verb in (["show", "1"], ["status"]):
        shown = monday.done(*verb).out
        assert not set("\x1b\r\x07") & set(shown)
        assert "Tiga" in shown


def test_json_survives_a_terminal_without_utf8(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(type(sys.stdout), "encoding", "iso8859-1", raising=False)

    print_json({"title": "Siaga 🌊"})

    assert capsys.readouterr().out.isascii()


def test_a_line_may_have_several_styles(capsys: pytest.CaptureFixture[str]) -> None:
    say(("link: ", "dim"), "https://example.go.id")

    assert capsys.readouterr().out == "link: https://example.go.id\n"


def test_an_empty_list_says_how_to_begin(monday: Desk) -> None:
    assert "crossposter add --help" in monday.done("list").out
    assert monday.done("list", "--json").values == []
    monday.done(*ADD, "--source", "BPBD")
    assert "crossposter list" in monday.done("list", "--status", "rejected").out
    assert "crossposter list" in monday.done("list", "--source", "Satui").out
