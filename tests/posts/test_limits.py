"""What a platform does not take, of posts that were approved before."""

from dataclasses import replace
from typing import Any

import pytest

from crossposter.channels import Format, ImageRules, Media, Post, VideoRules
from crossposter.posts.limits import misfits

PICTURES = ImageRules(
    mimes=frozenset({"image/jpeg"}), max_bytes=10, min_ratio=0.8, max_ratio=1.91
)
FILMS = VideoRules(
    mimes=frozenset({"video/mp4"}),
    max_bytes=1_000,
    min_seconds=3,
    max_seconds=90,
    codecs=frozenset({"h264"}),
)
FORMAT = Format(
    limit=20,
    length=len,
    max_images=2,
    images=PICTURES,
    films=FILMS,
    max_mentions=2,
)


def a_picture(**values: Any) -> Media:
    given = {"mime": "image/jpeg", "data": b"12345", "width": 1080, "height": 1350}
    return Media(**{"name": "posko.jpg", "sha256": "", **given, **values})


def a_film(**values: Any) -> Media:
    given = {"mime": "video/mp4", "size": 900, "seconds": 20.0}
    return Media(**{"name": "banjir.mp4", "sha256": "", **given, **values})


def a_post(*media: Media, text: str = "Pasar murah", **values: Any) -> Post:
    return Post(text=text, media=media, **values)


@pytest.mark.parametrize(
    "post",
    [
        a_post(),
        a_post(text="x" * 20),
        a_post(a_picture(), a_picture(data=b"x" * 10)),
        a_post(a_picture(width=1080, height=1351)),  # pixels are whole
        a_post(a_picture(width=0, height=0)),
        a_post(a_film()),
        a_post(a_picture(alt="a" * 1_000), text="@a @b c@d"),
    ],
)
def test_what_fits_is_not_told(post: Post) -> None:
    assert [*misfits(post, FORMAT)] == []


@pytest.mark.parametrize(
    ("post", "told"),
    [
        (a_post(text="x" * 21), "21 characters and may have 20"),
        (a_post(replies=("x" * 4,)), "takes no threads"),
        (a_post(*[a_picture()] * 3), "3 pictures, and 2 may be"),
        (a_post(a_picture(mime="image/png")), "posko.jpg is image/png"),
        (a_post(a_picture(data=b"x" * 11)), "posko.jpg has 11 bytes and may have 10"),
        (a_post(a_picture(width=1000, height=2000)), "posko.jpg is 1000×2000"),
        (a_post(a_picture(alt="a" * 1_001)), "1,001 characters"),
        (a_post(text="@a @b @c"), "names 3 accounts with @ and may name 2"),
        (a_post(a_film(size=1_001)), "banjir.mp4 has 1,001 bytes"),
        (a_post(a_film(seconds=91.0)), "banjir.mp4 plays 91 seconds"),
    ],
)
def test_each_limit_is_told_with_what_is_there(post: Post, told: str) -> None:
    [sentence] = misfits(post, FORMAT)

    assert told in sentence


def test_every_part_of_a_thread_has_the_limit() -> None:
    post = a_post(replies=("pendek", "x" * 21))

    [sentence] = misfits(post, replace(FORMAT, threads=True))

    assert "21 characters" in sentence


def test_a_channel_may_need_a_picture_or_take_no_film() -> None:
    assert "no picture" in next(misfits(a_post(), replace(FORMAT, needs_image=True)))
    assert "is a film" in next(misfits(a_post(a_film()), replace(FORMAT, films=None)))


def test_an_animation_may_be_larger_where_it_plays_alone() -> None:
    moving = ImageRules(mimes=frozenset({"image/gif"}), max_bytes=100)
    format_ = replace(FORMAT, animations=moving)
    gif = a_picture(mime="image/gif", data=b"x" * 90)

    assert [*misfits(a_post(gif), format_)] == []
    assert [*misfits(a_post(gif, a_picture()), format_)]
    assert [*misfits(a_post(replace(gif, data=b"x" * 101)), format_)]
