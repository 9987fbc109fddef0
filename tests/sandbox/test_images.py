"""Pictures by content, and what a platform serves of them."""

from collections.abc import Callable
from io import BytesIO

import pytest
from PIL import Image, ImageFile

from crossposter.sandbox.images import (
    NotAnImage,
    load,
    opened,
    reencoded,
    save,
    size,
    url,
)
from crossposter.sandbox.state import State

Picture = Callable[..., bytes]


def test_a_picture_is_known_by_its_content(picture: Picture) -> None:
    found = opened(picture(64, 48, "PNG"))

    assert (found.format, found.width, found.height) == ("PNG", 64, 48)
    assert found.media_type == "image/png"


@pytest.mark.parametrize("data", [b"", b"no picture", b"\xff\xd8\xff\xe0 cut off"])
def test_what_cannot_be_opened_is_no_picture(data: bytes) -> None:
    with pytest.raises(NotAnImage):
        opened(data)


def test_half_a_picture_is_none(
    picture: Picture, monkeypatch: pytest.MonkeyPatch
) -> None:
    # WeasyPrint sets it for the whole process, and other tests import that.
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", False)
    whole = picture(640, 640)

    with pytest.raises(NotAnImage):
        opened(whole[: len(whole) // 2])


def test_what_is_served_is_upright_and_no_larger_than_asked() -> None:
    target = BytesIO()
    sideways = Image.new("RGB", (400, 200), "teal")
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by a quarter
    sideways.save(target, "JPEG", exif=exif)

    served = reencoded(opened(target.getvalue()), 100)

    assert (served.format, served.width, served.height) == ("JPEG", 50, 100)
    assert not Image.open(BytesIO(served.data)).getexif()


def test_nothing_is_enlarged_and_what_shows_through_becomes_white() -> None:
    target = BytesIO()
    Image.new("RGBA", (10, 10), (0, 0, 0, 0)).save(target, "PNG")

    served = reencoded(opened(target.getvalue()), 100)

    assert (served.width, served.height) == (10, 10)
    assert Image.open(BytesIO(served.data)).getpixel((5, 5)) == (255, 255, 255)


def test_a_kept_picture_comes_back_as_it_was(state: State, picture: Picture) -> None:
    kept = save(state, opened(picture(64, 48)))

    assert load(state, kept.sha256) == kept
    assert size(state, kept.sha256) == (64, 48)
    assert load(state, "unknown") is None
    assert size(state, "unknown") == (0, 0)


def test_an_address_holds_when_it_ends() -> None:
    assert url("http://h", "ab", 720) == "http://h/_cdn/ab/720.jpg"
    assert url("http://h", "ab", 720, 255.9).endswith("720.jpg?oe=FF")
