"""Every fault does what it says, over real sockets."""

import time
from typing import Any

import pytest
import requests

LOST = (requests.ConnectionError, requests.exceptions.ChunkedEncodingError)
BEFORE, AFTER = 0, 1


def feed(api: Any, message: str = "Halo", **more: Any) -> Any:
    """Publish on Facebook."""
    return api.graph("POST", "1001/feed", message=message, **more)


@pytest.mark.parametrize(
    ("kind", "posts"),
    [("drop_before", BEFORE), ("drop_after", AFTER), ("truncated", AFTER)],
)
@pytest.mark.parametrize("platform", ["facebook", "x"])
def test_a_lost_answer_is_lost_before_or_after_the_act(
    api: Any, platform: str, kind: str, posts: int
) -> None:
    api.faults({"kind": kind, "operation": "write"})
    publish = feed if platform == "facebook" else type(api).tweet

    with pytest.raises(LOST):
        publish(api, "Halo")

    assert len(api.posts(platform=platform)) == posts
    assert api.requests()[-1]["status"] == "dropped"
    assert publish(api, "Sesudah").status_code < 300


def test_a_truncated_answer_had_begun(api: Any) -> None:
    api.faults({"kind": "truncated"})

    with requests.post(
        f"{api.url}/1001/feed",
        data={"message": "Halo", "access_token": "t"},
        stream=True,
    ) as answer:
        assert answer.status_code == 200
        with pytest.raises(requests.exceptions.ChunkedEncodingError):
            assert answer.content


@pytest.mark.parametrize(("kind", "posts"), [("error_before", 0), ("error_after", 1)])
@pytest.mark.parametrize("status", [500, 502, 503])
@pytest.mark.parametrize("as_html", [True, False])
def test_a_server_error_comes_before_or_after_the_act(
    api: Any, kind: str, posts: int, status: int, as_html: bool
) -> None:
    api.faults({"kind": kind, "status": status, "html": as_html, "operation": "write"})

    answer = api.tweet("Halo")

    assert answer.status_code == status
    assert len(api.posts()) == posts
    assert answer.text.startswith("<!DOCTYPE") is as_html
    assert as_html or answer.json()["status"] == status


def test_a_graph_server_error_has_the_envelope(api: Any, code: Any) -> None:
    api.faults({"kind": "error_after"}, {"kind": "error_before", "status": 503})

    first, second = feed(api), feed(api)

    assert (first.status_code, code(first)) == (500, "1")
    assert (second.status_code, code(second)) == (503, "2")
    assert first.json()["error"]["is_transient"] is True
    assert len(api.posts()) == 1


@pytest.mark.parametrize(("after", "posts"), [(True, 1), (False, 0)])
def test_a_page_of_html_may_come_with_success(
    api: Any, after: bool, posts: int
) -> None:
    api.faults({"kind": "html", "after": after})

    answer = feed(api)

    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/html")
    assert len(api.posts()) == posts


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("190/463", 400),
        ("368/1390008", 400),
        ("506", 400),
        ("4/2207051", 403),
        ("100/33", 400),
        ("1", 500),
        ("-1/2207032", 400),
        ("200", 403),
    ],
)
def test_graph_refuses_by_code(api: Any, code: Any, name: str, status: int) -> None:
    api.faults({"kind": "refuse", "platform": "facebook", "code": name})

    answer = feed(api)

    assert (answer.status_code, code(answer)) == (status, name)
    assert api.posts() == []


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("402", 402),
        ("403-duplicate", 403),
        ("403-suspended", 403),
        ("401", 401),
        ("429", 429),
        ("503", 503),
        ("400-media", 400),
    ],
)
def test_x_refuses_by_name(api: Any, name: str, status: int) -> None:
    api.faults({"kind": "refuse", "platform": "x", "code": name})

    answer = api.tweet("Halo")

    assert answer.status_code == status
    assert answer.json()["title"]
    assert api.posts() == []


def test_a_refusal_can_be_given_whole(api: Any) -> None:
    fault = {"kind": "refuse", "status": 418, "body": {"a": 1}, "headers": {"x-a": "b"}}
    api.faults(fault)

    answer = api.tweet("Halo")

    assert (answer.status_code, answer.json()) == (418, {"a": 1})
    assert answer.headers["x-a"] == "b"


def test_a_rate_limit_tells_its_reset(api: Any, code: Any) -> None:
    api.faults(
        {"kind": "rate_limited", "platform": "x", "reset": 30},
        {"kind": "rate_limited", "platform": "x", "reset": 3000, "day": True},
        {"kind": "rate_limited", "platform": "facebook", "code": "32"},
    )

    short, day, graph = api.tweet("Halo"), api.tweet("Halo"), feed(api)

    assert short.status_code == day.status_code == 429
    assert 0 < int(short.headers["x-rate-limit-reset"]) - time.time() <= 31
    assert day.headers["x-user-limit-24hour-remaining"] == "0"
    assert day.headers["x-rate-limit-remaining"] == "99"
    assert (graph.status_code, code(graph)) == (403, "32")
    assert '"call_count": 100' in graph.headers["x-app-usage"]
    assert api.posts() == []


def test_a_token_may_expire_meanwhile(api: Any, code: Any) -> None:
    api.faults({"kind": "expired_token", "times": 2})

    assert code(feed(api)) == "190/463"
    assert api.tweet("Halo").status_code == 401
    assert feed(api).status_code == 200


def test_reads_fail_while_writes_work(api: Any, code: Any) -> None:
    api.faults(
        {"kind": "unreadable", "platform": "facebook", "times": None},
        {"kind": "unreadable", "platform": "x", "status": 503},
    )

    post = feed(api).json()["id"]

    assert code(api.graph("GET", post)) == "100/33"
    assert code(api.graph("GET", "1001/published_posts")) == "100/33"
    assert api.x("GET", "users/me").status_code == 503
    assert api.x("GET", "users/me").status_code == 200
    assert len(api.posts()) == 1


def test_a_refusal_may_come_although_the_platform_acted(
    api: Any, web: Any, picture: Any, code: Any
) -> None:
    container = api.container(image_url=web.put(picture())).json()["id"]
    api.faults({"kind": "refuse", "code": "4/2207051", "after": True})

    assert code(api.publish(container)) == "4/2207051"

    assert len(api.posts()) == 1
    status = api.graph("GET", container, fields="status_code").json()
    assert status["status_code"] == "PUBLISHED"


def test_refusals_carry_the_headers_of_the_platform(api: Any) -> None:
    api.faults({"kind": "refuse", "code": "506"}, {"kind": "refuse", "code": "402"})

    assert "x-app-usage" in feed(api).headers
    assert "x-rate-limit-remaining" in api.tweet("Halo").headers
