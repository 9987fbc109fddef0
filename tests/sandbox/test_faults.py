"""Every fault does what it says, over real sockets."""

import os
import subprocess
import sys
import time
from collections.abc import Callable
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
        ("-1/2207032", 500),
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


@pytest.mark.parametrize(("after", "posts"), [(False, 0), (True, 1)])
def test_a_slow_answer_outlasts_the_client(api: Any, after: bool, posts: int) -> None:
    api.faults({"kind": "slow", "seconds": 0.4, "after": after})

    with pytest.raises(requests.Timeout):
        requests.post(
            f"{api.url}/1001/feed",
            data={"message": "Halo", "access_token": "t"},
            timeout=0.15,
        )

    assert len(api.posts()) == posts
    assert _until(lambda: len(api.posts()) == 1)


def test_a_late_post_lands_after_the_connection_is_gone(api: Any) -> None:
    api.faults({"kind": "late", "seconds": 0.2})

    with pytest.raises(LOST):
        api.tweet("Halo")

    assert api.posts() == []
    assert _until(lambda: len(api.posts()) == 1)


def _until(true: Callable[[], bool], seconds: float = 3) -> bool:
    end = time.monotonic() + seconds
    while not true() and time.monotonic() < end:
        time.sleep(0.02)
    return true()


def test_what_lags_is_published_but_not_yet_readable(api: Any, code: Any) -> None:
    api.faults({"kind": "read_lag", "seconds": 60, "times": 2})

    post = feed(api).json()["id"]
    tweet = api.tweet("Halo").json()["data"]["id"]

    assert len(api.posts()) == 2
    assert api.graph("GET", "1001/published_posts").json() == {"data": []}
    assert code(api.graph("GET", post)) == "100/33"
    assert "data" not in api.x("GET", "users/3001/tweets").json()
    assert "errors" in api.x("GET", f"tweets/{tweet}").json()
    api.settings(clock_offset=61)
    assert len(api.graph("GET", "1001/published_posts").json()["data"]) == 1
    assert len(api.x("GET", "users/3001/tweets").json()["data"]) == 1


def test_a_container_may_be_stuck_or_fail(
    api: Any, web: Any, picture: Any, code: Any
) -> None:
    address = web.put(picture())
    api.faults(
        {"kind": "container_stuck", "seconds": 60},
        {"kind": "container_stuck", "skip": 1, "seconds": "ever"},
        {"kind": "container_error", "skip": 2, "code": "9004/2207052"},
    )
    slow, stuck, failed = (
        api.container(image_url=address).json()["id"] for _ in range(3)
    )

    def status(container: str) -> Any:
        fields = "status_code,status"
        return api.graph("GET", container, fields=fields).json()

    assert status(slow)["status_code"] == status(stuck)["status_code"] == "IN_PROGRESS"
    assert status(failed)["status_code"] == "ERROR"
    assert "2207052" in status(failed)["status"]
    assert code(api.publish(failed)) == "-1/2207032"
    api.settings(clock_offset=61)
    assert status(slow)["status_code"] == "FINISHED"
    assert status(stuck)["status_code"] == "IN_PROGRESS"


def test_a_single_look_at_a_container_may_mislead(
    api: Any, web: Any, picture: Any
) -> None:
    container = api.container(image_url=web.put(picture())).json()["id"]
    api.faults(
        {"kind": "container_stuck", "operation": "container"},
        {"kind": "container_error", "operation": "container", "skip": 1},
    )

    seen = [
        api.graph("GET", container, fields="status_code").json()["status_code"]
        for _ in range(3)
    ]

    assert seen == ["IN_PROGRESS", "ERROR", "FINISHED"]


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


CLIENT = """
import os, sys, requests
requests.post(
    sys.argv[1] + "/2/tweets", json={"text": "Halo"},
    headers={"Authorization": "Bearer sandbox", "X-Sandbox-Pid": str(os.getpid())},
)
"""


@pytest.mark.parametrize(
    ("kind", "posts"), [("kill_client_before", 0), ("kill_client_after", 1)]
)
def test_the_client_is_killed_at_the_worst_moment(
    api: Any, kind: str, posts: int
) -> None:
    api.faults({"kind": kind, "operation": "tweets"})

    client = subprocess.run([sys.executable, "-c", CLIENT, api.url], check=False)

    assert client.returncode == -9
    assert len(api.posts()) == posts
    assert api.requests()[-1]["status"] == "killed"


@pytest.mark.parametrize("pid", [None, "0", "-1", "1", "self"])
def test_nothing_else_is_ever_killed(api: Any, pid: str | None) -> None:
    api.faults({"kind": "kill_client_before"})
    headers = {"X-Sandbox-Pid": str(os.getpid()) if pid == "self" else pid or ""}

    with pytest.raises(LOST):
        requests.get(f"{api.url}/2/users/me", headers=headers)

    assert api.x("GET", "users/me").status_code == 200


def test_skip_and_times_count_matching_requests_only(api: Any) -> None:
    fault = {"kind": "error_before", "operation": "tweets", "skip": 1, "times": 2}
    api.faults(fault)

    statuses = []
    for number in range(5):
        api.x("GET", "users/me")
        statuses.append(api.tweet(f"Kiriman {number}").status_code)

    assert statuses == [201, 500, 500, 201, 201]
    assert requests.get(f"{api.url}/_sandbox/faults").json() == []


def test_faults_of_one_request_follow_one_another(api: Any) -> None:
    api.faults(
        {"kind": "refuse", "code": "503"},
        {"kind": "refuse", "code": "402"},
        {"kind": "slow", "seconds": 0},
    )

    statuses = [api.tweet("Halo").status_code for _ in range(3)]

    assert statuses == [503, 402, 201]


def test_a_fault_ends_after_its_time(api: Any) -> None:
    api.faults({"kind": "error_before", "times": None, "for": 60})
    assert api.tweet("Halo").status_code == 500

    api.settings(clock_offset=61)

    assert api.tweet("Halo").status_code == 201
