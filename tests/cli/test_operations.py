"""After trouble: pause, resume, retry, resolve, and what status says of it."""

import pytest

from tests.support.desk import Desk

HELD = {"status": "held", "error": "two posts could be it"}
FAILED = {"status": "failed", "error": "refused", "attempts": 1}


@pytest.mark.parametrize("verb", [("retry", "9"), ("resolve", "9", "--not-posted")])
def test_an_unknown_delivery_is_told(monday: Desk, verb: tuple[str, ...]) -> None:
    sentence = monday.refused(*verb)

    assert "there is no delivery 9" in sentence
    assert "crossposter list" in sentence


@pytest.mark.parametrize(
    "options", [(), ("--posted", "https://x.com/a/status/1", "--not-posted")]
)
def test_resolve_wants_one_thing_said(monday: Desk, options: tuple[str, ...]) -> None:
    sentence = monday.refused("resolve", "1", *options)

    assert sentence == "say one thing: --posted URL or --not-posted"


@pytest.mark.parametrize(
    ("status", "words"),
    [
        ("published", "is published and cannot be retried"),
        ("scheduled", "is scheduled and cannot be retried"),
        ("committing", "is being sent just now: wait"),
        ("unconfirmed", "may be public already"),
    ],
)
def test_only_what_was_held_or_failed_is_retried(
    monday: Desk, status: str, words: str
) -> None:
    monday.approved("--to", "facebook")
    monday.set_delivery(1, status=status)

    assert words in monday.refused("retry", "1")


def test_a_link_that_is_no_post_of_the_channel_is_refused(monday: Desk) -> None:
    monday.approved("--to", "x")
    monday.set_delivery(1, **HELD)

    sentence = monday.refused("resolve", "1", "--posted", "https://example.go.id/1")

    assert "https://example.go.id/1 cannot be taken as proof" in sentence


def test_a_held_delivery_is_sent_again_when_a_person_says_so(monday: Desk) -> None:
    monday.approved("--to", "facebook")
    monday.set_delivery(1, **HELD)

    told = monday.done("retry", "1").out

    assert told == "Delivery 1 to facebook is scheduled for 2026-11-23 08:00 WITA\n"


def test_an_unknown_channel_is_neither_paused_nor_resumed(monday: Desk) -> None:
    for verb in ("pause", "resume"):
        sentence = monday.refused(verb, "tiktok")
        assert "there is no channel 'tiktok'" in sentence
        assert "facebook, x, instagram" in sentence


def test_a_paused_channel_waits_for_a_person(monday: Desk) -> None:
    monday.done("pause", "x", "--reason", "Akun diretas")

    told = monday.done("status").out

    assert "x          paused" in told
    assert "channel x is paused: Akun diretas" in told
    assert "crossposter resume x" in told
    assert monday.done("resume", "x").out == "Resumed: x\n"
    assert "Nothing waits for a person." in monday.done("status").out


def test_a_pause_without_a_reason_names_the_person(monday: Desk) -> None:
    lanes = monday.done("--as", "kabid", "pause", "--json").values["lanes"]

    assert {lane["reason"] for lane in lanes} == {"paused by kabid"}


def test_status_tells_the_next_command_for_all_that_waits(monday: Desk) -> None:
    monday.approved("--to", "facebook")
    monday.set_delivery(1, **FAILED)
    key = monday.submitted("--to", "x")

    told = monday.done("status").out

    assert "delivery 1 (Siaga banjir) on facebook is failed: refused" in told
    assert "crossposter retry 1" in told
    assert f"announcement {key} (Siaga banjir) is submitted" in told
    assert f"crossposter approve {key}" in told


def test_status_says_what_is_late_and_that_nobody_publishes(monday: Desk) -> None:
    monday.approved("--to", "facebook", "--at", "2026-11-23 08:00")
    monday.set_delivery(
        1, due_at="2026-11-22 23:50:00.000000", next_at="2026-11-22 23:50:00.000000"
    )

    answer = monday.done("status", "--json")
    told = monday.done("status").out

    assert (
        answer.values["lanes"][0] | {"due": 1, "late": 1} == answer.values["lanes"][0]
    )
    assert "facebook   ready  2026-11-23 07:50 WITA  1        1" in told
    assert told.startswith("The daemon has never run. Next: crossposter run\n")


def test_an_approval_says_when_nobody_publishes(monday: Desk) -> None:
    key = str(monday.submitted())

    assert "The daemon has never run. Next: crossposter run" in (
        monday.done("approve", key).out
    )
