"""Nothing a client sends makes the sandbox itself stumble."""

from typing import Any

import pytest
import requests

JSON = {"Content-Type": "application/json"}
IG = "17841400000000001"
GRAPH_REQUESTS: list[tuple[str, str, dict[str, Any]]] = [
    ("POST", "1001/feed", {"attached_media": "[" * 50_000}),
    ("POST", "1001/feed", {"attached_media": "null"}),
    ("POST", "1001/feed", {"attached_media[²]": "1", "message": "a"}),
    ("POST", "1001/feed", {"message": "a\0b"}),
    ("POST", f"{IG}/media", {"media_type": "CAROUSEL", "children": "[1,"}),
    (
        "POST",
        f"{IG}/media",
        {"image_url": "http://\ud83d/".encode("utf-16", "surrogatepass")},
    ),
    ("POST", f"{IG}/media_publish", {"creation_id": "²"}),
    ("GET", "1001/published_posts", {"limit": "²"}),
    ("GET", "1001/published_posts", {"after": "ZnJvbTotNQ"}),
    ("GET", "1001/published_posts", {"fields": "{{{}}},,("}),
    ("GET", f"{IG}/media", {"since": "nan", "until": "inf"}),
    ("GET", "²", {}),
    ("GET", "%00", {}),
    ("GET", "1001", {"fields": "instagram_business_account{colour}"}),
    ("GET", "debug_token", {}),
]
X_BODIES: list[bytes] = [
    b"",
    b"null",
    b"5",
    b'{"text": "\\ud83d"}',
    b'{"text": "a", "reply": "b"}',
    b'{"text": "a", "reply": {"in_reply_to_tweet_id": {}}}',
    b'{"text": "a", "media": "b"}',
    b'{"text": null}',
    b"[" * 100_000,
    b"\xff\xfe",
]


@pytest.mark.parametrize("request_", GRAPH_REQUESTS, ids=str)
def test_odd_graph_requests_are_answered(
    api: Any, request_: tuple[str, str, dict[str, Any]]
) -> None:
    method, path, params = request_

    answer = api.graph(method, path, **params)

    assert answer.status_code < 500
    answer.json()


@pytest.mark.parametrize("body", X_BODIES, ids=lambda body: str(body[:30]))
@pytest.mark.parametrize(
    "path", ["tweets", "media/metadata", "media/upload/initialize"]
)
def test_odd_bodies_are_refused(api: Any, path: str, body: bytes) -> None:
    answer = api.x("POST", path, data=body)

    assert answer.status_code == 400
    assert answer.json()["title"] == "Invalid Request"


@pytest.mark.parametrize(
    "path",
    [
        "/_cdn/no/100.jpg",
        "/_cdn/no/x.jpg?oe=zz",
        "/2/users/²/tweets?max_results=5",
        "/2/tweets/x",
        "/2/media/upload?media_id=x",
        "/photo/",
        "/x/%3Cscript%3E",
        "/instagram/",
        "/v26.0/",
        "//",
    ],
)
def test_odd_paths_are_answered(api: Any, path: str) -> None:
    headers = {"Authorization": "Bearer sandbox"}

    assert requests.get(api.url + path, headers=headers).status_code < 500


def test_a_broken_form_and_a_huge_body_are_refused(api: Any) -> None:
    url = f"{api.url}/1001/photos"
    form = {"Content-Type": "multipart/form-data; boundary=x"}
    broken = requests.post(url, data=b"--x\r\nno", headers=form)
    huge = requests.post(
        f"{api.url}/2/tweets",
        data=b"",
        headers={**JSON, "Content-Length": "99999999999"},
        timeout=5,
    )

    assert broken.status_code in {400, 401}
    assert huge.status_code == 400
