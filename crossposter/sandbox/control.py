"""Control API: faults, settings, posts and the log, all in JSON.

- `GET PUT POST DELETE /_sandbox/faults`: still waiting, replace, append, clear
- `GET PUT /_sandbox/settings`: read, change some (null restores a default)
- `GET /_sandbox/posts?platform=&account=`: every live post as it was received; its
  media are of the kind picture, gif or film
- `DELETE /_sandbox/posts?platform=&id=`: somebody takes a post down
- `PUT /_sandbox/figures`: engagement with a post, `{"platform", "id", "likes",
  "comments", "shares", "views", "reach", "saved"}`
- `GET DELETE /_sandbox/requests`: request log
- `DELETE /_sandbox/state`: forget everything
"""

import hashlib
import json
from collections.abc import Callable
from typing import Any

from crossposter.sandbox import (
    engagement,
    faults,
    images,
    posts,
    request_log,
    settings,
    videos,
)
from crossposter.sandbox.faults import BadFault
from crossposter.sandbox.posts import Medium, Post
from crossposter.sandbox.request import Answer, Call
from crossposter.sandbox.settings import DEFAULTS, BadSetting
from crossposter.sandbox.state import State


def answer(call: Call, state: State) -> Answer:
    """Answer to a request under `/_sandbox/`."""
    verb = _VERBS.get((call.method, call.path.removeprefix("/_sandbox/").rstrip("/")))
    if not verb:
        return Answer(status=404, body={"error": "no such verb; see the index page"})
    try:
        with state.transaction():
            return Answer(body=verb(call, state))
    except (BadFault, BadSetting) as error:
        return Answer(status=400, body={"error": str(error)})


def _put_faults(call: Call, state: State) -> Any:
    faults.replace_all(state, call.body)
    return faults.left(state)


def _add_fault(call: Call, state: State) -> Any:
    faults.add(state, call.body)
    return faults.left(state)


def _get_faults(call: Call, state: State) -> Any:
    del call
    return faults.left(state)


def _clear_faults(call: Call, state: State) -> Any:
    del call
    faults.clear(state)
    return []


def _get_settings(call: Call, state: State) -> Any:
    del call
    return {name: state.setting(name) for name in DEFAULTS}


def _put_settings(call: Call, state: State) -> Any:
    if not isinstance(call.body, dict):
        raise BadSetting("the settings must be an object")
    for name, value in call.body.items():
        settings.check(name, value)
        _set(state, name, value)
    return _get_settings(call, state)


def _set(state: State, name: str, value: Any) -> None:
    if value is None:
        state.write("DELETE FROM setting WHERE name = ?", name)
        return
    if name == "x_limits":
        real = value == "real"
        value = settings.X_LIMITS if real else {**state.setting(name), **value}
    elif name in settings.TOKENS:
        value = [hashlib.sha256(each.encode()).hexdigest() for each in value]
    state.write("INSERT OR REPLACE INTO setting VALUES (?, ?)", name, json.dumps(value))


def _get_posts(call: Call, state: State) -> Any:
    found = posts.every(state, call.param("platform"), call.param("account"))
    return [_post(call, state, post) for post in found]


def _take_down(call: Call, state: State) -> Any:
    post = posts.find(state, call.param("platform"), call.param("id"), hidden=True)
    if not post:
        raise BadSetting("there is no such live post: give platform and id")
    posts.delete(state, post)
    return {"deleted": True}


def _put_figures(call: Call, state: State) -> Any:
    return engagement.put(state, call.body)


def _post(call: Call, state: State, post: Post) -> dict[str, Any]:
    return {
        "platform": post.platform,
        "account": post.account,
        "id": post.id,
        "text": post.text,
        "link": post.link,
        "reply_to": post.reply_to,
        "media": [_medium(call, state, medium) for medium in post.media],
        "permalink": call.base + post.path,
        "created_at": post.created_at.isoformat(timespec="microseconds"),
    }


def _medium(call: Call, state: State, medium: Medium) -> dict[str, Any]:
    known = {
        "sha256": medium.served,
        "sha256_received": medium.received,
        "alt": medium.alt,
    }
    film = videos.load(state, medium.served)
    if film:
        shown = {"kind": "film", "width": film.width, "height": film.height}
        return known | shown | {"seconds": film.seconds, "size": film.size, "url": None}
    width, height = images.size(state, medium.served)
    return known | {
        "kind": "gif" if _moves(state, medium) else "picture",
        "width": width,
        "height": height,
        "url": images.url(call.base, medium.served, width),
    }


def _moves(state: State, medium: Medium) -> bool:
    picture = images.load(state, medium.served)
    return picture is not None and picture.format == "GIF"


def _get_requests(call: Call, state: State) -> Any:
    del call
    return request_log.entries(state)


def _clear_requests(call: Call, state: State) -> Any:
    del call
    state.write("DELETE FROM request")
    return []


def _wipe(call: Call, state: State) -> Any:
    del call
    state.wipe()
    return {"wiped": True}


_VERBS: dict[tuple[str, str], Callable[[Call, State], Any]] = {
    ("GET", "faults"): _get_faults,
    ("PUT", "faults"): _put_faults,
    ("POST", "faults"): _add_fault,
    ("DELETE", "faults"): _clear_faults,
    ("GET", "settings"): _get_settings,
    ("PUT", "settings"): _put_settings,
    ("GET", "posts"): _get_posts,
    ("DELETE", "posts"): _take_down,
    ("PUT", "figures"): _put_figures,
    ("GET", "requests"): _get_requests,
    ("DELETE", "requests"): _clear_requests,
    ("DELETE", "state"): _wipe,
}
