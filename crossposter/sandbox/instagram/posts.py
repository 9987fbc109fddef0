"""Posts of Instagram: `media_publish`, the quota and the media list.

https://developers.facebook.com/docs/instagram-platform/content-publishing
"""

import json
import sqlite3
from typing import Any

from crossposter.sandbox import accounts, engagement, images, posts, videos
from crossposter.sandbox.instagram import containers
from crossposter.sandbox.meta import graph, insights
from crossposter.sandbox.meta.errors import refused
from crossposter.sandbox.posts import Draft, Medium, Post
from crossposter.sandbox.request import Answer, Call
from crossposter.sandbox.state import State

FIRST_MEDIA = 18_000_000_000_000_001
ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
LISTED = "id,caption,timestamp,permalink,media_type"


def publish(call: Call, state: State) -> Answer:
    """Publication of a finished container, once."""
    graph.need_scope(state, "instagram_content_publish")
    account = accounts.of_id(state, accounts.INSTAGRAM, call.ids["id"])
    container = call.param("creation_id")
    if not container:
        raise refused("100", "(#100) The parameter creation_id is required")
    row = containers.usable(state, container, account.id)
    code, text = containers.status(state, row)
    _check_publishable(code, text, row)
    if _used(state, account) >= state.setting("instagram_quota"):
        raise refused("9/2207042")
    media = str(state.count("instagram_media", FIRST_MEDIA))
    posts.publish(
        state,
        Draft(
            account=account,
            id=media,
            text=row["caption"],
            path=f"/instagram/{account.username}/p/{shortcode(int(media))}/",
            media=_media(state, row),
            lag=call.conditions.read_lag,
        ),
    )
    containers.consume(state, container, media)
    return Answer(body={"id": media})


def _check_publishable(code: str, text: str, row: sqlite3.Row) -> None:
    if code == "PUBLISHED":
        advice = "The media of this creation id has already been published."
        raise refused("24/2207006", advice=advice)
    if code == "ERROR":
        raise refused("-1/2207032", advice=text)
    if code != "FINISHED" or row["item"]:
        raise refused("9007/2207027")


def _used(state: State, account: accounts.Account) -> int:
    return posts.count(state, account, since=state.timestamp() - graph.DAY)


def _media(state: State, row: sqlite3.Row) -> tuple[Medium, ...]:
    rows = [row]
    if row["kind"] == "CAROUSEL":
        found = [containers.find(state, child) for child in json.loads(row["children"])]
        rows = [child for child in found if child]
    return tuple(
        Medium(
            id=str(state.count("instagram_media", FIRST_MEDIA)),
            received=each["received"],
            served=each["served"],
            alt=each["alt"],
        )
        for each in rows
    )


def shortcode(number: int) -> str:
    """Media id as in the address of a post: eleven letters and digits."""
    number = (number << 8) + 0x5D
    letters = ""
    while number:
        number, digit = divmod(number, 64)
        letters = ALPHABET[digit] + letters
    return letters.rjust(11, "D")[-11:]


def listed(call: Call, state: State) -> Answer:
    """Posts of the account, newest first, within `since` and `until`."""
    account = accounts.of_id(state, accounts.INSTAGRAM, call.ids["id"])
    found = [
        post
        for post in posts.of_account(state, accounts.INSTAGRAM, account.id)
        if _bound(call, "since", 0) <= post.created <= _bound(call, "until", 2**40)
    ]
    shown = graph.paged(call, found)
    asked = graph.fields(call.param("fields"), "id")
    data = [
        graph.project(node(call, state, post), asked, "IGMedia") for post in shown.items
    ]
    return graph.listing(call, shown, data)


def _bound(call: Call, name: str, default: float) -> float:
    text = call.param(name)
    if not text:
        return default
    try:
        return float(text)
    except ValueError:
        raise refused("100", f"(#100) Param {name} must be a unix time") from None


def read_media(call: Call, state: State) -> Answer:
    """Fields of one post that were asked for."""
    post = posts.find(state, accounts.INSTAGRAM, call.ids["id"])
    if not post:
        raise refused("100/33")
    asked = graph.fields(call.param("fields"), "id")
    return Answer(body=graph.project(node(call, state, post), asked, "IGMedia"))


def delete_media(call: Call, state: State) -> Answer:
    """Removal of a post."""
    post = posts.find(state, accounts.INSTAGRAM, call.ids["id"], hidden=True)
    if not post:
        raise refused("100/33")
    posts.delete(state, post)
    return Answer(body={"success": True})


def limit(call: Call, state: State) -> Answer:
    """Quota usage of the account's publications."""
    account = accounts.of_id(state, accounts.INSTAGRAM, call.ids["id"])
    total = state.setting("instagram_quota")
    node = {
        "id": account.id,
        "quota_usage": _used(state, account),
        "config": {"quota_total": total, "quota_duration": graph.DAY},
    }
    asked = graph.fields(call.param("fields"), "quota_usage")
    shown = graph.project(node, asked, "ContentPublishingLimit")
    return Answer(body={"data": [{name: shown[name] for name in asked}]})


def read_user(call: Call, state: State) -> Answer:
    """Fields of an account."""
    account = accounts.of_id(state, accounts.INSTAGRAM, call.ids["id"])
    node = {
        "id": account.id,
        "ig_id": account.id,
        "user_id": account.id,
        "username": account.username,
        "name": account.name,
        "account_type": "BUSINESS",
        "followers_count": 0,
        "media_count": posts.live(state, account),
    }
    asked = graph.fields(call.param("fields"), "id")
    return Answer(body=graph.project(node, asked, "IGUser"))


def node(call: Call, state: State, post: Post) -> dict[str, Any]:
    """Fields of a post, all of them."""
    account = accounts.of_id(state, accounts.INSTAGRAM, post.account)
    album = len(post.media) > 1
    children = [_child(call, state, medium) for medium in post.media] if album else []
    first = post.media[0]
    is_film = videos.load(state, first.served) is not None
    known = engagement.of(state, accounts.INSTAGRAM, post.id)
    return {
        "id": post.id,
        "caption": post.text or None,
        "timestamp": graph.moment(post.created),
        "permalink": call.base + post.path,
        "shortcode": post.path.rstrip("/").rpartition("/")[2],
        "media_type": "VIDEO" if is_film else "CAROUSEL_ALBUM" if album else "IMAGE",
        "media_product_type": "REELS" if is_film else "FEED",
        "media_url": None if is_film else _url(call, state, first),
        "alt_text": None if album else first.alt or None,
        "children": {"data": children} if album else None,
        "username": account.username,
        "owner": {"id": account.id},
        "like_count": known["likes"],
        "comments_count": known["comments"],
        "insights": insights.field(call, state, post),
    }


def _child(call: Call, state: State, medium: Medium) -> dict[str, Any]:
    return {
        "id": medium.id,
        "media_type": "IMAGE",
        "media_url": _url(call, state, medium),
        "alt_text": medium.alt or None,
    }


def _url(call: Call, state: State, medium: Medium) -> str:
    width, _ = images.size(state, medium.served)
    return images.url(call.base, medium.served, width)
