"""Pictures on X: one-shot, chunked, described."""

from typing import Any

import pytest


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "GIF", "WEBP"])
def test_a_picture_is_known_by_its_content(api: Any, picture: Any, kind: str) -> None:
    data = picture(640, 480, kind)

    uploaded = api.tweet_media(data).json()["data"]

    assert uploaded["image"] == {
        "image_type": f"image/{kind.lower()}",
        "w": 640,
        "h": 480,
    }
    assert uploaded["size"] == len(data)
    assert uploaded["media_key"] == f"3_{uploaded['id']}"
    assert uploaded["expires_after_secs"] == 86_400


def test_what_is_no_picture_or_too_large_is_refused(api: Any, picture: Any) -> None:
    too_large = picture() + b"\0" * (5 * 1024 * 1024)

    for data in (b"no picture", picture(64, 64, "BMP"), too_large):
        assert api.tweet_media(data).status_code == 400
    assert api.tweet_media(picture(), category="poster").status_code == 400
    empty = api.x("POST", "media/upload", data={"media_category": "tweet_image"})
    assert empty.status_code == 400


@pytest.mark.parametrize(
    "body",
    [
        {"metadata": {"alt_text": {"text": "a"}}},
        {"id": "1", "metadata": {"alt_text": {"text": "a"}}},
        {"id": "MINE"},
        {"id": "MINE", "metadata": {"alt_text": {"text": "a" * 1001}}},
    ],
)
def test_a_bad_description_is_refused(api: Any, picture: Any, body: Any) -> None:
    mine = api.tweet_media(picture()).json()["data"]["id"]
    if body.get("id") == "MINE":
        body = {**body, "id": mine}

    assert api.x("POST", "media/metadata", json=body).status_code == 400


def test_a_picture_comes_in_pieces(api: Any, picture: Any) -> None:
    data = picture(800, 600, "PNG")
    half = len(data) // 2
    begun = api.x(
        "POST",
        "media/upload/initialize",
        json={
            "media_type": "image/png",
            "total_bytes": len(data),
            "media_category": "tweet_image",
        },
    ).json()["data"]["id"]

    def status() -> str:
        params = {"command": "STATUS", "media_id": begun}
        answer = api.x("GET", "media/upload", params=params).json()
        return str(answer["data"]["processing_info"]["state"])

    def append(segment: int, piece: bytes) -> int:
        answer = api.x(
            "POST",
            f"media/upload/{begun}/append",
            data={"segment_index": str(segment)},
            files={"media": ("a", piece)},
        )
        return int(answer.status_code)

    assert append(1, data[half:]) == 200
    early = api.x("POST", f"media/upload/{begun}/finalize")
    assert early.status_code == 400
    assert status() == "pending"
    assert append(0, data[:half]) == 200
    assert append(0, data[:half]) == 200
    assert append(1000, b"x") == 400

    done = api.x("POST", f"media/upload/{begun}/finalize").json()["data"]

    assert done["image"]["w"] == 800
    assert status() == "succeeded"
    assert api.tweet("", media={"media_ids": [begun]}).status_code == 201


def test_an_unfinished_upload_cannot_be_posted(api: Any) -> None:
    body = {"total_bytes": 10, "media_category": "tweet_image"}
    begun = api.x("POST", "media/upload/initialize", json=body).json()["data"]["id"]

    assert api.tweet("a", media={"media_ids": [begun]}).status_code == 400
    bad = api.x("POST", "media/upload/initialize", json={"total_bytes": "many"})
    assert bad.status_code == 400
    assert api.x("POST", "media/upload/1/finalize").status_code == 400
