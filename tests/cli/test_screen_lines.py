"""Narrow screens: no word is cut, commands and links stay whole, rows stack."""

import os
import pty
import re
import subprocess
import sys
from collections.abc import Callable
from fcntl import ioctl
from struct import pack
from termios import TIOCSWINSZ

import pytest

from crossposter.__main__ import run
from tests.support.checkout import ROOT
from tests.support.desk import Desk

TITLES = (
    (
        "Pemkab Tanah Bumbu Gelar Pasar Murah Serentak di Sepuluh Kecamatan Menjelang"
        " Hari Raya Natal dan Tahun Baru"
    ),
    (
        "Pengumuman Pemadaman Bergilir Ketenagalistrikan untuk Pemeliharaan Jaringan di"
        " Kecamatan Karang Bintang"
    ),
    "Pertanggungjawaban penyelenggaraan ketenagakerjaan",
)
BODY = (
    "Pemerintah Kabupaten Tanah Bumbu menggelar pasar murah serentak di sepuluh"
    " kecamatan pada Jumat, 4 Desember 2026. Warga dapat membeli beras, minyak goreng"
    " dan gula dengan harga di bawah harga pasar.\n\nSetiap kepala keluarga membawa"
    " fotokopi KTP dan tas belanja sendiri."
)
LINK = "https://mediacenter.tanahbumbukab.go.id/berita/2026/12/pasar-murah-serentak"
STYLE = re.compile(r"\x1b\[[0-9;]*m")
Look = Callable[[int], None]


@pytest.fixture
def busy(monday: Desk) -> Desk:
    """An approved, a submitted and a draft announcement, all with long titles."""
    for title in TITLES:
        monday.added("--title", title, "--body", BODY, "--link", LINK)
    monday.done("submit", "1")
    monday.done("submit", "2")
    monday.done("approve", "1")
    return monday


def plain(text: str) -> list[str]:
    return STYLE.sub("", text).splitlines()


def words(text: str) -> list[str]:
    return STYLE.sub("", text).replace("│", " ").split()


def too_wide(rows: list[str], columns: int) -> list[str]:
    """Rows that the terminal would break, but for single links and commands."""
    units = re.compile(
        r"^[\s│┊]*(?:\w+: )?(?:`[^`]+`|chmod .+|https?://\S+|/\S+)[,.]?$"
    )
    return [row for row in rows if len(row) > columns and not units.match(row)]


COMMANDS = [["list"], ["show", "1"], ["status"], ["preview", "1"], ["check"]]


@pytest.mark.parametrize("verb", COMMANDS, ids=" ".join)
def test_no_word_is_cut_and_none_is_lost(
    busy: Desk, look: Look, verb: list[str]
) -> None:
    whole = busy.done(*verb).out
    wanted = {it.casefold() for it in words(whole) if not it.isupper() and it != "–"}

    for columns in (30, 40, 60, 80):
        look(columns)
        shown = busy.done(*verb).out
        assert not too_wide(plain(shown), columns)
        assert not wanted - {word.casefold() for word in words(shown)}


def test_a_list_has_date_author_and_next_time(busy: Desk, look: Look) -> None:
    author = busy.done("list", "--json").values[0]["author"]

    for columns in (40, 60, 80, 200):
        look(columns)
        shown = STYLE.sub("", busy.done("list").out)
        assert shown.count("2026-11-23") >= len(TITLES)
        assert shown.count(author) >= len(TITLES)
        assert "2026-11-23 11:00 WITA" in shown
        assert "3 scheduled" in shown


def test_a_list_in_a_pipe_is_a_table_with_everything(busy: Desk) -> None:
    head, *rows = busy.done("list").out.splitlines()

    assert head.split() == (
        ["ID", "STATUS", "TITLE", "SOURCE", "AUTHOR", "DATE", "DELIVERIES", "NEXT"]
    )
    assert [TITLES[2] in rows[0], TITLES[1] in rows[1], TITLES[0] in rows[2]] == (
        [True] * 3
    )


@pytest.mark.parametrize("columns", [30, 40, 60])
def test_commands_and_links_can_be_copied(busy: Desk, look: Look, columns: int) -> None:
    look(columns)

    status = STYLE.sub("", busy.done("status").out)
    shown = STYLE.sub("", busy.done("show", "1").out)

    for command in (
        "crossposter preview 2",
        "crossposter approve 2",
        "crossposter reject 2 --reason WHY",
        "crossposter run",
    ):
        assert any(command in row for row in status.splitlines()), command
    assert any(LINK in row for row in shown.splitlines())


def test_every_row_of_a_post_stands_behind_its_bar(monday: Desk, look: Look) -> None:
    look(40)
    key = str(monday.added("--to", "facebook", "--title", TITLES[0], "--body", BODY))
    text = monday.done("preview", key, "--json").values[0]["text"]

    rows = plain(monday.done("preview", key).out)

    barred = [row.removeprefix("│").removeprefix(" ") for row in rows if row[:1] == "│"]
    assert " ".join(" ".join(barred).split()) == " ".join(text.split())
    begun = [row for row in barred if not row.startswith("  ")]
    assert len(begun) == len(text.split("\n")), "rows and lines look alike"


def test_what_others_wrote_holds_no_commands_and_no_long_leaps(
    monday: Desk, look: Look
) -> None:
    look(40)
    body = "`Warga` diminta `bersiap\tmenghadapi banjir\tpasang` " + "malam ini " * 30
    key = str(monday.added("--body", body))

    for verb in ("show", "preview"):
        shown = monday.done(verb, key).out
        assert not too_wide(plain(shown), 40)
        assert "\t" not in shown


@pytest.mark.parametrize(
    ("asked", "broken"), [("40", True), ("80", False), ("", False), ("x", False)]
)
def test_a_pipe_has_no_edge_but_a_narrow_one_that_was_asked_for(
    busy: Desk, monkeypatch: pytest.MonkeyPatch, asked: str, broken: bool
) -> None:
    monkeypatch.setenv("COLUMNS", asked)

    told = busy("approve", "3").err
    listed = busy.done("list").out

    assert (told.count("\n") > 1) is broken
    assert (len(listed.splitlines()) > len(TITLES) + 1) is broken


def test_a_report_becomes_blocks_where_its_tables_have_no_room(
    busy: Desk, look: Look
) -> None:
    whole = busy.done("report", "--week", "2026-W48").out

    for columns in (30, 40, 60):
        look(columns)
        shown = busy.done("report", "--week", "2026-W48").out
        assert not too_wide(plain(shown), columns)
        assert set(re.findall(r"[0-9]+", shown)) == set(re.findall(r"[0-9]+", whole))
    assert max(map(len, whole.splitlines())) <= 78


def test_errors_are_broken_between_words_too(
    busy: Desk, look: Look, monkeypatch: pytest.MonkeyPatch
) -> None:
    sentence = busy("approve", "3").err
    look(40)

    told = busy("approve", "3").err

    assert " ".join(told.split()) == " ".join(sentence.split())
    assert max(map(len, told.splitlines())) <= 40
    assert "`crossposter submit 3`" in told


@pytest.mark.parametrize("verb", [[], ["add"], ["check"], ["resolve"], ["preview"]])
def test_help_fits_a_narrow_screen(
    look: Look, capsys: pytest.CaptureFixture[str], verb: list[str]
) -> None:
    look(40)

    assert run([*verb, "--help"]) == 0

    rows = capsys.readouterr().out.splitlines()
    wide = [row for row in rows if len(row) > 40]
    assert not [row for row in wide if not _is_example(row)]


def _is_example(row: str) -> bool:
    return row.startswith(("    crossposter", "        --"))


@pytest.mark.parametrize("verb", [["add"], ["edit", "1"]])
def test_of_a_long_body_only_the_beginning_comes_back(
    monday: Desk, verb: list[str]
) -> None:
    monday.added()
    long = "Pasar murah. " * 400 + "Akhir."
    given = ["--title", "Pasar", "--source", "BPBD"] if verb == ["add"] else []

    shown = monday.done(*verb, *given, "--body", long).out

    assert len(shown) < 1500
    assert "Akhir." not in shown
    assert "more characters" in shown
    assert "Akhir." in monday.done("show", "2" if verb == ["add"] else "1").out


def test_a_real_terminal_is_asked_how_wide_it_is(busy: Desk) -> None:
    ours, theirs = pty.openpty()
    ioctl(theirs, TIOCSWINSZ, pack("HHHH", 24, 40, 0, 0))
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)}
    with os.fdopen(ours, "rb", buffering=0) as screen:
        process = subprocess.Popen(
            [sys.executable, "-m", "crossposter", "list"],
            cwd=busy.folder,
            env=environment | {"TERM": "xterm", "LANG": "C.UTF-8"},
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
        )
        os.close(theirs)
        shown = _read(screen).decode()
        assert process.wait(60) == 0

    rows = plain(shown.replace("\r", ""))
    assert rows
    assert not too_wide(rows, 40)


def _read(screen: object) -> bytes:
    written = b""
    while True:
        try:
            piece = screen.read(4096)  # type: ignore[attr-defined]
        except OSError:  # the other end is closed
            return written
        if not piece:
            return written
        written += piece
