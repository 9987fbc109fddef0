"""Faults that change conditions, meet only some requests, or end the client."""

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
