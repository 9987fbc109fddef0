"""Photos of a page: published at once, or waiting to be attached to one post."""

from collections.abc import Callable
from typing import Any

import pytest

from crossposter.sandbox import posts
from crossposter.sandbox.accounts import FACEBOOK
from crossposter.sandbox.facebook import photos
from crossposter.sandbox.request import Call, Refused
from crossposter.sandbox.state import State
from tests.support.fakes import FrozenClock

PAGE = "1001"


def a_call(data: bytes = b"", key: str = PAGE, **params: str) -> Call:
    files = {"source": data} if data else {}
    return Call(
        method="POST",
        path="",
        base="http://h",
        params=params,
        files=files,
        ids={"id": key},
    )


def uploaded(state: State, data: bytes, **params: str) -> Any:
    return photos.upload(a_call(data, **params), state).body


def test_a_photo_is_a_post_of_its_own_unless_told_not_to(
    state: State, picture: Callable[..., bytes]
) -> None:
    public = uploaded(state, picture(), message="Jembatan", alt_text_custom="Jalan")
    hidden = uploaded(state, picture(), published="false")

    assert set(hidden) == {"id"}
    (post,) = posts.of_account(state, FACEBOOK, PAGE)
    assert (post.id, post.text) == (public["post_id"], "Jembatan")
    assert post.media[0].alt == "Jalan"


def test_a_photo_is_claimed_once_by_its_own_page(
    state: State, picture: Callable[..., bytes]
) -> None:
    photo = uploaded(state, picture(), published="false")["id"]
    with pytest.raises(Refused):
        photos.claim(state, photo, "777", "777_1")

    assert photos.claim(state, photo, PAGE, "1001_1").id == photo

    with pytest.raises(Refused) as again:
        photos.claim(state, photo, PAGE, "1001_2")
    assert "already been published" in again.value.answer.body["error"]["message"]


def test_a_photo_that_waits_is_gone_after_a_day(
    state: State, clock: FrozenClock, picture: Callable[..., bytes]
) -> None:
    waiting = uploaded(state, picture(), published="false")["id"]
    public = uploaded(state, picture())["id"]
    clock.advance(days=1)

    with pytest.raises(Refused):
        photos.read_photo(a_call(key=waiting), state)
    assert photos.read_photo(a_call(key=public), state).body["id"] == public


def test_the_largest_copy_comes_first(
    state: State, picture: Callable[..., bytes]
) -> None:
    photo = uploaded(state, picture(1000, 500))["id"]

    images = photos.read_photo(a_call(key=photo, fields="images"), state).body["images"]

    assert [each["width"] for each in images] == [1000, 960, 720, 480, 320, 130]
    assert images[1]["height"] == 480


@pytest.mark.parametrize("data", [b"", b"no picture"])
def test_what_is_no_picture_is_refused(state: State, data: bytes) -> None:
    with pytest.raises(Refused) as refused:
        photos.upload(a_call(data), state)

    assert refused.value.answer.body["error"]["code"] == 324


def test_texts_have_their_limits(state: State, picture: Callable[..., bytes]) -> None:
    alt = state.setting("facebook_alt_limit")

    uploaded(state, picture(), alt_text_custom="a" * alt)
    with pytest.raises(Refused):
        uploaded(state, picture(), alt_text_custom="a" * (alt + 1))
