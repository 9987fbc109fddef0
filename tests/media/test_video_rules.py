"""Films against what a platform takes: one sentence for each way not to fit."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from crossposter.channels import VideoRules
from crossposter.media import VideoFile, why_unfit

RULES = VideoRules(
    mimes=frozenset({"video/mp4"}),
    max_bytes=10 * 1024**2,
    min_seconds=3,
    max_seconds=140,
    codecs=frozenset({"h264", "hevc"}),
    min_ratio=0.5,
    max_ratio=2,
    min_width=320,
    max_width=1920,
    min_rate=23,
)
FILM = VideoFile(
    name="banjir.mp4",
    mime="video/mp4",
    sha256="",
    file=Path("banjir.mp4"),
    size=10 * 1024**2,
    width=1080,
    height=1920,
    seconds=140.0,
    rate=60.0,
    codec="h264",
    sound="aac",
)


def test_a_film_at_the_limits_is_taken() -> None:
    assert why_unfit(FILM, RULES) is None
    assert why_unfit(replace(FILM, seconds=3.0, rate=23.0, sound=None), RULES) is None


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"mime": "video/quicktime"}, "it is a quicktime file: save it as MP4"),
        ({"codec": "vp9"}, "its picture is coded as vp9: save it as h264 or hevc"),
        ({"sound": "mp3"}, "its sound is coded as mp3: save it with aac"),
        ({"size": 10 * 1024**2 + 1}, "it is larger than 10 MB: make it smaller"),
        ({"seconds": 140.1}, "it lasts 140.1 seconds of at most 140"),
        ({"seconds": 2.9}, "it lasts 2.9 seconds of at least 3"),
        ({"width": 319}, "it has 319 × 1920 pixels, and may be 320 to 1920 wide"),
        ({"width": 1921}, "it has 1921 × 1920 pixels, and may be 320 to 1920 wide"),
        ({"height": 500}, "it has 1080 × 500 pixels, too narrow or too wide a shape"),
        ({"width": 900}, "it has 900 × 1920 pixels, too narrow or too wide a shape"),
        ({"rate": 15.0}, "it has 15 pictures a second, and may have 23 to 60"),
        ({"rate": 60.1}, "it has 60.1 pictures a second, and may have 23 to 60"),
    ],
)
def test_each_way_not_to_fit_has_its_sentence(wrong: dict[str, Any], told: str) -> None:
    assert why_unfit(replace(FILM, **wrong), RULES) == told
