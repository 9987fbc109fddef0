"""A whole text given in the wrong place comes back as its beginning."""

import pytest

from tests.support.desk import ADD, Desk

LONG = "Warga Satui diminta bersiap menghadapi banjir pasang malam ini. " * 60
WRONG = [
    (*ADD, "--source", LONG),
    (*ADD, "--source", "BPBD", "--category", LONG),
    (*ADD, "--source", "BPBD", "--to", LONG),
    (*ADD, "--source", "BPBD", "--at", LONG),
    (*ADD, "--source", "BPBD", "--expires", LONG),
    (*ADD, "--source", "BPBD", "--link", LONG),
    (*ADD, "--source", "BPBD", "--text", f"{LONG}=x"),
    (*ADD, "--source", "BPBD", "--classification", LONG),
    (*ADD, "--source", "BPBD", "--image", LONG),
    (*ADD, "--source", "BPBD", "--film", LONG),
    ("add", "--title", "A", "--source", "BPBD", "--body-file", LONG),
    ("list", "--status", LONG),
    ("list", "--source", LONG),
    ("pause", LONG),
    ("resume", LONG),
    ("report", "--week", LONG),
    ("--config", LONG, "list"),
    ("backup", LONG),
    ("init", LONG),
    ("resolve", "1", "--posted", LONG),
    ("preview", "1", "--output", LONG),
]


@pytest.mark.parametrize("arguments", WRONG, ids=lambda it: f"{it[-2]} of {it[0]}"[:40])
def test_an_error_repeats_no_more_than_a_beginning(
    monday: Desk, arguments: tuple[str, ...]
) -> None:
    if arguments[0] in {"resolve", "preview"}:
        monday.approved("--to", "x")
        monday.set_delivery(1, status="held", error="Ditahan")

    answer = monday(*arguments)

    assert answer.code == 1, answer
    assert answer.err.count("\n") == 1
    assert len(answer.err) < 700
