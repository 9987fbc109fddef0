"""What cannot be an announcement is refused in a sentence, and nothing is kept."""

import io
import os
import sys
from pathlib import Path

import pytest

from crossposter.database.models import AnnouncementStatus, Category
from tests.support.desk import ADD, Desk

BPBD = ("--source", "BPBD")


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--source", "BPDB"), ["BPDB", "did you mean BPBD?"]),
        (("--source", "Kelurahan Lain"), ["Kelurahan Lain", "config.yaml"]),
        ((*BPBD, "--to", "facebok"), ["no channel 'facebok'", "facebook?"]),
        ((*BPBD, "--to", "tiktok"), ["tiktok", "facebook, x, instagram"]),
        ((*BPBD, "--category", "pengumumam"), ["did you mean pengumuman?"]),
        ((*BPBD, "--category", "xyz"), ["xyz", "choose from berita, pengumuman"]),
        ((*BPBD, "--title", "  "), ["title is empty", "--title"]),
        ((*BPBD, "--title", "a" * 301), ["301 characters", "300"]),
        ((*BPBD, "--body", " \n"), ["body is empty", "--body-file"]),
        ((*BPBD, "--body", "a" * 100_001), ["100,001 characters", "100,000"]),
        ((*BPBD, "--link", "mc.example.go.id"), ["no web address", "https://"]),
        ((*BPBD, "--link", "javascript:alert(1)"), ["no web address"]),
        ((*BPBD, "--link", "https://a b.go.id"), ["no web address"]),
        ((*BPBD, "--link", "https://[::1"), ["no web address"]),
        ((*BPBD, "--to", "instagram"), ["instagram takes no post without a picture"]),
        ((*BPBD, "--alt", "Posko"), ["--alt", "give the --image"]),
        (
            (*BPBD, "--image", "posko.jpg", "--alt", "a", "--alt", "b"),
            ["2 --alt for 1 --image"],
        ),
        ((*BPBD, "--body-file", "text.txt"), ["--body or with --body-file, not with"]),
    ],
)
def test_a_wrong_value_is_named_with_what_to_write_instead(
    monday: Desk, options: tuple[str, ...], words: list[str]
) -> None:
    sentence = monday.refused(*ADD, *options)

    assert all(word in sentence for word in words), sentence


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--at", "2026-02-30 08:00"), ["calendar has no 2026-02-30"]),
        (("--at", "2026-11-24 25:00"), ["25:00", "23:59"]),
        (("--at", "tomorrow"), ['"tomorrow"', "2026-11-24 08:00"]),
        (("--at", "24-11-2026 08:00"), ["write 2026-11-24 08:00"]),
        (("--at", "2026-11-23 07:00"), ["in the past", "2026-11-23 08:00 WITA"]),
        (("--at", "2026-11-24 23:00"), ["blackouts", "--at", "--urgent"]),
        (("--expires", "2026-11-22 08:00"), ["in the past"]),
        (("--expires", "now"), ["expired already", "--expires"]),
        (
            ("--at", "2026-11-25 08:00", "--expires", "2026-11-24 08:00"),
            ["expire before it is due"],
        ),
    ],
)
def test_a_time_that_cannot_be_is_refused_with_one_that_can(
    monday: Desk, options: tuple[str, ...], words: list[str]
) -> None:
    sentence = monday.refused(*ADD, *BPBD, *options)

    assert all(word in sentence for word in words), sentence


def test_an_urgent_announcement_may_ask_for_a_time_in_a_blackout(monday: Desk) -> None:
    answer = monday.done(*ADD, *BPBD, "--urgent", "--at", "2026-11-24 23:00", "--json")

    assert answer.values["at"] == "2026-11-24T15:00:00Z"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (None, ["text.txt cannot be read", "No such file"]),
        (b"caf\xe9\x81", ["text.txt is no text", "save it as UTF-8"]),
        (b"{\\rtf1 Siaga}", ["text.txt is an RTF file", "save it as .docx"]),
        (b"PK\x03\x04", ["text.txt is damaged", "save it again"]),
        (b"PK\x03\x04" + bytes(25_000_000), ["larger than 25 MB", "--image"]),
        (b"", ["body is empty"]),
        (b"Siaga\0banjir", ["zero byte"]),
        (b"a" * 400_001, ["too long", "100,000 characters"]),
    ],
)
def test_a_body_file_that_is_no_text_is_refused(
    monday: Desk, content: bytes | None, words: list[str]
) -> None:
    if content is not None:
        Path("text.txt").write_bytes(content)

    sentence = monday.refused(*ADD[:3], *BPBD, "--body-file", "text.txt")

    assert all(word in sentence for word in words), sentence


def test_a_folder_is_no_body_file(monday: Desk) -> None:
    sentence = monday.refused(*ADD[:3], *BPBD, "--body-file", "media")

    assert "media cannot be read: Is a directory" in sentence


def test_a_missing_body_is_asked_for(monday: Desk) -> None:
    sentence = monday.refused(*ADD[:3], *BPBD)

    assert "body is missing: give it with --body or --body-file" in sentence


def test_the_body_comes_from_standard_input(
    monday: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "\ufeffPosko dibuka.\nDi Satui."
    stdin = io.TextIOWrapper(io.BytesIO(text.encode()))
    monkeypatch.setattr(sys, "stdin", stdin)

    answer = monday.done(*ADD[:3], *BPBD, "--body-file", "-", "--json")

    assert answer.values["body"] == "Posko dibuka.\nDi Satui."


def test_a_closed_standard_input_is_told(
    monday: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", None)

    sentence = monday.refused(*ADD[:3], *BPBD, "--body-file", "-")

    assert "no standard input" in sentence


def test_an_argument_that_is_no_utf8_is_told(monday: Desk) -> None:
    sentence = monday.refused(*ADD, *BPBD, "--link", "caf\udce9")

    assert "is not written in UTF-8" in sentence


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ((), ["nothing to change", "--title"]),
        (("--source", "BPDB"), ["did you mean BPBD?"]),
        (("--body", ""), ["body is empty"]),
        (("--image", "posko.jpg", "--no-images"), ["--image or --no-images"]),
        (("--no-images", "--alt", "Posko"), ["give the --image"]),
        (("--to", "instagram", "--no-images"), ["without a picture"]),
        (("--expires", "now"), ["expired already"]),
    ],
)
def test_a_wrong_edit_changes_nothing(
    monday: Desk, options: tuple[str, ...], words: list[str]
) -> None:
    key = monday.approved()

    sentence = monday.refused("edit", str(key), *options)

    assert all(word in sentence for word in words), sentence


def test_an_edit_takes_old_values_away(monday: Desk) -> None:
    link = ("--link", "https://bpbd.example.go.id")
    key = monday.added(*link, "--at", "2026-11-24 08:00", "--to", "facebook")

    answer = monday.done(
        "edit", str(key), "--link", "", "--at", "", "--to", "all", "--json"
    )

    assert answer.values["link"] is None
    assert answer.values["at"] is None
    assert answer.values["channels"] is None
    assert answer.values["title"] == "Siaga banjir"


@pytest.mark.parametrize("verb", ["show", "preview", "submit", "approve", "withdraw"])
@pytest.mark.parametrize("number", ["7", "0", "2147483647"])
def test_an_unknown_announcement_is_told(monday: Desk, verb: str, number: str) -> None:
    sentence = monday.refused(verb, number)

    assert f"there is no announcement {number}" in sentence
    assert "crossposter list" in sentence


@pytest.mark.parametrize("number", ["tujuh", "1.5", "99999999999999999999"])
def test_a_number_that_is_none_is_wrong_usage(monday: Desk, number: str) -> None:
    answer = monday("show", number)

    assert answer.code == 2
    assert "Invalid value for 'ID'" in answer.err


def test_the_help_names_every_category_and_every_status(monday: Desk) -> None:
    categories, statuses = monday.done("add", "-h").out, monday.done("list", "-h").out

    assert all(word in categories for word in Category)
    assert all(word in statuses for word in AnnouncementStatus)


def test_an_unknown_status_is_told(monday: Desk) -> None:
    assert "did you mean approved?" in monday.refused("list", "--status", "aproved")


def test_a_pipe_nobody_writes_into_is_told_and_not_waited_for(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("crossposter.cli.body_file._PATIENCE", 0.1)
    os.mkfifo(desk.folder / "pipa")

    sentence = desk.refused(
        "add", "--title", "Judul", "--source", "BPBD", "--body-file", "pipa"
    )

    assert sentence.startswith("nobody writes into pipa")


def test_a_pipe_somebody_writes_into_is_read(desk: Desk) -> None:
    reader, writer = os.pipe()
    os.write(writer, b"Warga diminta waspada.")
    os.close(writer)
    options = ("--title", "Judul", "--source", "BPBD", "--to", "facebook", "--json")

    answer = desk.done("add", *options, "--body-file", f"/dev/fd/{reader}")

    os.close(reader)
    assert answer.values["body"] == "Warga diminta waspada."
