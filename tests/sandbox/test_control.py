"""The control interface shows and changes what it says."""

import hashlib
from datetime import UTC, datetime
from typing import Any

import pytest
import requests


def test_posts_are_given_exactly_as_received(api: Any, picture: Any) -> None:
    data = picture(800, 600)
    media = api.tweet_media(data).json()["data"]["id"]
    text = "Dua\nbaris & <tanda> https://kab.go.id 👍"

    api.tweet(text, media={"media_ids": [media]})
    api.graph("POST", "1001/feed", message=f" {text} ", link="https://kab.go.id/a")

    tweet, post = api.posts()
    assert (tweet["text"], post["text"]) == (text, f" {text} ")
    assert post["link"] == "https://kab.go.id/a"
    assert datetime.fromisoformat(post["created_at"]).tzinfo == UTC
    (medium,) = tweet["media"]
    digest = hashlib.sha256(data).hexdigest()
    assert medium["sha256"] == medium["sha256_received"] == digest
    assert (medium["width"], medium["height"]) == (800, 600)
    assert requests.get(medium["url"]).content == data
    assert requests.get(tweet["permalink"]).status_code == 200


def test_posts_can_be_asked_for_by_platform_and_account(api: Any) -> None:
    api.tweet("Satu")
    api.graph("POST", "1001/feed", message="Dua")
    api.graph("POST", "1002/feed", message="Tiga")

    assert [each["text"] for each in api.posts(platform="x")] == ["Satu"]
    assert [each["text"] for each in api.posts(account="1002")] == ["Tiga"]


def test_the_log_tells_what_came_and_keeps_no_secret(api: Any) -> None:
    secret = "rahasia-sekali"
    api.graph("GET", "1001", access_token=secret)
    api.graph("POST", "1001/feed", access_token=secret, message="Halo")
    api.x("GET", "users/me", token=secret)
    requests.get(f"{api.url}/_sandbox/posts")

    log = api.requests()

    assert [entry["operation"] for entry in log] == ["page", "feed", "me"]
    assert [entry["status"] for entry in log] == [200, 200, 200]
    assert log[1]["path"] == "/1001/feed"
    assert "." in log[0]["time"]
    assert secret not in str(log)
    requests.delete(f"{api.url}/_sandbox/requests")
    assert api.requests() == []


def test_an_unknown_path_is_refused_and_logged(api: Any) -> None:
    graph = requests.get(f"{api.url}/v26.0/1001/dance")
    x = requests.get(f"{api.url}/2/dance")

    assert (graph.status_code, graph.json()["error"]["code"]) == (400, 2500)
    assert (x.status_code, x.json()["title"]) == (404, "Not Found")
    assert [entry["operation"] for entry in api.requests()] == [None, None]


@pytest.mark.parametrize(
    "fault",
    [
        "drop",
        {},
        {"kind": "dance"},
        {"kind": "slow", "speed": 1},
        {"kind": "slow", "seconds": "long"},
        {"kind": "refuse", "platform": "mastodon"},
        {"kind": "refuse", "times": "often"},
        {"kind": "refuse", "code": "403-dance"},
    ],
)
def test_a_mistaken_fault_is_refused_and_changes_nothing(api: Any, fault: Any) -> None:
    api.faults({"kind": "drop_before", "operation": "feed"})
    url = f"{api.url}/_sandbox/faults"

    put = requests.put(url, json=[{"kind": "late"}, fault])
    post = requests.post(url, json=fault)

    assert put.status_code == post.status_code == 400
    assert put.json()["error"]
    assert [each["kind"] for each in requests.get(url).json()] == ["drop_before"]


def test_faults_are_appended_and_cleared(api: Any) -> None:
    url = f"{api.url}/_sandbox/faults"
    requests.post(url, json={"kind": "late"})
    both = requests.post(url, json={"kind": "slow"}).json()

    assert [each["kind"] for each in both] == ["late", "slow"]
    assert requests.put(url, json={}).status_code == 400
    assert requests.delete(url).json() == []
    assert requests.get(url).json() == []


def test_settings_change_and_fall_back(api: Any) -> None:
    url = f"{api.url}/_sandbox/settings"
    api.settings(hashtag_limit=30, container_seconds=0.5)

    changed = requests.get(url).json()
    restored = requests.put(url, json={"hashtag_limit": None}).json()

    assert (changed["hashtag_limit"], changed["container_seconds"]) == (30, 0.5)
    assert restored["hashtag_limit"] == 5


@pytest.mark.parametrize(
    "settings",
    [
        {"colour": "red"},
        [],
        {"hashtag_limit": "many"},
        {"clock_offset": True},
        {"timezone": "Asia/Nowhere"},
        {"x_limits": {"tweets": "many"}},
        {"x_limits": 5},
    ],
)
def test_a_mistaken_setting_is_refused(api: Any, settings: Any) -> None:
    answer = requests.put(f"{api.url}/_sandbox/settings", json=settings)

    assert answer.status_code == 400
    assert answer.json()["error"]


def test_wiping_forgets_everything(api: Any, picture: Any) -> None:
    api.photo(picture())
    api.settings(hashtag_limit=30)
    api.faults({"kind": "late"})

    requests.delete(f"{api.url}/_sandbox/state")

    assert api.posts() == []
    assert api.requests() == []
    assert requests.get(f"{api.url}/_sandbox/faults").json() == []
    assert requests.get(f"{api.url}/_sandbox/settings").json()["hashtag_limit"] == 5


def test_an_unknown_verb_is_404(api: Any) -> None:
    assert requests.get(f"{api.url}/_sandbox/dance").status_code == 404
    assert requests.put(f"{api.url}/_sandbox/posts", json=[]).status_code == 404


def test_the_controls_take_json_whatever_it_is_called(api: Any) -> None:
    fault = b'[{"kind": "drop_after", "platform": "x", "operation": "tweets"}]'
    form = {"Content-Type": "application/x-www-form-urlencoded"}

    answer = requests.put(f"{api.url}/_sandbox/faults", data=fault, headers=form)

    assert answer.ok, answer.text
    (left,) = requests.get(f"{api.url}/_sandbox/faults").json()
    assert left["kind"] == "drop_after"
