"""The platforms show what was approved: all of it, exactly, and once."""

from dataclasses import replace
from typing import Any

import pytest

from crossposter.cli.demo.verification import discrepancies
from crossposter.sandbox.posts import Medium, Post

LIVE = Post(
    seq=1,
    platform="x",
    account="3001",
    id="77",
    text="Jembatan",
    link="",
    created=0,
    path="/x/status/77",
    published=True,
    reply_to=None,
    media=(),
)
APPROVED: dict[str, Any] = {
    "channel": "x",
    "platform": "x",
    "status": "published",
    "permalink": "http://127.0.0.1:8800/x/status/77",
    "text": "Jembatan",
    "media": [],
    "error": None,
}


def told(*deliveries: dict[str, Any], live: tuple[Post, ...] = (LIVE,)) -> list[str]:
    announcement = {"title": "Jalan", "deliveries": list(deliveries)}
    return list(discrepancies([announcement], live))


def test_what_is_shown_as_it_was_approved_is_no_difference() -> None:
    assert told(APPROVED) == []


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"text": "Jembatan."}, "does not show the text"),
        ({"media": ["a.png"]}, "shows 0 pictures, and 1 were approved"),
        ({"status": "failed", "error": "429"}, "is failed, not published (429)"),
        ({"permalink": "http://127.0.0.1:8800/x/status/9"}, "leads to no live post"),
        ({"permalink": None}, "leads to no live post"),
    ],
)
def test_each_difference_is_a_sentence(change: dict[str, Any], words: str) -> None:
    assert words in told(APPROVED | change)[0]


def test_a_post_proves_one_delivery() -> None:
    assert any("no live post" in each for each in told(APPROVED, APPROVED))


def test_a_post_nobody_reported_is_counted() -> None:
    twin = replace(LIVE, id="78", path="/x/status/78")

    assert told(APPROVED, live=(LIVE, twin)) == [
        "x shows 2 posts, and 1 were reported as published"
    ]


def test_a_picture_too_many_is_told() -> None:
    shown = replace(LIVE, media=(Medium(id="1", received="a", served="b"),))

    assert "shows 1 pictures" in told(APPROVED, live=(shown,))[0]
