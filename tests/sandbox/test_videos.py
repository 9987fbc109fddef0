"""Films on the sandbox: the order of the steps, the refusals, the pages."""

from pathlib import Path
from typing import Any

import pytest
import requests

from tests.sandbox.conftest import INSTAGRAM, PAGE
from tests.support.footage import film, header, reel


def upload(api: Any, path: str, data: bytes, **headers: Any) -> Any:
    sent = {"Authorization": "OAuth token", "offset": "0", "file_size": str(len(data))}
    return requests.post(
        f"{api.url}/{path}", data=data, headers={**sent, **headers}
    ).json()


def bytes_of(media: Any) -> bytes:
    with media.open() as stream:
        return bytes(stream.read())


def start(api: Any, size: int) -> Any:
    phase = {"upload_phase": "start", "file_size": str(size)}
    return api.graph("POST", f"{PAGE}/videos", **phase).json()


def test_a_video_is_public_only_after_its_end(api: Any, tmp_path: Path) -> None:
    data = bytes_of(film(tmp_path))
    begun = start(api, len(data))
    session = {"upload_session_id": begun["upload_session_id"]}
    early = api.graph("POST", f"{PAGE}/videos", upload_phase="finish", **session)
    wrong = api.graph(
        "POST",
        f"{PAGE}/videos",
        {"video_file_chunk": ("a", data)},
        upload_phase="transfer",
        start_offset="7",
        **session,
    )
    api.graph(
        "POST",
        f"{PAGE}/videos",
        {"video_file_chunk": ("a", data)},
        upload_phase="transfer",
        start_offset="0",
        **session,
    )
    before = requests.get(f"{api.url}/_sandbox/posts").json()

    done = api.graph(
        "POST", f"{PAGE}/videos", upload_phase="finish", description="Banjir", **session
    )

    assert early.json()["error"]["code"] == wrong.json()["error"]["code"] == 6000
    assert wrong.json()["error"]["error_subcode"] == 1363037
    assert before == []
    assert done.json() == {"success": True}
    [post] = requests.get(f"{api.url}/_sandbox/posts").json()
    [medium] = post["media"]
    assert (post["text"], medium["kind"], medium["seconds"]) == ("Banjir", "film", 12.0)


@pytest.mark.parametrize(
    ("headers", "kind"),
    [
        ({"offset": ""}, "HeaderError"),
        ({"file_size": ""}, "HeaderError"),
        ({"offset": "5"}, "OffsetInvalidError"),
        ({"file_size": "3"}, "PartialRequestError"),
    ],
)
def test_the_upload_server_wants_its_headers(
    api: Any, headers: dict[str, str], kind: str
) -> None:
    begun = api.graph("POST", f"{PAGE}/video_reels", upload_phase="start").json()

    answer = upload(api, f"video-upload/v26.0/{begun['video_id']}", b"1234", **headers)

    assert answer["debug_info"]["type"] == kind
    assert answer["debug_info"]["retriable"] is False


@pytest.mark.parametrize(
    ("width", "height", "seconds", "words"),
    [
        (1280, 720, 12, "9 by 16"),
        (360, 640, 12, "540 by 960"),
        (1080, 1920, 91, "3 to 90"),
    ],
)
def test_only_short_upright_films_become_reels(
    api: Any, width: int, height: int, seconds: int, words: str
) -> None:
    data = header(width=width, height=height, seconds=seconds)
    video = api.graph("POST", f"{PAGE}/video_reels", upload_phase="start").json()
    upload(api, f"video-upload/v26.0/{video['video_id']}", data)
    ended = {"upload_phase": "finish", "video_state": "PUBLISHED"}
    api.graph("POST", f"{PAGE}/video_reels", video_id=video["video_id"], **ended)

    status = api.graph("GET", video["video_id"], fields="status").json()["status"]

    assert status["video_status"] == "error"
    assert words in status["processing_phase"]["errors"][0]["message"]
    assert requests.get(f"{api.url}/_sandbox/posts").json() == []


def test_a_container_is_in_progress_until_its_film_is_processed(
    api: Any, tmp_path: Path
) -> None:
    requests.put(f"{api.url}/_sandbox/settings", json={"film_looks": 2})
    kind = {"media_type": "REELS", "upload_type": "resumable", "caption": "Banjir"}
    made = api.graph("POST", f"{INSTAGRAM}/media", **kind).json()
    empty = api.graph("GET", made["id"], fields="status_code").json()["status_code"]
    data = bytes_of(reel(tmp_path))
    sent = {"Authorization": "OAuth token", "offset": "0", "file_size": str(len(data))}
    requests.post(made["uri"], data=data, headers=sent)

    looks = [
        api.graph("GET", made["id"], fields="status_code").json()["status_code"]
        for _ in range(3)
    ]

    assert [empty, *looks] == ["IN_PROGRESS"] * 3 + ["FINISHED"]


def test_what_is_no_film_ends_in_an_error(api: Any) -> None:
    kind = {"media_type": "REELS", "upload_type": "resumable"}
    made = api.graph("POST", f"{INSTAGRAM}/media", **kind).json()
    upload(api, f"ig-api-upload/v26.0/{made['id']}", b"PK\3\4 a zip")

    status = api.graph("GET", made["id"], fields="status_code,status").json()

    assert status["status_code"] == "ERROR"
    assert "2207026" in status["status"]


def test_x_takes_one_film_and_nothing_beside_it(
    api: Any, picture: Any, tmp_path: Path
) -> None:
    data = bytes_of(film(tmp_path))
    body = {
        "media_type": "video/mp4",
        "total_bytes": len(data),
        "media_category": "tweet_video",
    }
    begun = api.x("POST", "media/upload/initialize", json=body).json()["data"]["id"]
    api.x(
        "POST",
        f"media/upload/{begun}/append",
        data={"segment_index": "0"},
        files={"media": ("a", data)},
    )
    unfinished = api.tweet("a", media={"media_ids": [begun]})
    api.x("POST", f"media/upload/{begun}/finalize")
    other = api.tweet_media(picture(800, 600)).json()["data"]["id"]

    assert unfinished.status_code == 400
    assert api.tweet("a", media={"media_ids": [begun, other]}).status_code == 400
    assert api.tweet("a", media={"media_ids": [begun]}).status_code == 201


def test_the_pages_show_the_length_of_a_film(api: Any, tmp_path: Path) -> None:
    data = bytes_of(reel(tmp_path, seconds=75.0))
    video = api.graph("POST", f"{PAGE}/video_reels", upload_phase="start").json()
    upload(api, f"video-upload/v26.0/{video['video_id']}", data)
    ended = {"upload_phase": "finish", "video_state": "PUBLISHED"}
    api.graph("POST", f"{PAGE}/video_reels", video_id=video["video_id"], **ended)

    page = requests.get(f"{api.url}/facebook/{PAGE}").text

    assert '<span class="length">1:15</span>' in page
    assert "<img" not in page
