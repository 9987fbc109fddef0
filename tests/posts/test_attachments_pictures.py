"""Pictures of one post: on Instagram all take the first one's ratio."""

from io import BytesIO

import pytest
from PIL import Image

from crossposter.media import DecodedImage, examine
from crossposter.platforms.facebook import format as facebook
from crossposter.platforms.instagram import format as instagram
from crossposter.posts.attachments import illustrate


def a_picture(name: str, size: tuple[int, int]) -> DecodedImage:
    buffer = BytesIO()
    Image.new("RGB", size, "teal").save(buffer, "JPEG")
    return examine(name, buffer.getvalue())


@pytest.mark.parametrize("first", [(1200, 900), (900, 1600), (1600, 500), (801, 1000)])
def test_a_carousel_is_never_cropped_to_its_first_picture(
    first: tuple[int, int],
) -> None:
    sizes = [first, (1000, 1000), (2000, 700), (700, 2000)]
    pictures = [(a_picture(f"{n}.jpg", size), "") for n, size in enumerate(sizes)]

    media = illustrate("instagram", instagram.FORMAT, pictures).media

    ratio = media[0].width / media[0].height
    assert 0.8 <= ratio <= 1.91
    for picture in media:
        assert abs(picture.width / picture.height - ratio) < 2 / picture.height


def test_other_platforms_get_every_picture_as_it_is() -> None:
    sizes = [(1200, 900), (900, 1600)]
    pictures = [(a_picture(f"{n}.jpg", size), "") for n, size in enumerate(sizes)]

    media = illustrate("facebook", facebook.FORMAT, pictures).media

    assert [(each.width, each.height) for each in media] == sizes
    assert [each.data for each in media] == [each.data for each, _ in pictures]
