"""What the public makes of posts, and what a look at credentials may find."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
import requests

Code = Callable[[requests.Response], str]
METRICS = "insights.metric(post_media_view,post_total_media_view_unique)"
SUMMARIES = (
    "reactions.limit(0).summary(total_count),comments.limit(0).summary(total_count),"
    "shares"
)


def put(api: Any, **figures: Any) -> requests.Response:
    return requests.put(f"{api.url}/_sandbox/figures", json=figures)


def posted(api: Any) -> str:
    answer = api.graph("POST", "1001/feed", message="Halo")
    return str(answer.json()["id"])


def media(api: Any, picture: Any) -> str:
    photo = api.photo(picture(), published="false").json()["id"]
    images = api.graph("GET", photo, fields="images").json()["images"]
    container = api.container(image_url=images[0]["source"]).json()["id"]
    return str(api.publish(container).json()["id"])


def test_facebook_sums_up_what_was_put(api: Any) -> None:
    post = posted(api)
    put(api, platform="facebook", id=post, likes=4, comments=2, views=70, reach=50)

    shown = api.graph("GET", post, fields=f"{SUMMARIES},{METRICS}").json()

    assert shown["reactions"]["summary"] == {"total_count": 4}
    assert shown["comments"]["summary"] == {"total_count": 2}
    assert "shares" not in shown
    views, reach = shown["insights"]["data"]
    assert (views["name"], views["values"]) == ("post_media_view", [{"value": 70}])
    assert reach["values"] == [{"value": 50}]


def test_shares_come_with_the_first(api: Any) -> None:
    post = posted(api)
    put(api, platform="facebook", id=post, shares=1)

    assert api.graph("GET", post, fields="shares").json()["shares"] == {"count": 1}


def test_instagram_counts_in_fields_and_insights(api: Any, picture: Any) -> None:
    post = media(api, picture)
    put(api, platform="instagram", id=post, likes=9, views=30, saved=2)

    fields = "like_count,comments_count,insights.metric(views,saved)"
    shown = api.graph("GET", post, fields=fields).json()

    assert (shown["like_count"], shown["comments_count"]) == (9, 0)
    values = [each["values"][0]["value"] for each in shown["insights"]["data"]]
    assert values == [30, 2]


def test_x_shows_public_metrics_of_many_posts_and_misses_the_rest(api: Any) -> None:
    one = api.tweet("Satu").json()["data"]["id"]
    two = api.tweet("Dua").json()["data"]["id"]
    put(api, platform="x", id=two, likes=7, views=99)
    requests.delete(f"{api.url}/_sandbox/posts?platform=x&id={one}")

    query = {"ids": f"{one},{two}", "tweet.fields": "public_metrics"}
    body = api.x("GET", "tweets", params=query).json()

    [shown], [error] = body["data"], body["errors"]
    assert shown["id"] == two
    assert shown["public_metrics"]["like_count"] == 7
    assert shown["public_metrics"]["impression_count"] == 99
    assert error["resource_id"] == one
    assert error["type"].endswith("/resource-not-found")


@pytest.mark.parametrize("ids", ["", "1,", "eins", ",".join(["1"] * 101)])
def test_x_takes_one_to_a_hundred_ids(api: Any, ids: str) -> None:
    assert api.x("GET", "tweets", params={"ids": ids}).status_code == 400


@pytest.mark.parametrize(
    "figures", [{"love": 1}, {"likes": -1}, {"likes": "many"}, {"likes": True}]
)
def test_mistaken_figures_are_refused(api: Any, figures: dict[str, Any]) -> None:
    answer = put(api, platform="facebook", id=posted(api), **figures)

    assert answer.status_code == 400
    assert answer.json()["error"]


@pytest.mark.parametrize(
    "post", [{}, {"platform": "facebook", "id": "1"}, {"platform": "mastodon"}]
)
def test_figures_of_no_post_are_refused(api: Any, post: dict[str, str]) -> None:
    assert put(api, **post, likes=1).status_code == 400


def test_a_post_that_is_taken_down_is_gone_for_everyone(api: Any, code: Code) -> None:
    post = posted(api)
    url = f"{api.url}/_sandbox/posts?platform=facebook&id={post}"

    assert requests.delete(url).json() == {"deleted": True}
    assert code(api.graph("GET", post)) == "100/33"
    assert api.posts() == []
    assert requests.delete(url).status_code == 400


def test_insights_take_their_permission_and_known_metrics(api: Any, code: Code) -> None:
    post = posted(api)
    old = api.graph("GET", post, fields="insights.metric(post_impressions)")
    none = api.graph("GET", post, fields="insights")
    api.settings(missing_scopes=["read_insights"])
    refused = api.graph("GET", post, fields=METRICS)

    assert code(old) == code(none) == "100"
    assert code(refused) == "10"
    assert api.graph("GET", post, fields=SUMMARIES).ok


def test_a_missing_permission_shows_and_refuses(api: Any, code: Code) -> None:
    api.settings(missing_scopes=["pages_manage_posts", "instagram_content_publish"])

    token = api.graph("GET", "debug_token", input_token="token").json()["data"]

    assert "pages_manage_posts" not in token["scopes"]
    assert "pages_read_engagement" in token["scopes"]
    assert code(api.graph("POST", "1001/feed", message="Halo")) == "10"
    assert code(api.publish("1")) == "10"


def test_tokens_end_when_they_are_told_to(api: Any) -> None:
    api.settings(token_days=3, data_access_days=0)

    token = api.graph("GET", "debug_token", input_token="token").json()["data"]

    left = token["expires_at"] - datetime.now(UTC).timestamp()
    assert 2.9 < left / 86_400 <= 3
    assert token["data_access_expires_at"] == 0


def test_nobody_sees_the_posts_of_an_app_in_development(api: Any) -> None:
    posted(api)
    api.tweet("Hanya di X")
    page = f"{api.url}/facebook/1001"
    assert "Halo" in requests.get(page).text
    api.settings(app_in_development=True)

    assert "Halo" not in requests.get(page).text
    assert len(api.graph("GET", "1001/published_posts").json()["data"]) == 1
    assert "Hanya di X" in requests.get(f"{api.url}/x/sandbox_pemkab").text


def test_keys_of_x_that_may_only_read_say_so_and_cannot_post(api: Any) -> None:
    signed = {
        "Authorization": 'OAuth oauth_consumer_key="a", oauth_token="b",'
        ' oauth_signature="c", oauth_nonce="d", oauth_timestamp="1"'
    }
    api.settings(x_access_level="read")
    url = f"{api.url}/2/users/me"

    assert requests.get(url, headers=signed).headers["x-access-level"] == "read"
    assert "x-access-level" not in api.x("GET", "users/me").headers
    assert api.tweet("Halo").status_code == 403


@pytest.mark.parametrize(
    "settings",
    [
        {"missing_scopes": "read_insights"},
        {"app_in_development": 1},
        {"page_tasks": [1]},
        {"x_access_level": "write"},
        {"token_days": True},
    ],
)
def test_mistaken_credentials_are_refused(api: Any, settings: Any) -> None:
    answer = requests.put(f"{api.url}/_sandbox/settings", json=settings)

    assert answer.status_code == 400
