"""Posts and timeline of X API v2.

https://docs.x.com/x-api/posts/create-post
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from crossposter.sandbox import accounts, engagement, posts
from crossposter.sandbox.accounts import Account, X
from crossposter.sandbox.posts import Draft, Post
from crossposter.sandbox.request import Answer, Call
from crossposter.sandbox.state import State
from crossposter.sandbox.x import ids as snowflakes
from crossposter.sandbox.x import media as x_media
from crossposter.sandbox.x import text as x_texts
from crossposter.sandbox.x import threads
from crossposter.sandbox.x.auth import account as caller
from crossposter.sandbox.x.errors import invalid, not_found, refused
from crossposter.sandbox.x.weighted_length import weighted_length

DAY = 86_400
ALLOWED = {
    "text",
    "media",
    "reply",
    "quote_tweet_id",
    "poll",
    "reply_settings",
    "made_with_ai",
    "paid_partnership",
    "edit_options",
    "community_id",
    "nullcast",
    "geo",
    "for_super_followers_only",
    "direct_message_deep_link",
    "card_uri",
    "share_with_followers",
}
EXCLUSIVE = ("media", "poll", "quote_tweet_id", "card_uri")
MOST_PHOTOS = 4
MOST_LOOKED_UP = 100
PER_PAGE = range(5, 101)


def create(call: Call, state: State) -> Answer:
    """Publication of a post."""
    who = caller(call, state)
    if state.setting("x_access_level") == "read":
        raise refused("403-permissions")
    body = _body(call)
    text = _text(body)
    media = _media_ids(body)
    if not text.strip() and not media:
        message = "The text or media parameter must be present"
        raise invalid(message, text=text)
    if weighted_length(text) > state.setting("x_length"):
        raise refused("400-too-long")
    _check_reply(body, state)
    if posts.same_text(state, who, text, state.timestamp() - DAY) and text:
        raise refused("403-duplicate")
    post = _publish(call, state, who, (text, media, _reply_to(body)))
    return Answer(status=201, body={"data": _created(call, state, post)})


def _body(call: Call) -> Mapping[str, Any]:
    if not isinstance(call.body, dict):
        raise invalid("Requests with bodies must have content-type application/json.")
    for name in call.body:
        if name not in ALLOWED:
            message = (
                f"$.{name}: is not defined in the schema and the schema does not"
                " allow additional properties"
            )
            raise invalid(message, **{str(name): call.body[name]})
    present = [name for name in EXCLUSIVE if call.body.get(name)]
    if len(present) > 1:
        raise invalid(f"{' and '.join(present)} are mutually exclusive")
    return call.body


def _text(body: Mapping[str, Any]) -> str:
    text = body.get("text", "")
    if not isinstance(text, str):
        raise invalid("$.text: is not a string", text=text)
    return text


def _media_ids(body: Mapping[str, Any]) -> list[str]:
    media = body.get("media")
    if media is None:
        return []
    ids = media.get("media_ids") if isinstance(media, dict) else None
    if not isinstance(ids, list) or not all(isinstance(each, str) for each in ids):
        raise invalid("$.media.media_ids: is missing but it is required")
    if not 1 <= len(ids) <= MOST_PHOTOS:
        message = f"$.media.media_ids: there must be a maximum of {MOST_PHOTOS} items"
        raise invalid(message, **{"media.media_ids": ids})
    return ids


def _reply_to(body: Mapping[str, Any]) -> str | None:
    reply = body.get("reply")
    if reply is None:
        return None
    if not isinstance(reply, dict):
        raise invalid("$.reply: is not an object", reply=reply)
    target = str(reply.get("in_reply_to_tweet_id", ""))
    if not target.isdecimal():
        message = "$.reply.in_reply_to_tweet_id: is missing but it is required"
        raise invalid(message, **{"$.reply": reply})
    return target


def _check_reply(body: Mapping[str, Any], state: State) -> None:
    target = _reply_to(body)
    if target is not None and not posts.find(state, X, target, hidden=True):
        raise refused("403-reply")


def _publish(
    call: Call, state: State, who: Account, content: tuple[str, list[str], str | None]
) -> Post:
    text, media, reply_to = content
    post_id = snowflakes.fresh(state)
    return posts.publish(
        state,
        Draft(
            account=who,
            id=post_id,
            text=text,
            path=f"/x/{who.username}/status/{post_id}",
            media=x_media.claim(state, media, who, post_id),
            reply_to=reply_to,
            lag=call.conditions.read_lag,
        ),
    )


def _created(call: Call, state: State, post: Post) -> dict[str, Any]:
    node = _node(call, state, post)
    return {
        "id": post.id,
        "text": node["text"],
        "edit_history_tweet_ids": [post.id],
    }


def timeline(call: Call, state: State) -> Answer:
    """Posts of a user, newest first; an empty list has no `data`."""
    user = accounts.find(state, X, call.ids["id"])
    if not user:
        return Answer(body={"errors": [not_found("user", "id", call.ids["id"])]})
    found = [
        post for post in posts.of_account(state, X, user.id) if _within(call, post)
    ]
    begin, count = _page(call)
    chosen = found[begin : begin + count]
    meta: dict[str, Any] = {"result_count": len(chosen)}
    if not chosen:
        return Answer(body={"meta": meta})
    meta |= {"newest_id": chosen[0].id, "oldest_id": chosen[-1].id}
    if begin + count < len(found):
        meta["next_token"] = f"7140dibdnow{begin + count}"
    data = [_selected(call, _node(call, state, post)) for post in chosen]
    return Answer(body={"data": data, "meta": meta})


def _page(call: Call) -> tuple[int, int]:
    text = call.param("max_results") or "10"
    if not text.isdecimal() or int(text) not in PER_PAGE:
        message = f"The `max_results` query parameter value [{text}] is not between 5"
        raise invalid(message + " and 100", max_results=text)
    cursor = call.param("pagination_token")
    number = cursor.removeprefix("7140dibdnow") or "0"
    if not number.isdecimal() or (cursor and number == cursor):
        raise invalid("Invalid 'pagination_token'", pagination_token=cursor)
    return int(number), int(text)


def _within(call: Call, post: Post) -> bool:
    if "replies" in call.param("exclude") and post.reply_to:
        return False
    after = _number(call, "since_id", 0) < int(post.id)
    before = int(post.id) < _number(call, "until_id", 2**63)
    return after and before and _in_time(call, post)


def _number(call: Call, name: str, default: int) -> int:
    text = call.param(name)
    if text and not text.isdecimal():
        raise invalid(f"The `{name}` query parameter value [{text}] is not valid")
    return int(text) if text else default


def _in_time(call: Call, post: Post) -> bool:
    start, end = _moment(call, "start_time"), _moment(call, "end_time")
    created = post.created_at
    return (not start or created >= start) and (not end or created < end)


def _moment(call: Call, name: str) -> datetime | None:
    text = call.param(name)
    if not text:
        return None
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        raise invalid(f"Invalid '{name}': [{text}]", **{name: text}) from None
    return found.replace(tzinfo=found.tzinfo or UTC)


def read(call: Call, state: State) -> Answer:
    """Post by its id."""
    post = posts.find(state, X, call.ids["id"])
    if not post:
        return Answer(body={"errors": [not_found("tweet", "id", call.ids["id"])]})
    return Answer(body={"data": _selected(call, _node(call, state, post))})


def lookup(call: Call, state: State) -> Answer:
    """Posts by their ids; those X cannot find are listed as errors beside them."""
    ids = call.param("ids").split(",")
    if not 1 <= len(ids) <= MOST_LOOKED_UP or not all(map(str.isdecimal, ids)):
        raise invalid(f"`ids` takes 1 to {MOST_LOOKED_UP} ids", ids=call.param("ids"))
    found = {each: posts.find(state, X, each) for each in ids}
    data = [
        _selected(call, _node(call, state, post)) for post in found.values() if post
    ]
    errors = [not_found("tweet", "ids", each) for each in ids if not found[each]]
    body = {"data": data, "errors": errors}
    return Answer(body={name: value for name, value in body.items() if value})


def delete(call: Call, state: State) -> Answer:
    """Removal of a post; X answers the same when it is gone already."""
    post = posts.find(state, X, call.ids["id"], hidden=True)
    if post and post.account != caller(call, state).id:
        raise refused("403")
    if post:
        posts.delete(state, post)
    return Answer(body={"data": {"deleted": True}})


def me(call: Call, state: State) -> Answer:
    """User of the token."""
    who = caller(call, state)
    data = {"id": who.id, "name": who.name, "username": who.username}
    return Answer(body={"data": data})


def _node(call: Call, state: State, post: Post) -> dict[str, Any]:
    shown = x_texts.shown(post, call.base + post.path)
    created = f"{post.created_at:%Y-%m-%dT%H:%M:%S}.{post.created_at.microsecond // 1000:03d}Z"
    node: dict[str, Any] = {
        "id": post.id,
        "text": shown.text,
        "created_at": created,
        "author_id": post.account,
        "conversation_id": threads.first_of(state, post),
        "edit_history_tweet_ids": [post.id],
        "lang": "in",
        "public_metrics": _metrics(engagement.of(state, X, post.id)),
    }
    node |= threads.references(state, post)
    if shown.urls:
        node["entities"] = {"urls": shown.urls}
    if post.media:
        keys = [f"3_{medium.id}" for medium in post.media]
        node["attachments"] = {"media_keys": keys}
    if x_texts.is_long(post.text):
        node["note_tweet"] = {"text": shown.text, "entities": {"urls": shown.urls}}
        node["text"] = shown.text[:275] + "…"
    return node


def _metrics(known: Mapping[str, int]) -> dict[str, int]:
    return {
        "retweet_count": known["shares"],
        "reply_count": known["comments"],
        "like_count": known["likes"],
        "quote_count": 0,
        "bookmark_count": known["saved"],
        "impression_count": known["views"],
    }


def _selected(call: Call, node: dict[str, Any]) -> dict[str, Any]:
    asked = call.param("tweet.fields") + "," + call.param("post.fields")
    wanted = {name.strip() for name in asked.split(",")}
    wanted |= {"id", "text", "edit_history_tweet_ids"}
    return {name: value for name, value in node.items() if name in wanted}
