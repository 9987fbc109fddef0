"""The Facebook side answers as the Graph API does."""

import io
import json
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
import requests
from PIL import Image

PAGE = "1001"
Code = Callable[[requests.Response], str]
Picture = Callable[..., bytes]


def test_a_post_of_text_is_published_and_can_be_read_back(api: Any) -> None:
    made = api.graph("POST", f"{PAGE}/feed", message="Halo warga & <b>")

    assert made.status_code == 200
    post = made.json()["id"]
    assert post.startswith(f"{PAGE}_")
    read = api.graph("GET", post, fields="id,message,created_time,is_published").json()
    assert read["message"] == "Halo warga & <b>"
    assert read["is_published"] is True
    created = datetime.strptime(read["created_time"], "%Y-%m-%dT%H:%M:%S%z")
    assert created.utcoffset() is not None
    assert ":" not in read["created_time"][-5:]


def test_fields_of_the_request_come_back_in_the_same_answer(api: Any) -> None:
    made = api.session.post(
        f"{api.url}/v26.0/{PAGE}/feed?fields=id,permalink_url",
        data={"message": "Halo", "access_token": "t"},
    ).json()

    assert made["permalink_url"].startswith(f"{api.url}/facebook/{PAGE}/posts/")
    assert requests.get(made["permalink_url"]).status_code == 200


@pytest.mark.parametrize("form", ["list", "numbered"])
def test_photos_are_attached_in_either_spelling(
    api: Any, picture: Picture, attach: Callable[..., str], form: str
) -> None:
    photos = [
        api.photo(
            picture(640, 400 + n), published="false", alt_text_custom=f"alt {n}"
        ).json()["id"]
        for n in range(2)
    ]
    spelt = {"attached_media": attach(*photos)}
    if form == "numbered":
        spelt = {
            f"attached_media[{n}]": json.dumps({"media_fbid": photo})
            for n, photo in enumerate(photos)
        }

    api.graph("POST", f"{PAGE}/feed", message="Foto", **spelt)

    (post,) = api.posts()
    assert [medium["alt"] for medium in post["media"]] == ["alt 0", "alt 1"]
    fields = "attachments{type,media_type,unshimmed_url,subattachments}"
    listed = api.graph("GET", f"{PAGE}/published_posts", fields=fields).json()
    (album,) = listed["data"][0]["attachments"]["data"]
    assert album["type"] == "album"
    assert [each["target"]["id"] for each in album["subattachments"]["data"]] == photos


def test_a_photo_goes_out_alone_only_when_published(api: Any, picture: Picture) -> None:
    hidden = api.photo(picture(), published="false").json()
    shown = api.photo(picture(), caption="Sendiri").json()

    assert set(hidden) == {"id"}
    assert set(shown) == {"id", "post_id"}
    assert [post["id"] for post in api.posts()] == [shown["post_id"]]
    read = api.graph("GET", shown["id"], fields="page_story_id").json()
    assert read["page_story_id"] == shown["post_id"]


def test_the_largest_rendition_comes_first_and_is_a_smaller_jpeg(
    api: Any, picture: Picture
) -> None:
    photo = api.photo(picture(3000, 1500, "PNG"), published="false").json()["id"]

    images = api.graph("GET", photo, fields="images,alt_text").json()["images"]

    assert (images[0]["width"], images[0]["height"]) == (2048, 1024)
    assert [image["width"] for image in images] == sorted(
        (image["width"] for image in images), reverse=True
    )
    for image in images[:2]:
        served = Image.open(io.BytesIO(requests.get(image["source"]).content))
        assert served.format == "JPEG"
        assert served.width == image["width"]


def test_an_unpublished_photo_is_gone_after_a_day(
    api: Any, picture: Picture, attach: Callable[..., str], code: Code
) -> None:
    photo = api.photo(picture(), published="false").json()["id"]
    source = api.graph("GET", photo, fields="images").json()["images"][0]["source"]
    api.settings(clock_offset=86_401)

    posted = api.graph("POST", f"{PAGE}/feed", attached_media=attach(photo))

    assert code(posted) == "100"
    assert code(api.graph("GET", photo, fields="images")) == "100/33"
    assert requests.get(source).status_code == 403


def test_a_photo_is_used_up_by_its_post(
    api: Any, picture: Picture, attach: Callable[..., str], code: Code
) -> None:
    photo = attach(api.photo(picture(), published="false").json()["id"])
    assert api.graph("POST", f"{PAGE}/feed", attached_media=photo).status_code == 200

    assert code(api.graph("POST", f"{PAGE}/feed", attached_media=photo)) == "100"
    assert len(api.posts()) == 1


@pytest.mark.parametrize(
    ("params", "expected"),
    [
        ({}, "100"),
        ({"message": "  "}, "100"),
        ({"message": "a" * 63_207}, "100"),
        ({"message": "a", "attached_media": '[{"media_fbid":"9"}]'}, "100"),
        ({"message": "a", "attached_media": "media_fbid"}, "100"),
        ({"message": "a", "attached_media": '["1"]'}, "100"),
        ({"message": "a", "link": "ftp://example.go.id"}, "1609005"),
        ({"message": "a", "link": "example.go.id"}, "1609005"),
        ({"message": "a", "link": "http://[bad"}, "1609005"),
    ],
)
def test_a_post_is_refused(
    api: Any, code: Code, params: dict[str, str], expected: str
) -> None:
    answer = api.graph("POST", f"{PAGE}/feed", **params)

    assert answer.status_code == 400
    assert code(answer) == expected
    assert api.posts() == []


def test_the_longest_text_is_taken(api: Any) -> None:
    text = "ä" * 63_206

    api.graph("POST", f"{PAGE}/feed", message=text)

    assert api.posts()[0]["text"] == text


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"no picture", "324"),
        (b"\xff\xd8\xff\xe0 half a picture", "324"),
        (b"x" * (10 * 1024 * 1024 + 1), "1366046"),
    ],
)
def test_a_photo_is_refused(api: Any, code: Code, data: bytes, expected: str) -> None:
    assert code(api.photo(data, published="false")) == expected


def test_a_webp_photo_and_a_missing_one_are_refused(
    api: Any, code: Code, picture: Picture
) -> None:
    assert code(api.photo(picture(64, 64, "WEBP"))) == "324"
    assert code(api.graph("POST", f"{PAGE}/photos", published="false")) == "324"


def test_a_photo_can_be_fetched_from_an_address(
    api: Any, web: Any, picture: Picture, code: Code
) -> None:
    address = web.put(picture())

    assert "id" in api.graph("POST", f"{PAGE}/photos", url=address).json()
    missing = api.graph("POST", f"{PAGE}/photos", url=web.url + "/none")
    assert code(missing) == "324"


def test_posts_are_listed_newest_first_page_by_page(api: Any) -> None:
    for number in range(5):
        api.graph("POST", f"{PAGE}/feed", message=f"Kiriman {number}")

    first = api.graph("GET", f"{PAGE}/published_posts", fields="message", limit=2)
    second = requests.get(first.json()["paging"]["next"]).json()
    cursor = second["paging"]["cursors"]["after"]
    third = api.graph("GET", f"{PAGE}/published_posts", limit=2, after=cursor).json()

    seen = [post["message"] for post in first.json()["data"] + second["data"]]
    assert seen == ["Kiriman 4", "Kiriman 3", "Kiriman 2", "Kiriman 1"]
    assert [post["message"] for post in third["data"]] == ["Kiriman 0"]
    assert "next" not in third["paging"]


@pytest.mark.parametrize("params", [{"limit": 101}, {"limit": "x"}, {"after": "!!"}])
def test_a_bad_page_of_a_listing_is_refused(
    api: Any, code: Code, params: dict[str, Any]
) -> None:
    answer = api.graph("GET", f"{PAGE}/published_posts", **params)

    assert code(answer) == "100"


def test_an_unknown_field_is_refused_by_name(api: Any, code: Code) -> None:
    post = api.graph("POST", f"{PAGE}/feed", message="Halo").json()["id"]

    answer = api.graph("GET", post, fields="id,colour")

    assert code(answer) == "100"
    assert "colour" in answer.json()["error"]["message"]


def test_a_post_is_edited_then_deleted_and_deleted_again(api: Any, code: Code) -> None:
    post = api.graph("POST", f"{PAGE}/feed", message="Salah").json()["id"]

    assert api.graph("POST", post, message="Benar").json() == {"success": True}
    assert api.posts()[0]["text"] == "Benar"
    assert api.graph("DELETE", post).json() == {"success": True}
    assert api.posts() == []
    assert code(api.graph("DELETE", post)) == "100/33"
    assert code(api.graph("GET", post)) == "100/33"


def test_an_unpublished_post_appears_once_it_is_published(api: Any) -> None:
    post = api.graph("POST", f"{PAGE}/feed", message="Nanti", published="false").json()
    assert api.posts() == []
    assert api.graph("GET", f"{PAGE}/published_posts").json() == {"data": []}

    api.graph("POST", post["id"], is_published="true")

    assert [each["id"] for each in api.posts()] == [post["id"]]
