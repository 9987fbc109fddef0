"""Posts of a Facebook page: publish, read, edit, delete.

https://developers.facebook.com/docs/pages-api/posts
"""

import json
import re
from typing import Any
from urllib.parse import urlsplit

from crossposter.sandbox import accounts, engagement, images, posts, videos
from crossposter.sandbox.facebook import photos, validation
from crossposter.sandbox.meta import graph, insights
from crossposter.sandbox.meta.errors import refused
from crossposter.sandbox.posts import Draft, Medium, Post
from crossposter.sandbox.request import Answer, Call
from crossposter.sandbox.state import State

LISTED = "id,message,created_time"


def feed(call: Call, state: State) -> Answer:
    """Publication of text, a link or uploaded photos."""
    graph.need_scope(state, "pages_manage_posts")
    page = accounts.of_id(state, accounts.FACEBOOK, call.ids["id"])
    message, link = call.param("message"), call.param("link")
    attached = _attached(call)
    if not (message or link or attached):
        raise refused("100", "(#100) You must provide a message, a link or media")
    validation.check_message(message, state)
    _check_link(link)
    post_id = validation.new_id(state, page.id)
    media = tuple(photos.claim(state, photo, page.id, post_id) for photo in attached)
    post = posts.publish(
        state,
        Draft(
            account=page,
            id=post_id,
            text=call.params.get("message", ""),
            link=link,
            path=validation.path(page.id, post_id),
            media=media,
            published=call.flag("published", default=True),
            lag=call.conditions.read_lag,
        ),
    )
    return Answer(body=_created(call, state, post))


def _check_link(link: str) -> None:
    if not link:
        return
    try:
        parts = urlsplit(link)
    except ValueError:
        raise refused("1609005") from None
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise refused("1609005")


def _created(call: Call, state: State, post: Post) -> dict[str, Any]:
    if not call.param("fields"):
        return {"id": post.id}
    asked = graph.fields(call.param("fields"), "id")
    return graph.project(node(call, state, post), asked, "Post")


def _attached(call: Call) -> list[str]:
    entries = [json_value(call.param("attached_media"))]
    numbered = [
        (int(match[1]), value)
        for name, value in call.params.items()
        if (match := re.fullmatch(r"attached_media\[(\d+)\]", name))
    ]
    entries += [json_value(value) for _, value in sorted(numbered)]
    found: list[str] = []
    for entry in entries:
        found += _media_ids(entry)
    return found


def json_value(text: str) -> Any:
    """Value of a parameter that holds JSON; refuses invalid JSON."""
    try:
        return json.loads(text) if text else []
    except (ValueError, RecursionError):
        raise refused("100", "(#100) Param attached_media must be an array") from None


def _media_ids(entry: Any) -> list[str]:
    items = entry if isinstance(entry, list) else [entry]
    for item in items:
        if not isinstance(item, dict) or "media_fbid" not in item:
            message = "(#100) Param attached_media[0] must have a media_fbid"
            raise refused("100", message)
    return [str(item["media_fbid"]) for item in items]


def published_posts(call: Call, state: State) -> Answer:
    """Posts of the page itself, newest first."""
    page = accounts.of_id(state, accounts.FACEBOOK, call.ids["id"])
    shown = graph.paged(call, posts.of_account(state, accounts.FACEBOOK, page.id))
    asked = graph.fields(call.param("fields"), LISTED)
    data = [
        graph.project(node(call, state, post), asked, "Post") for post in shown.items
    ]
    return graph.listing(call, shown, data)


def read_post(call: Call, state: State) -> Answer:
    """Fields of one post that were asked for."""
    asked = graph.fields(call.param("fields"), LISTED)
    shown = graph.project(node(call, state, _post(call, state)), asked, "Post")
    return Answer(body=shown)


def edit_post(call: Call, state: State) -> Answer:
    """Change of the text of a post, or publication of an unpublished one."""
    post = _post(call, state, hidden=True)
    validation.check_message(call.param("message"), state)
    if "message" in call.params:
        posts.rewrite(state, post, call.params["message"])
    if call.flag("is_published", default=False):
        posts.reveal(state, post)
    return Answer(body={"success": True})


def delete_post(call: Call, state: State) -> Answer:
    """Removal of a post; a second time answers 100/33."""
    posts.delete(state, _post(call, state, hidden=True))
    return Answer(body={"success": True})


def _post(call: Call, state: State, *, hidden: bool = False) -> Post:
    post = posts.find(state, accounts.FACEBOOK, call.ids["id"], hidden=hidden)
    if not post:
        raise validation.missing(call)
    return post


def node(call: Call, state: State, post: Post) -> dict[str, Any]:
    """Fields of a post, all of them."""
    known = engagement.of(state, accounts.FACEBOOK, post.id)
    likes = {"data": [], "summary": {"total_count": known["likes"]}}
    comments = {"data": [], "summary": {"total_count": known["comments"]}}
    return {
        "id": post.id,
        "message": post.text or None,
        "created_time": graph.moment(post.created),
        "updated_time": graph.moment(post.created),
        "permalink_url": call.base + post.path,
        "is_published": post.published,
        "status_type": _kind(state, post),
        "from": {"id": post.account},
        "full_picture": _full_picture(call, state, post),
        "attachments": _attachments(call, state, post),
        # Omitted from a post without shares.
        "shares": {"count": known["shares"]} if known["shares"] else None,
        "comments": comments,
        "reactions": likes,
        "likes": likes,
        "insights": insights.field(call, state, post),
    }


def _kind(state: State, post: Post) -> str:
    if not post.media:
        return "mobile_status_update"
    is_film = videos.load(state, post.media[0].served) is not None
    return "added_video" if is_film else "added_photos"


def _full_picture(call: Call, state: State, post: Post) -> str | None:
    if not post.media or videos.load(state, post.media[0].served):
        return None
    return _picture_url(call, post.media[0])


def _picture_url(call: Call, medium: Medium) -> str:
    return images.url(call.base, medium.served, photos.LARGEST)


def _attachments(call: Call, state: State, post: Post) -> dict[str, Any] | None:
    shown = [_photo(call, state, medium) for medium in post.media]
    if len(shown) > 1:
        return {"data": [{**_album(shown[0]), "subattachments": {"data": shown}}]}
    if shown:
        return {"data": shown}
    if not post.link:
        return None
    link = {"type": "share", "media_type": "link", "title": urlsplit(post.link).netloc}
    return {"data": [{**link, "unshimmed_url": post.link, "url": post.link}]}


def _album(first: dict[str, Any]) -> dict[str, Any]:
    return {**first, "type": "album", "media_type": "album"}


def _photo(call: Call, state: State, medium: Medium) -> dict[str, Any]:
    if videos.load(state, medium.served):
        address = f"{call.base}/photo/?fbid={medium.id}"
        shown = {"type": "video_inline", "media_type": "video", "url": address}
        return shown | {"unshimmed_url": address, "target": {"id": medium.id}}
    width, height = images.size(state, medium.served)
    address = f"{call.base}/photo/?fbid={medium.id}"
    return {
        "type": "photo",
        "media_type": "photo",
        "unshimmed_url": address,
        "url": address,
        "description": medium.alt or None,
        "media": {
            "image": {
                "src": _picture_url(call, medium),
                "width": width,
                "height": height,
            }
        },
        "target": {"id": medium.id},
    }
