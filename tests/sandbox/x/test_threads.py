"""Replies on X: whom they answer, what is told of it, and the page they stand on."""

import re
from typing import Any

import requests


def thread(api: Any, *texts: str) -> list[str]:
    """Posts, each a reply to the one before; their ids."""
    ids: list[str] = []
    for text in texts:
        reply = {"reply": {"in_reply_to_tweet_id": ids[-1]}} if ids else {}
        answer = api.tweet(text, **reply)
        assert answer.status_code == 201
        ids.append(answer.json()["data"]["id"])
    return ids


def timeline(api: Any, **params: str) -> Any:
    return api.x("GET", "users/3001/tweets", params=params).json()["data"]


def test_a_reply_tells_what_it_answers_when_it_is_asked(api: Any) -> None:
    first, second, third = thread(api, "Satu", "Dua", "Tiga")

    fields = "referenced_tweets,in_reply_to_user_id,conversation_id"
    told = timeline(api, **{"tweet.fields": fields})

    assert [post.get("referenced_tweets") for post in told] == [
        [{"type": "replied_to", "id": second}],
        [{"type": "replied_to", "id": first}],
        None,
    ]
    assert [post.get("in_reply_to_user_id") for post in told] == ["3001", "3001", None]
    assert {post["conversation_id"] for post in told} == {first}
    assert third == told[0]["id"]
    assert not {"referenced_tweets", "in_reply_to_user_id"} & set(timeline(api)[0])
    assert [post["reply_to"] for post in api.posts()] == [None, first, second]


def test_nothing_can_be_shown_below_what_is_gone(api: Any) -> None:
    (first,) = thread(api, "Satu")
    api.x("DELETE", f"tweets/{first}")

    answer = api.tweet("Dua", reply={"in_reply_to_tweet_id": first})

    assert answer.status_code == 403
    assert answer.json()["title"] == "Forbidden"
    assert "reply to a Tweet that is deleted or not visible" in answer.json()["detail"]
    assert api.posts() == []


def test_a_reply_to_what_has_gone_since_keeps_its_reference(api: Any) -> None:
    first, _ = thread(api, "Satu", "Dua")
    api.x("DELETE", f"tweets/{first}")

    (left,) = timeline(api, **{"tweet.fields": "referenced_tweets,in_reply_to_user_id"})

    assert left["referenced_tweets"] == [{"type": "replied_to", "id": first}]
    assert "in_reply_to_user_id" not in left


def texts(page: requests.Response) -> list[str]:
    assert page.status_code == 200
    return re.findall(r'<div class="text">(.*?)</div>', page.text)


def test_a_thread_stands_together_below_its_first_part(api: Any) -> None:
    ids = thread(api, "Satu", "Dua", "Tiga")
    thread(api, "Lain")

    account = requests.get(f"{api.url}/x/sandbox_pemkab")
    middle = requests.get(f"{api.url}/x/sandbox_pemkab/status/{ids[1]}")

    assert texts(account) == ["Lain", "Satu", "Dua", "Tiga"]
    assert account.text.count("goes-on") - account.text.count(".goes-on") == 2
    assert texts(middle) == ["Satu", "Dua", "Tiga"]
    assert len(re.findall(r'class="post single', middle.text)) == 1
