"""The Instagram side answers as the content publishing API does."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import requests

USER = "17841400000000001"
Code = Callable[[requests.Response], str]
Picture = Callable[..., bytes]


def made(api: Any, address: str, **params: Any) -> str:
    """Make a container and give its id."""
    return str(api.container(image_url=address, **params).json()["id"])


def test_a_picture_goes_out_from_container_to_permalink(
    api: Any, web: Any, picture: Picture
) -> None:
    address = web.put(picture(1080, 1350))
    container = made(api, address, caption="Halo <b> #warga", alt_text="Peta")

    status = api.graph("GET", container, fields="status_code,status").json()
    media = api.publish(container).json()["id"]

    assert status["status_code"] == "FINISHED"
    fields = "id,permalink,timestamp,caption,media_type,alt_text,media_url,children{id}"
    read = api.graph("GET", media, fields=fields).json()
    assert read["caption"] == "Halo <b> #warga"
    assert (read["media_type"], read["alt_text"]) == ("IMAGE", "Peta")
    assert read["timestamp"].endswith("+0000")
    assert read["permalink"].startswith(f"{api.url}/instagram/sandbox_pemkab/p/")
    assert requests.get(read["permalink"]).status_code == 200
    assert requests.get(read["media_url"]).headers["content-type"] == "image/jpeg"
    assert web.agents == [
        "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)"
    ]


def test_the_picture_may_come_from_the_facebook_side(
    api: Any, picture: Picture
) -> None:
    photo = api.photo(picture(), published="false").json()["id"]
    source = api.graph("GET", photo, fields="images").json()["images"][0]["source"]

    api.publish(made(api, source, caption="Halo"))

    (post,) = api.posts(platform="instagram")
    assert post["media"][0]["sha256_received"]
    assert post["text"] == "Halo"


def test_a_carousel_keeps_the_order_of_its_children(
    api: Any, web: Any, picture: Picture
) -> None:
    items = [
        made(
            api,
            web.put(picture(640, 500 + n)),
            is_carousel_item="true",
            alt_text=f"alt {n}",
        )
        for n in range(3)
    ]
    album = api.container(media_type="CAROUSEL", children=",".join(items), caption="A")

    media = api.publish(album.json()["id"]).json()["id"]

    (post,) = api.posts()
    assert [each["alt"] for each in post["media"]] == ["alt 0", "alt 1", "alt 2"]
    fields = "media_type,children{id,media_type,media_url}"
    read = api.graph("GET", media, fields=fields).json()
    assert read["media_type"] == "CAROUSEL_ALBUM"
    assert len({child["id"] for child in read["children"]["data"]}) == 3


def test_a_container_is_published_once(
    api: Any, web: Any, picture: Picture, code: Code
) -> None:
    container = made(api, web.put(picture()))
    api.publish(container)

    again = api.publish(container)

    assert code(again) == "24/2207006"
    read = api.graph("GET", container, fields="status_code").json()
    assert read["status_code"] == "PUBLISHED"
    assert len(api.posts()) == 1


def test_an_unfinished_container_cannot_be_published(
    api: Any, web: Any, picture: Picture, code: Code
) -> None:
    api.settings(container_seconds=60)
    container = made(api, web.put(picture()))

    assert code(api.publish(container)) == "9007/2207027"
    read = api.graph("GET", container, fields="status_code").json()
    assert read["status_code"] == "IN_PROGRESS"

    api.settings(clock_offset=61)
    assert api.publish(container).status_code == 200


def test_a_container_expires_after_a_day(
    api: Any, web: Any, picture: Picture, code: Code
) -> None:
    container = made(api, web.put(picture()))
    api.settings(clock_offset=86_401)

    assert code(api.publish(container)) == "24/2207008"
    read = api.graph("GET", container, fields="status_code").json()
    assert read["status_code"] == "EXPIRED"


def test_an_unknown_container_or_one_of_another_account_is_refused(
    api: Any, web: Any, picture: Picture, code: Code
) -> None:
    container = made(api, web.put(picture()))

    assert code(api.publish("17990000000000999")) == "24/2207006"
    other = api.graph("POST", "17841499999999999/media_publish", creation_id=container)
    assert code(other) == "24/2207006"
    assert code(api.graph("POST", f"{USER}/media_publish")) == "100"
    assert api.posts() == []


def test_the_quota_ends_the_day(
    api: Any, web: Any, picture: Picture, code: Code
) -> None:
    api.settings(instagram_quota=1)
    address = web.put(picture())
    api.publish(made(api, address))

    refused = api.publish(made(api, address))

    assert code(refused) == "9/2207042"
    path = f"{USER}/content_publishing_limit"
    limit = api.graph("GET", path, fields="quota_usage,config").json()
    config = {"quota_total": 1, "quota_duration": 86_400}
    assert limit == {"data": [{"quota_usage": 1, "config": config}]}


def test_posts_are_listed_newest_first_and_within_times(
    api: Any, web: Any, picture: Picture
) -> None:
    address = web.put(picture())
    for number in range(3):
        api.settings(clock_offset=number * 100)
        api.publish(made(api, address, caption=f"Kiriman {number}"))
    middle = [post for post in api.posts() if post["text"] == "Kiriman 1"]
    media = api.graph("GET", middle[0]["id"], fields="timestamp").json()

    def listed(**params: Any) -> list[str]:
        path = f"{USER}/media"
        data = api.graph("GET", path, fields="caption,timestamp", **params).json()
        return [post["caption"] for post in data["data"]]

    assert media["timestamp"]
    assert listed() == ["Kiriman 2", "Kiriman 1", "Kiriman 0"]
    assert listed(limit=1) == ["Kiriman 2"]
    start = _seconds(middle[0]["created_at"]) - 10
    assert listed(since=start) == ["Kiriman 2", "Kiriman 1"]
    assert listed(until=start + 20) == ["Kiriman 1", "Kiriman 0"]


def _seconds(text: str) -> int:
    return int(datetime.fromisoformat(text).timestamp())


def test_an_account_describes_itself_and_deletes_its_posts(
    api: Any, web: Any, picture: Picture, code: Code
) -> None:
    media = api.publish(made(api, web.put(picture()))).json()["id"]
    user = api.graph("GET", USER, fields="id,username,media_count").json()

    assert user == {"id": USER, "username": "sandbox_pemkab", "media_count": 1}
    assert api.graph("DELETE", media).json() == {"success": True}
    assert code(api.graph("DELETE", media)) == "100/33"
    assert api.posts() == []


def test_an_expired_token_is_refused_before_anything_is_fetched(
    api: Any, web: Any, picture: Picture, code: Code
) -> None:
    answer = api.container(image_url=web.put(picture()), access_token="expired")

    assert code(answer) == "190/463"
    assert web.agents == []
