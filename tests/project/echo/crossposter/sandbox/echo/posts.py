"""Accounts, pictures and posts of Echo."""

import hashlib
from typing import Any

from crossposter.sandbox.echo.errors import refused

from crossposter.sandbox import accounts, engagement, images, posts
from crossposter.sandbox.accounts import Account
from crossposter.sandbox.images import NotAnImage, StoredImage
from crossposter.sandbox.platform import Route
from crossposter.sandbox.posts import Draft, Medium, Post
from crossposter.sandbox.request import Answer, Call
from crossposter.sandbox.state import State

ECHO = "echo"
_LONGEST = 500
_LONGEST_ALT = 1_000
_MOST_PICTURES = 2
_LARGEST = 1_000_000
_DAY = 86_400


def admit(call: Call, route: Route, state: State) -> dict[str, str]:
    """Ask for a token that has not ended; raises Refused."""
    del route
    token = call.headers.get("authorization", "").removeprefix("Bearer ")
    digest = hashlib.sha256(token.encode()).hexdigest()
    ended = state.setting("expired_tokens") + state.setting("revoked_tokens")
    if not token or token.startswith("invalid") or digest in ended:
        raise refused("token")
    return {}


def read_account(call: Call, state: State) -> Answer:
    """Give the account's name."""
    who = _account(call, state)
    return Answer(body={"id": who.id, "name": who.name})


def upload(call: Call, state: State) -> Answer:
    """Keep a picture for a post."""
    picture = images.save(state, _received(call))
    alt = call.params.get("alt", "")
    if len(alt) > _LONGEST_ALT:
        raise refused("refused")
    key = f"p{state.count('echo_picture')}"
    state.write(
        "INSERT INTO upload (id, platform, account, created, received, served, alt)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        *(key, ECHO, call.ids["id"], state.timestamp()),
        *(picture.sha256, picture.sha256, alt),
    )
    return Answer(body={"id": key})


def create(call: Call, state: State) -> Answer:
    """Make a post public."""
    who, text = _account(call, state), call.params.get("text", "")
    media = [_medium(state, key) for key in call.param("pictures").split(",") if key]
    if len(text) > _LONGEST or len(media) > _MOST_PICTURES:
        raise refused("refused")
    if posts.same_text(state, who, text, state.timestamp() - _DAY):
        raise refused("duplicate")
    key = f"e{state.count('echo_post')}"
    draft = Draft(
        account=who,
        id=key,
        text=text,
        path=f"/echo/{who.username}/posts/{key}",
        link=call.param("link"),
        media=media,
        lag=call.conditions.read_lag,
    )
    return Answer(body=_shown(call, posts.publish(state, draft)))


def listed(call: Call, state: State) -> Answer:
    """List the posts, the newest first."""
    found = posts.of_account(state, ECHO, call.ids["id"])
    return Answer(body={"posts": [_shown(call, post) for post in found]})


def read(call: Call, state: State) -> Answer:
    """Tell what the public made of a post."""
    if not posts.find(state, ECHO, call.ids["post"]):
        raise refused("missing")
    return Answer(body=engagement.of(state, ECHO, call.ids["post"]))


def _account(call: Call, state: State) -> Account:
    return accounts.of_id(state, ECHO, call.ids["id"])


def _received(call: Call) -> StoredImage:
    try:
        picture = images.opened(call.files.get("picture", b""))
    except NotAnImage:
        raise refused("refused") from None
    if picture.format not in {"JPEG", "PNG"} or len(picture.data) > _LARGEST:
        raise refused("refused")
    return picture


def _medium(state: State, key: str) -> Medium:
    row = state.row("SELECT * FROM upload WHERE id = ? AND platform = ?", key, ECHO)
    if not row:
        raise refused("refused")
    return Medium(
        id=key, received=row["received"], served=row["served"], alt=row["alt"]
    )


def _shown(call: Call, post: Post) -> dict[str, Any]:
    return {
        "id": post.id,
        "text": post.text,
        "url": call.base + post.path,
        "created": post.created_at.isoformat(),
        "pictures": len(post.media),
    }
