"""The keys of --json are a promise to other programs; nothing else is on stdout."""

from datetime import datetime
from typing import Any

import pytest

from crossposter import cli
from tests.support.desk import ADD, Desk

LISTED_DELIVERY = {
    "id", "channel", "platform", "status", "title", "due_at", "next_at", "published_at",
    "remote_id", "permalink", "attempts", "error",
}  # fmt: skip
DELIVERY = LISTED_DELIVERY | {"text", "parts", "media"}
LISTED = {
    "id", "title", "status", "source", "category", "link", "urgent", "channels", "at",
    "left_out",
    "expires_at", "valid_until", "classification", "area", "contact", "author", "created_at",
    "updated_at", "submitted_by", "approved_by", "approved_at", "reason", "deliveries",
}  # fmt: skip
SHOWN = LISTED | {"body", "texts", "images", "history"}
PREVIEW = {
    "channel", "platform", "text", "length", "limit", "price", "media", "problems",
    "parts", "findings", "code",
}  # fmt: skip
PICTURE = {"name", "mime", "width", "height", "alt", "sha256"}
LANE = {"channel", "paused", "reason", "until", "due", "next_due_at", "late"} | {
    "waiting_since",
    "except_urgent",
}


@pytest.fixture
def key(monday: Desk) -> str:
    return str(monday.approved("--link", "https://bpbd.example.go.id/siaga"))


def test_show_has_its_keys(monday: Desk, key: str) -> None:
    values = monday.done("show", key, "--json").values

    assert set(values) == SHOWN
    assert [set(each) for each in values["deliveries"]] == [DELIVERY] * 3
    assert [set(each) for each in values["images"]] == [{"file", "alt"}]


def test_list_has_no_texts(monday: Desk, key: str) -> None:
    (listed,) = monday.done("list", "--json").values

    assert set(listed) == LISTED
    assert [set(each) for each in listed["deliveries"]] == [LISTED_DELIVERY] * 3


def test_preview_has_its_keys(monday: Desk, key: str) -> None:
    values = monday.done("preview", key, "--json").values

    assert [set(each) for each in values] == [PREVIEW] * 3
    assert [set(each["media"][0]) for each in values] == [PICTURE] * 3
    x = next(each for each in values if each["platform"] == "x")
    assert x["length"] < len(x["text"]), "a link counts 23, whatever its length"
    assert x["limit"] == 280


def test_status_has_its_keys(monday: Desk, key: str) -> None:
    monday.done("pause", "x")
    monday.set_delivery(1, status="failed")
    monday.submitted()

    values = monday.done("status", "--json").values

    assert set(values) == {"daemon", "lanes", "attention"}
    assert set(values["daemon"]) == {"running", "since", "heartbeat_at"}
    assert [set(each) for each in values["lanes"]] == [LANE] * 3
    always = {"kind", "status", "reason", "next"}
    about = {"announcement", "title"}
    assert [set(each) - always for each in values["attention"]] == [
        {"channel"},
        {"channel", "delivery"} | about,
        about,
    ]


def test_check_and_init_have_their_keys(monday: Desk) -> None:
    checked = monday.done("check", "--json").values
    (first, *_) = monday.done("init", "another", "--json").values

    assert set(checked) == {"next_slots", "accounts", "warnings", "health", "mail"}
    assert set(checked["next_slots"]) == {"facebook", "x", "instagram"}
    assert set(first) == {"file", "written"}


@pytest.mark.parametrize(
    "verb",
    [
        ("edit", "{key}", "--title", "Siaga"),
        ("withdraw", "{key}"),
        ("retry", "1"),
        ("resolve", "1", "--not-posted"),
    ],
)
def test_what_changes_an_announcement_prints_what_show_would(
    monday: Desk, key: str, verb: tuple[str, ...]
) -> None:
    monday.set_delivery(1, status="held")

    values = monday.done(*(word.format(key=key) for word in verb), "--json").values

    assert values == monday.done("show", key, "--json").values


def test_the_approval_chain_prints_what_show_would(monday: Desk) -> None:
    key = str(monday.done(*ADD, "--source", "BPBD", "--json").values["id"])
    for verb in (
        ["submit", key, "--without", "instagram"],
        ["reject", key, "--reason", "Ulang"],
        ["submit", key],
        ["approve", key],
    ):
        values = monday.done(*verb, "--json").values
        assert values == monday.done("show", key, "--json").values


def test_times_are_utc_and_iso(monday: Desk, key: str) -> None:
    texts = _texts(monday.done("show", key, "--json").values, ending="_at")

    assert len(texts) >= 5
    assert all(text.endswith("Z") for text in texts)
    assert {datetime.fromisoformat(text).utcoffset() for text in texts} == {
        datetime.fromisoformat("2026-11-23T00:00:00Z").utcoffset()
    }


def test_nothing_configured_as_secret_is_shown(monday: Desk, key: str) -> None:
    shown = [
        monday.done(*verb, "--json").out
        for verb in (["show", key], ["list"], ["status"], ["preview", key], ["check"])
    ]

    assert not any("sandbox-" in text for text in shown)


def test_letters_stay_letters(monday: Desk) -> None:
    answer = monday.done(*ADD, "--source", "BPBD", "--title", "Siaga 🌊 é", "--json")

    assert '"title": "Siaga 🌊 é"' in answer.out


def test_every_verb_that_shows_something_knows_json(monday: Desk) -> None:
    silent = {"sandbox", "demo"}

    without = {
        verb for verb in cli.COMMANDS if "--json" not in monday.done(verb, "--help").out
    }

    assert without <= silent


def _texts(values: Any, *, ending: str) -> list[str]:
    if isinstance(values, list):
        return [text for each in values for text in _texts(each, ending=ending)]
    if not isinstance(values, dict):
        return []
    own = [str(v) for k, v in values.items() if k.endswith(ending) and v is not None]
    return own + _texts(list(values.values()), ending=ending)
