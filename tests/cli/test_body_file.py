"""--body-file: what is read, and the line that tells what was cleaned."""

import io
import sys
from pathlib import Path

import pytest

from tests.support.desk import Desk
from tests.support.letters import letter, tampered

HEAD = ("add", "--title", "Pasar murah", "--source", "BPBD", "--to", "facebook")


def add(desk: Desk, file: str, data: bytes, *options: str) -> str:
    Path(file).write_bytes(data)
    return desk.done(*HEAD, "--body-file", file, *options).out


@pytest.mark.parametrize(
    ("file", "data", "told"),
    [
        ("a.txt", "Café “Satui”".encode("cp1252"), "a.txt: read as Windows-1252"),
        ("a.txt", "Café “Satui”".encode("utf-16"), "a.txt: read as UTF-16"),
        ("a.txt", "Café “Satui”".encode("utf-16-le"), "a.txt: read as UTF-16"),
        ("a.txt", "\uf0b7 Café “Satui”".encode(), "bullets of Word became •"),
        ("a.docx", letter("\uf0b7 Café “Satui”"), "bullets of Word became •"),
    ],
)
def test_what_was_cleaned_is_told_in_one_line(
    monday: Desk, file: str, data: bytes, told: str
) -> None:
    out = add(monday, file, data)

    assert told in out.splitlines()[0]
    assert "Café “Satui”" in out
    assert ("• Café" in out) is ("•" in told)


def test_nothing_is_told_of_an_ordinary_text(monday: Desk) -> None:
    assert add(monday, "a.txt", b"Satui").startswith("1  Pasar murah")
    assert add(monday, "a.docx", letter("Satui")).startswith("2  Pasar murah")


def test_the_line_stands_beside_json_and_not_in_it(monday: Desk) -> None:
    Path("a.txt").write_bytes(b"Caf\xe9 Satui")

    answer = monday.done(*HEAD, "--body-file", "a.txt", "--json")

    assert answer.values["body"] == "Café Satui"
    assert answer.err == "! a.txt: read as Windows-1252\n"


def test_an_edit_reads_and_tells_the_same(monday: Desk) -> None:
    key = str(monday.added("--to", "facebook"))
    Path("a.txt").write_bytes("Café Satui".encode("utf-16"))

    answer = monday.done("edit", key, "--body-file", "a.txt")

    assert answer.out.startswith("! a.txt: read as UTF-16\n")
    assert monday.done("show", key, "--json").values["body"] == "Café Satui"


def test_a_docx_comes_from_standard_input(
    monday: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    stdin = io.TextIOWrapper(io.BytesIO(letter("\uf0b7 Satui")))
    monkeypatch.setattr(sys, "stdin", stdin)

    out = monday.done(*HEAD, "--body-file", "-").out

    assert out.startswith("! standard input: bullets of Word became •\n")


def test_a_docx_may_be_larger_than_a_text(monday: Desk) -> None:
    noise = bytes(range(256)) * 4_000
    data = tampered(letter("Satui"), {"word/media/image1.png": noise}, packing=0)
    assert len(data) > 1_000_000

    assert "Satui" in add(monday, "a.docx", data)


def test_a_document_without_a_word_is_an_empty_body(monday: Desk) -> None:
    Path("a.docx").write_bytes(letter(""))

    sentence = monday.refused(*HEAD, "--body-file", "a.docx")

    assert "body is empty" in sentence
