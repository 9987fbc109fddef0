"""The picture server: any width, until the address has ended."""

from collections.abc import Callable
from io import BytesIO

import pytest
from PIL import Image

from crossposter.sandbox import images
from crossposter.sandbox.image_cdn import serve
from crossposter.sandbox.request import Answer, Call
from crossposter.sandbox.state import State
from tests.support.fakes import MONDAY


@pytest.fixture
def kept(state: State, picture: Callable[..., bytes]) -> images.StoredImage:
    return images.save(state, images.opened(picture(640, 320)))


def asked(state: State, sha: str, width: str, oe: str = "") -> Answer:
    ids, params = {"sha": sha, "width": width}, {"oe": oe} if oe else {}
    return serve(Call(method="GET", path="", base="", ids=ids, params=params), state)


@pytest.mark.parametrize(("width", "shown"), [("320", 320), ("9999", 640), ("1", 16)])
def test_a_picture_comes_in_the_width_asked_for(
    state: State, kept: images.StoredImage, width: str, shown: int
) -> None:
    answer = asked(state, kept.sha256, width)

    assert answer.media_type == "image/jpeg"
    assert Image.open(BytesIO(answer.content())).width == shown


def test_a_jpeg_that_is_small_enough_is_served_byte_by_byte(
    state: State, kept: images.StoredImage
) -> None:
    assert asked(state, kept.sha256, "640").content() == kept.data


def test_an_address_ends_after_its_second(
    state: State, kept: images.StoredImage
) -> None:
    now = int(MONDAY.timestamp())

    assert asked(state, kept.sha256, "64", f"{now:X}").status == 200
    assert asked(state, kept.sha256, "64", f"{now - 1:X}").status == 403
    assert asked(state, kept.sha256, "64", "no number").status == 403


@pytest.mark.parametrize(("sha", "width"), [("unknown", "64"), (None, "wide")])
def test_what_is_not_there_is_not_found(
    state: State, kept: images.StoredImage, sha: str | None, width: str
) -> None:
    assert asked(state, sha or kept.sha256, width).status == 404
