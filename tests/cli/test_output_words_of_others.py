"""Whatever others wrote, every output shows it, and it does nothing there."""

import json
import re
import sqlite3
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rich.cells import cell_len

from crossposter.cli import COMMANDS
from tests.support.desk import Desk
from tests.support.strangers import (
    BREAKS,
    CONTROLS,
    MARK,
    few,
    require_harmless,
    require_same,
    require_visible,
    words,
)

EVERYTHING = "PALSU\x1b[2J\u202e\U000e0041\r\nPALSUNext: x\x85PALSU\u2028PALSU\x0bPALSU"
FIRST = re.compile(rf"^ {{0,3}}{MARK}", re.MULTILINE)  #: where our lines begin
ANNOUNCEMENT = (
    "title",
    "body",
    "link",
    "source",
    "area",
    "contact",
    "author",
    "reason",
)


def put(desk: Desk, table: str, values: Mapping[str, Any], where: str = "1") -> None:
    """Into rows as they are, whatever the program would say to it."""
    names = ", ".join(f"{name} = ?" for name in values)
    with sqlite3.connect(desk.folder / "crossposter.db") as writer:
        writer.execute(f"UPDATE {table} SET {names} WHERE {where}", (*values.values(),))  # noqa: S608  # our own
    writer.close()


@pytest.fixture
def office(monday: Desk) -> Desk:
    """An announcement with deliveries, one of which failed, and one that waits."""
    monday.approved("--to", "facebook", "--to", "x")
    monday.submitted("--to", "facebook")
    monday.done("pause", "x", "--reason", "listrik padam")
    monday.set_delivery(1, status="failed", error="ditolak")
    monday.set_delivery(
        2, status="published", published_at="2026-11-22 23:30:00.000000"
    )
    return monday


@pytest.fixture
def desk_with_drafts(monday: Desk) -> Desk:
    """One that is approved and one that waits, without pictures."""
    for verb in (monday.approved, monday.submitted):
        verb("--to", "facebook")
    return monday


def fill(desk: Desk, text: str) -> None:
    put(desk, "announcement", dict.fromkeys((*ANNOUNCEMENT, "submitted_by"), text))
    put(desk, "announcement", {"approved_by": text}, "id = 1")
    put(desk, "announcement", {"texts": json.dumps({"x": text})}, "id = 1")
    put(desk, "attachment", {"alt": text, "file": "posko.jpg"})
    put(desk, "delivery", {"error": text, "text": text})
    put(desk, "delivery", {"permalink": text}, "id = 2")
    put(desk, "channelstate", {"reason": text})
    put(desk, "event", {"detail": text, "actor": text})


@few(6)
@example(text=EVERYTHING)
@given(text=words())
def test_no_verb_that_shows_lets_them_steer(office: Desk, text: str) -> None:
    fill(office, text)

    for verb in (
        ("list",),
        ("show", "1"),
        ("show", "2"),
        ("status",),
        ("status", "--exit-code"),
        ("preview", "2"),
        ("check", "2"),
        ("check", "1"),
    ):
        answer = office(*verb)
        require_harmless(answer.out + answer.err)
    told = office.done("report").out
    require_visible(told)
    assert not FIRST.search(told), "a report sets their words in by four columns"


@few(6)
@example(text=f"PALSU{' ' * 79}PALSU{'.' * 79} PALSU {'PALSU ' * 30}")
@given(text=words(" " * 77, "PALSU" + "\u2800" * 75, "." * 76, most=20))
def test_no_row_of_a_terminal_is_all_theirs(
    office: Desk, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    """A terminal of 80 columns goes on in the next row, in its first column."""
    fill(office, text.replace("/", ""))
    put(office, "announcement", {"source": "BPBD", "author": "petugas"})

    with monkeypatch.context() as patch:
        patch.setenv("COLUMNS", "80")
        patch.setenv("TERM", "xterm-256color")
        for verb in (
            ["show", "1"],
            ["show", "2"],
            ["list"],
            ["status"],
            ["preview", "2"],
        ):
            patch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
            rows = on_screen(office(*verb).out)
            assert not FIRST.search(rows), rows


def on_screen(out: str) -> str:
    """Row by row, without the styles."""
    lines = re.sub(r"\x1b\[[0-9;]*m", "", out).split("\n")
    return "\n".join(row for line in lines for row in _rows(line))


def _rows(line: str) -> list[str]:
    rows = [""]
    for character in line:
        if cell_len(rows[-1] + character) > 80:
            rows.append("")
        rows[-1] += character
    return rows


@few(6)
@example(text=EVERYTHING)
@given(text=words())
def test_json_keeps_the_very_words(office: Desk, text: str) -> None:
    fill(office, text)

    shown = require_same(office.done("show", "1", "--json").out, text)
    assert shown["body"] == shown["texts"]["x"] == text
    require_same(office.done("list", "--json").out, text)
    require_same(office.done("status", "--json").out, text)
    require_same(office.done("preview", "2", "--json").out)
    require_same(office.done("report", "--json").out)
    require_same(office("check", "2", "--json").out)


@few(6)
@example(text=EVERYTHING)
@given(text=words("https://a.go.id", "@a", "#b", "https://a.go.id@b.example"))
def test_no_page_lets_them_steer(office: Desk, text: str) -> None:
    fill(office, text)

    for key in ("1", "2"):
        office.done("preview", key, "--html", "--output", "page.html")
        require_visible(_page("page.html"))
    office.done("report", "--html", "page.html")
    require_visible(_page("page.html"))


def _page(name: str) -> str:
    """A page as a browser reads it, to whom a tab is a blank like others."""
    return Path(name).read_text(encoding="utf-8").replace("\t", " ")


#: Options and arguments that take a text, with what makes them an otherwise good call.
OPTIONS: list[tuple[str, ...]] = [
    ("add", "--title", "?", "--source", "?", "--body", "?"),
    ("add", "--title", "?", "--source", "BPBD", "--body", "?"),
    *(
        ("add", "--title", "a", "--source", "BPBD", "--body", "b", option, "?")
        for option in (
            *(
                "--at",
                "--expires",
                "--valid-until",
                "--image",
                "--film",
                "--link",
                "--to",
            ),
            *(
                "--category",
                "--classification",
                "--area",
                "--contact",
                "--text",
                "--as",
            ),
            *("--alt", "--no-such-option"),
        )
    ),
    ("add", "--title", "a", "--source", "BPBD", "--body-file", "?"),
    ("edit", "2", "--source", "?"),
    ("edit", "2", "--image", "?"),
    ("edit", "2", "--text", "tiktok=?"),
    ("edit", "?"),
    ("list", "--status", "?"),
    ("list", "--source", "?"),
    ("show", "?"),
    ("preview", "2", "--output", "tiada/?"),
    ("reject", "2", "--reason", "?", "--as", "?"),
    ("withdraw", "2", "--reason", "?"),
    ("pause", "?"),
    ("pause", "x", "--reason", "?"),
    ("resume", "?"),
    ("resolve", "1", "--posted", "?"),
    ("retry", "?"),
    ("report", "--week", "?"),
    ("report", "--html", "tiada/?"),
    ("backup", "tiada/?"),
    ("check", "?"),
    ("init", "config.yaml/?"),
    ("init", "?"),
    ("sandbox", "--port", "?"),
    ("demo", "config.yaml/?"),
    ("--config", "?", "status"),
    ("--as", "?", "submit", "2"),
    ("--no-such-option=?", "list"),
    ("?",),
    ("show", "2", "?"),
]


def test_every_verb_has_a_bad_value() -> None:
    assert COMMANDS.keys() - {"run", "sources", "status", "submit", "approve"} <= {
        each[0] for each in OPTIONS
    } | {each[2] for each in OPTIONS if len(each) > 2}


@pytest.mark.parametrize("call", OPTIONS, ids=" ".join)
@few(1)
@example(text=EVERYTHING)
@given(text=words(most=6))
def test_a_value_that_comes_back_in_an_error_does_nothing(
    desk_with_drafts: Desk, call: tuple[str, ...], text: str
) -> None:
    answer = desk_with_drafts(
        *(word.replace("?", text.replace("\0", "")) for word in call)
    )

    assert answer.code in {0, 1, 2}
    require_harmless(answer.out + answer.err)


@few(6)
@example(text="PALSU\udce9\ud800\nPALSU")
@given(text=words("\udce9", "\ud83d"))
def test_what_is_no_text_is_told(office: Desk, text: str) -> None:
    answer = office("add", "--title", "a\udcff" + text)

    assert answer.code == 1
    require_harmless(answer.err)


def test_names_of_files_do_nothing(desk_with_drafts: Desk) -> None:
    """A copy of the database that others can read is told by its name."""
    for number, theirs in enumerate([*CONTROLS, *BREAKS, "\udce9"]):
        name = f"crossposter-{number}{theirs}{MARK}.tar.gz".replace("\0", "")
        (desk_with_drafts.folder / name).write_bytes(b"")
        (desk_with_drafts.folder / name).chmod(0o644)

    shown, listed = (desk_with_drafts.done("check", *it) for it in ([], ["--json"]))

    require_harmless(shown.out + shown.err)
    require_harmless(listed.out)
    assert shown.out.count(MARK) == 2 * (len(CONTROLS) + len(BREAKS) + 1)
    assert any("\udce9PALSU" in it for it in json.loads(listed.out)["warnings"])


@few(6)
@example(text=EVERYTHING, key="timezone")
@given(text=words(most=8), key=st.sampled_from(["timezone", "office", "staff", "x: y"]))
def test_a_configuration_with_their_words_does_nothing(
    office: Desk, text: str, key: str
) -> None:
    before = (office.folder / "config.yaml").read_text(encoding="utf-8")
    quoted = json.dumps(text)
    (office.folder / "salah.yaml").write_text(
        f"{before}\n{key}: {quoted}\n{quoted}: 1\n"
    )

    answer = office("--config", "salah.yaml", "check")

    assert answer.code == 1
    require_harmless(answer.err)
