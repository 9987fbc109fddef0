"""What Instagram checks before a container is made."""

from collections.abc import Callable
from typing import Any

import pytest
import requests

USER = "17841400000000001"
Code = Callable[[requests.Response], str]
Picture = Callable[..., bytes]


def made(api: Any, address: str, **params: Any) -> str:
    """Make a container and give its id."""
    return str(api.container(image_url=address, **params).json()["id"])


@pytest.mark.parametrize(
    ("size", "kind", "expected"),
    [
        ((640, 640), "PNG", "36001/2207005"),
        ((640, 640), "WEBP", "36001/2207005"),
        ((319, 319), "JPEG", "36001/2207005"),
        ((640, 830), "JPEG", "36003/2207009"),
        ((1000, 500), "JPEG", "36003/2207009"),
    ],
)
def test_a_picture_is_refused(
    api: Any,
    web: Any,
    picture: Picture,
    code: Code,
    size: tuple[int, int],
    kind: str,
    expected: str,
) -> None:
    address = web.put(picture(*size, kind), headers={"Content-Type": "image/jpeg"})

    assert code(api.container(image_url=address)) == expected


@pytest.mark.parametrize("size", [(640, 800), (1080, 1350), (1080, 566), (320, 320)])
def test_the_extreme_shapes_are_taken(
    api: Any, web: Any, picture: Picture, size: tuple[int, int]
) -> None:
    assert api.container(image_url=web.put(picture(*size))).status_code == 200


def test_a_picture_of_more_than_8_mib_is_refused(
    api: Any, web: Any, picture: Picture, code: Code
) -> None:
    address = web.put(picture() + b"\0" * (8 * 1024 * 1024))

    assert code(api.container(image_url=address)) == "36000/2207004"


def test_an_address_that_gives_no_picture_at_once_is_refused(
    api: Any, web: Any, picture: Picture, code: Code
) -> None:
    good = web.put(picture())
    redirect = web.put(b"", 302, {"Location": good})
    failing = [
        redirect,
        web.url + "/none",
        "http://127.0.0.1:1/",
        "no address",
        "file:///",
    ]

    for address in failing:
        assert code(api.container(image_url=address)) == "9004/2207052", address
    assert code(api.container(image_url=web.put(b"<html>"))) == "36001/2207005"
    assert code(api.container(caption="no picture")) == "100"


@pytest.mark.parametrize(
    ("params", "expected"),
    [
        ({"caption": "a" * 2201}, "36004/2207010"),
        ({"caption": " ".join(f"#t{n}" for n in range(6))}, "100"),
        ({"caption": " ".join(f"@t{n}" for n in range(21))}, "100/2207040"),
        ({"alt_text": "a" * 1001}, "100"),
        ({"media_type": "HOLOGRAM"}, "100/2207023"),
    ],
)
def test_a_container_is_refused(
    api: Any,
    web: Any,
    picture: Picture,
    code: Code,
    params: dict[str, str],
    expected: str,
) -> None:
    answer = api.container(image_url=web.put(picture()), **params)

    assert (answer.status_code, code(answer)) == (400, expected)


def test_the_hashtag_limit_is_a_setting_up_to_thirty(
    api: Any, web: Any, picture: Picture
) -> None:
    address = web.put(picture())
    thirty = " ".join(f"#t{n}" for n in range(30))
    api.settings(hashtag_limit=100)

    assert api.container(image_url=address, caption=thirty).status_code == 200
    assert api.container(image_url=address, caption=f"{thirty} #x").status_code == 400


def test_a_carousel_needs_two_to_ten_finished_items(
    api: Any, web: Any, picture: Picture, code: Code
) -> None:
    address = web.put(picture())
    items = [made(api, address, is_carousel_item="true") for _ in range(11)]
    single = made(api, address)

    def album(*children: str) -> requests.Response:
        answer = api.container(media_type="CAROUSEL", children=",".join(children))
        assert isinstance(answer, requests.Response)
        return answer

    assert code(album(items[0])) == "100/2207028"
    assert code(album(*items)) == "100/2207028"
    assert code(album(items[0], single)) == "100"
    assert code(album(items[0], "17990000000000999")) == "24/2207006"
    assert code(api.publish(items[0])) == "9007/2207027"
    assert album(*items[:10]).status_code == 200
