"""The X side answers as API v2 does."""

import html
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import requests

OAUTH1 = (
    'OAuth oauth_consumer_key="c", oauth_nonce="n", oauth_signature="s%3D",'
    ' oauth_signature_method="HMAC-SHA1", oauth_timestamp="1", oauth_token="{}",'
    ' oauth_version="1.0"'
)
FIELDS = "created_at,entities,note_tweet,attachments"


def timeline(api: Any, user: str = "3001", **params: Any) -> Any:
    """Read a user's posts."""
    params = {"max_results": 100, "tweet.fields": FIELDS, **params}
    return api.x("GET", f"users/{user}/tweets", params=params).json()


def test_a_post_comes_back_with_short_links_and_escaped_signs(api: Any) -> None:
    text = "Baca <ini> & itu: https://kab.go.id/berita?a=1&b=2 atau kab.go.id."

    made = api.tweet(text)

    assert made.status_code == 201
    (post,) = timeline(api)["data"]
    assert post["text"] == made.json()["data"]["text"]
    assert post["text"].startswith("Baca &lt;ini&gt; &amp; itu: https://t.co/")
    first, second = post["entities"]["urls"]
    assert first["expanded_url"] == "https://kab.go.id/berita?a=1&b=2"
    assert second["expanded_url"] == "http://kab.go.id"
    assert second["display_url"] == "kab.go.id"
    restored = post["text"]
    for link in (second, first):
        assert post["text"][link["start"] : link["end"]] == link["url"]
        assert len(link["url"]) == 23
        shown = link["expanded_url"] if link is first else link["display_url"]
        restored = restored.replace(link["url"], html.escape(shown, quote=False))
    assert html.unescape(restored) == text
    assert api.posts()[0]["text"] == text


def test_a_post_with_pictures_ends_in_a_link_to_them(api: Any, picture: Any) -> None:
    ids = [
        api.tweet_media(picture(640, 400 + n)).json()["data"]["id"] for n in range(4)
    ]
    api.x(
        "POST",
        "media/metadata",
        json={"id": ids[1], "metadata": {"alt_text": {"text": "Peta jalan"}}},
    )

    made = api.tweet("Foto", media={"media_ids": ids}).json()["data"]

    (post,) = timeline(api)["data"]
    assert made["text"].startswith("Foto https://t.co/")
    assert post["attachments"]["media_keys"] == [f"3_{each}" for each in ids]
    assert post["entities"]["urls"][0]["expanded_url"].endswith("/photo/1")
    media = api.posts()[0]["media"]
    assert [each["alt"] for each in media] == ["", "Peta jalan", "", ""]


def test_ids_grow_with_time(api: Any) -> None:
    ids = [int(api.tweet(f"Kiriman {n}").json()["data"]["id"]) for n in range(5)]

    assert ids == sorted(set(ids))
    made = datetime.fromtimestamp(((ids[0] >> 22) + 1_288_834_974_657) / 1000, UTC)
    assert abs(datetime.now(UTC) - made) < timedelta(seconds=30)


def test_the_same_text_is_refused_for_a_day_unless_deleted(api: Any) -> None:
    first = api.tweet("Sama").json()["data"]["id"]

    refused = api.tweet("Sama")

    assert (refused.status_code, refused.json()) == (
        403,
        {
            "detail": "You are not allowed to create a Tweet with duplicate content.",
            "type": "about:blank",
            "title": "Forbidden",
            "status": 403,
        },
    )
    api.x("DELETE", f"tweets/{first}")
    assert api.tweet("Sama").status_code == 201
    api.settings(clock_offset=86_401)
    assert api.tweet("Sama").status_code == 201


def test_another_account_may_say_the_same(api: Any) -> None:
    api.tweet("Sama")

    other = api.x("POST", "tweets", token="lain", json={"text": "Sama"})

    assert other.status_code == 201
    assert len({post["account"] for post in api.posts()}) == 2


def test_280_is_the_weighted_limit(api: Any) -> None:
    link = "https://kab.go.id/" + "a" * 200

    assert api.tweet("a" * 256 + " " + link).status_code == 201
    refused = api.tweet("b" * 257 + " " + link)

    assert "Your Tweet text is too long" in refused.json()["detail"]
    assert len(api.posts()) == 1


def test_a_long_post_of_a_paying_account_sits_in_its_note(api: Any) -> None:
    api.settings(x_length=25_000)
    text = "kata " * 100

    api.tweet(text)

    (post,) = timeline(api)["data"]
    assert post["note_tweet"]["text"] == text
    assert len(post["text"]) < 280


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"text": ""},
        {"text": "  "},
        {"text": 5},
        {"text": "a", "colour": "red"},
        {"text": "a", "media": {"media_ids": ["1"]}, "poll": {"options": ["a", "b"]}},
        {"text": "a", "media": {"media_ids": []}},
        {"text": "a", "media": {"media_ids": [1]}},
        {"text": "a", "media": {"media_ids": ["1", "2", "3", "4", "5"]}},
        {"text": "a", "media": {"media_ids": ["1"]}},
        {"text": "a", "reply": {"in_reply_to_tweet_id": ""}},
        ["text"],
    ],
)
def test_a_bad_body_is_refused(api: Any, body: Any) -> None:
    answer = api.x("POST", "tweets", json=body)

    assert answer.status_code == 400
    assert answer.json()["title"] == "Invalid Request"
    assert api.posts() == []


def test_a_body_that_is_no_json_is_refused(api: Any) -> None:
    assert api.x("POST", "tweets", data="{").status_code == 400


def test_media_of_others_used_or_old_are_invalid(api: Any, picture: Any) -> None:
    mine = api.tweet_media(picture()).json()["data"]["id"]
    old = api.tweet_media(picture()).json()["data"]["id"]

    other = api.x(
        "POST",
        "tweets",
        token="lain",
        json={"text": "a", "media": {"media_ids": [mine]}},
    )
    assert api.tweet("a", media={"media_ids": [mine]}).status_code == 201
    used = api.tweet("b", media={"media_ids": [mine]})
    api.settings(clock_offset=86_401)
    expired = api.tweet("c", media={"media_ids": [old]})

    for answer in (other, used, expired):
        assert answer.status_code == 400
        assert answer.json()["detail"] == "Your media IDs are invalid."


def test_a_reply_stays_out_of_a_timeline_without_replies(api: Any) -> None:
    first = api.tweet("Utas").json()["data"]["id"]

    made = api.tweet("Balasan", reply={"in_reply_to_tweet_id": first})

    assert made.status_code == 201
    (post,) = timeline(api, exclude="replies,retweets")["data"]
    assert post["id"] == first
    assert len(timeline(api)["data"]) == 2


def test_a_timeline_is_cut_by_id_time_and_page(api: Any) -> None:
    ids = [api.tweet(f"Kiriman {n}").json()["data"]["id"] for n in range(7)]

    def seen(**params: Any) -> list[str]:
        return [post["id"] for post in timeline(api, **params).get("data", [])]

    assert seen(since_id=ids[4]) == [ids[6], ids[5]]
    assert seen(until_id=ids[2]) == [ids[1], ids[0]]
    first = timeline(api, max_results=5)
    assert first["meta"]["newest_id"] == ids[6]
    rest = seen(max_results=5, pagination_token=first["meta"]["next_token"])
    assert rest == [ids[1], ids[0]]
    tomorrow = (datetime.now(UTC) + timedelta(days=1)).strftime("%Y-%m-%dT%H:%M:%SZ")
    assert len(seen(end_time=tomorrow)) == 7
    empty = timeline(api, start_time=tomorrow)
    assert empty == {"meta": {"result_count": 0}}


@pytest.mark.parametrize(
    "params",
    [
        {"max_results": 4},
        {"max_results": 101},
        {"since_id": "x"},
        {"start_time": "yesterday"},
        {"pagination_token": "x"},
    ],
)
def test_a_bad_timeline_request_is_refused(api: Any, params: Any) -> None:
    api.tweet("Halo")

    assert api.x("GET", "users/3001/tweets", params=params).status_code == 400


def test_a_post_is_read_deleted_and_gone(api: Any) -> None:
    post = api.tweet("Halo").json()["data"]["id"]

    assert api.x("GET", f"tweets/{post}").json()["data"]["text"] == "Halo"
    other = api.x("DELETE", f"tweets/{post}", token="lain")
    assert other.status_code == 403
    for _ in range(2):
        deleted = api.x("DELETE", f"tweets/{post}").json()
        assert deleted == {"data": {"deleted": True}}
    gone = api.x("GET", f"tweets/{post}")
    assert gone.status_code == 200
    assert gone.json()["errors"][0]["title"] == "Not Found Error"
    assert "data" not in timeline(api)
    assert "errors" in timeline(api, user="9")


def test_who_calls_is_told_by_the_token(api: Any) -> None:
    header = {"Authorization": OAUTH1.format("sandbox-token")}
    mine = requests.get(f"{api.url}/2/users/me", headers=header).json()["data"]
    other = api.x("GET", "users/me", token="lain").json()["data"]
    again = api.x("GET", "users/me", token="lain").json()["data"]

    assert (mine["id"], mine["username"]) == ("3001", "sandbox_pemkab")
    assert other == again
    assert other["id"] != "3001"


@pytest.mark.parametrize(
    "header",
    [
        "",
        "Bearer",
        "Bearer bad-token",
        "Bearer expired",
        "Basic eDp5",
        OAUTH1.format("expired-token"),
        OAUTH1.format("token").replace("oauth_signature=", "oauth_autograph="),
    ],
)
def test_a_request_without_a_good_token_is_401(api: Any, header: str) -> None:
    answer = requests.post(
        f"{api.url}/2/tweets", json={"text": "a"}, headers={"Authorization": header}
    )

    assert answer.status_code == 401
    assert answer.json()["title"] == "Unauthorized"
    assert api.posts() == []


def test_the_window_is_counted_down_and_then_closed(api: Any) -> None:
    api.settings(x_limits={"tweets": 2})

    answers = [api.tweet(f"Kiriman {n}") for n in range(3)]

    assert [answer.status_code for answer in answers] == [201, 201, 429]
    left = [answer.headers["x-rate-limit-remaining"] for answer in answers]
    assert left == ["1", "0", "0"]
    reset = int(answers[2].headers["x-rate-limit-reset"])
    assert 0 < reset - datetime.now(UTC).timestamp() <= 900
    assert answers[2].json()["title"] == "Too Many Requests"
    assert api.x("GET", "users/me").status_code == 200
    api.settings(clock_offset=901)
    assert api.tweet("Lagi").status_code == 201


def test_the_documented_limits_can_be_set_by_name(api: Any) -> None:
    api.settings(x_limits="real")

    assert api.tweet("Halo").headers["x-rate-limit-limit"] == "100"
