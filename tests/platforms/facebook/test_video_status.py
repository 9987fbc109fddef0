"""What Facebook says about a film, and what is believed of it."""

from typing import Any

import pytest

from crossposter.platforms.facebook.video_status import Stage, VideoStatus


def told(overall: str = "", **phases: Any) -> VideoStatus:
    status = {"video_status": overall} | {
        f"{name}_phase": phase for name, phase in phases.items()
    }
    return VideoStatus.told({"status": status})


DONE = {"status": "complete"}


@pytest.mark.parametrize(
    ("overall", "phases", "stage"),
    [
        ("uploading", {}, Stage.WAITING),
        ("processing", {}, Stage.WORKING),
        ("ready", {}, Stage.WORKING),
        ("ready", {"publishing": DONE}, Stage.PUBLIC),
        ("ready", {"publishing": DONE | {"publish_status": "published"}}, Stage.PUBLIC),
        ("ready", {"publishing": DONE | {"publish_status": "draft"}}, Stage.WORKING),
        ("", {"processing": {"status": "in_progress"}}, Stage.WORKING),
        ("error", {"publishing": DONE}, Stage.FAILED),
        ("ready", {"processing": {"status": "error"}}, Stage.FAILED),
        ("expired", {}, Stage.FAILED),
    ],
)
def test_a_film_is_public_only_when_it_is_published(
    overall: str, phases: dict[str, Any], stage: Stage
) -> None:
    assert told(overall, **phases).stage is stage


@pytest.mark.parametrize("key", ["bytes_transferred", "bytes_transfered"])
def test_bytes_are_counted_however_facebook_spells_them(key: str) -> None:
    assert told(uploading={key: 500}).arrived == 500
    assert told(uploading={key: "many"}).arrived is None


def test_the_reason_of_a_failure_is_the_first_that_is_given() -> None:
    errors = [{"message": "Codec"}, {"message": "Later"}]

    assert told(processing={"status": "error", "errors": errors}).words == "Codec"
    assert told(publishing={"error": {"message": "Hak cipta"}}).words == "Hak cipta"
    assert told(processing={"errors": "odd"}).words == ""


def test_a_permalink_leads_to_facebook() -> None:
    found = VideoStatus.told({"permalink_url": "/reel/1", "post_id": "1001_5"})

    assert (found.permalink, found.post_id) == (
        "https://www.facebook.com/reel/1",
        "1001_5",
    )


@pytest.mark.parametrize(
    "video", [{}, {"status": None}, {"status": {"video_status": 5}}]
)
def test_an_answer_of_another_shape_is_no_news(video: dict[str, Any]) -> None:
    assert VideoStatus.told(video).stage is Stage.WAITING
