"""Nothing is dropped without a word: a channel that makes no post is left out by name."""

import json
import sqlite3

import pytest

from tests.support.desk import ADD, PICTURE, Desk

BPBD = ("--source", "BPBD")
NO_PICTURE = "instagram takes no post without a picture"


@pytest.fixture
def bare(monday: Desk) -> str:
    """The number of a draft without a picture, for every channel."""
    return str(monday.done(*ADD, *BPBD, "--json").values["id"])


def channels(desk: Desk, key: str) -> list[str]:
    """That have a delivery of it."""
    rows = desk.done("show", key, "--json").values["deliveries"]
    return [each["channel"] for each in rows]


def test_submit_names_what_would_be_left_out_and_how_to_accept_it(
    monday: Desk, bare: str
) -> None:
    sentence = monday.refused("submit", bare)

    assert sentence.startswith(NO_PICTURE)
    assert "--without instagram" in sentence


def test_what_is_accepted_is_told_at_each_step(monday: Desk, bare: str) -> None:
    submitted = monday.done("submit", bare, "--without", "instagram").out
    approved = monday.done("approve", bare).out

    for told in (submitted, approved, monday.done("show", bare).out):
        assert f"left out: {NO_PICTURE}" in told
    assert channels(monday, bare) == ["facebook", "x"]


def test_the_channels_that_remain_can_be_named_instead(monday: Desk, bare: str) -> None:
    told = monday.done("submit", bare, "--to", "facebook").out
    monday.done("approve", bare)

    assert NO_PICTURE in told
    assert "left out: x was left out by choice" in told
    assert channels(monday, bare) == ["facebook"]


def test_check_tells_it_before_submit_does(monday: Desk, bare: str) -> None:
    answer = monday("check", bare)

    assert answer.code == 1
    assert f"error: {NO_PICTURE}" in answer.out
    monday.done("submit", bare, "--without", "instagram")
    assert f"warning: left out: {NO_PICTURE}" in monday.done("check", bare).out


def test_check_tells_a_time_that_comes_too_late(monday: Desk) -> None:
    key = str(monday.added("--expires", "2026-11-23 08:30"))

    assert "after it expires" in monday("check", key).out
    assert "after it expires" in monday.refused("submit", key)


def test_approve_asks_again_when_a_channel_cannot_any_more(monday: Desk) -> None:
    """As with an announcement that was handed in to an earlier version."""
    key = str(monday.submitted())
    with sqlite3.connect(monday.folder / "crossposter.db") as writer:
        writer.execute("DELETE FROM attachment")
    writer.close()

    sentence = monday.refused("approve", key)
    monday.done("approve", key, "--without", "instagram")

    assert NO_PICTURE in sentence
    assert "--without instagram" in sentence
    assert channels(monday, key) == ["facebook", "x"]


@pytest.mark.parametrize(
    ("option", "channel", "told"),
    [
        ("--without", "tiktok", "there is no channel tiktok"),
        ("--to", "tiktok", "there is no channel tiktok"),
        ("--to", "instagram", "was not meant for instagram"),
    ],
)
def test_a_channel_that_cannot_be_meant_is_refused(
    monday: Desk, option: str, channel: str, told: str
) -> None:
    key = str(monday.added("--to", "facebook", "--to", "x"))

    assert told in monday.refused("submit", key, option, channel)


def test_something_has_to_be_left(monday: Desk, bare: str) -> None:
    everywhere = ("facebook", "x", "instagram")
    options = [word for name in everywhere for word in ("--without", name)]

    assert "would be left" in monday.refused("submit", bare, *options)


def test_with_a_picture_nothing_is_left_out_any_more(monday: Desk, bare: str) -> None:
    monday.done("submit", bare, "--without", "instagram")
    monday.done("edit", bare, *PICTURE)
    monday.done("submit", bare)
    monday.done("approve", bare)

    assert channels(monday, bare) == ["facebook", "x", "instagram"]
    assert monday.done("show", bare, "--json").values["left_out"] == {}


def test_a_channel_that_was_left_out_comes_back_with_an_edit_of_channels(
    monday: Desk,
) -> None:
    key = str(monday.added())
    monday.done("submit", key, "--without", "x")

    monday.done("edit", key, "--to", "all")
    monday.done("submit", key)
    monday.done("approve", key)

    assert channels(monday, key) == ["facebook", "x", "instagram"]


def test_the_report_counts_it(monday: Desk, bare: str) -> None:
    monday.done("submit", bare, "--without", "instagram")
    monday.done("approve", bare)

    report = monday.done("report", "--week", "2026-W48", "--json").values
    counted = {row["channel"]: row["left_out"] for row in report["channels"]}
    assert counted == {"facebook": 0, "x": 0, "instagram": 1}
    assert "Dilewati" in monday.done("report", "--week", "2026-W48").out


def test_it_stands_in_the_preview(monday: Desk, bare: str) -> None:
    monday.done("submit", bare, "--without", "instagram")
    before = monday.done("preview", bare, "--json").values
    monday.done("approve", bare)

    for told in (before, monday.done("preview", bare, "--json").values):
        problems = {each["channel"]: each["problems"] for each in told}
        assert problems["instagram"] == [NO_PICTURE], json.dumps(told)
