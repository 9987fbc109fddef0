"""Photos of a Facebook page, published or waiting to be attached to a post.

https://developers.facebook.com/docs/graph-api/reference/page/photos
"""

import sqlite3
from typing import Any

from crossposter.sandbox import accounts, image_fetch, images, posts
from crossposter.sandbox.facebook import validation
from crossposter.sandbox.images import NotAnImage, StoredImage
from crossposter.sandbox.meta import graph
from crossposter.sandbox.meta.errors import refused
from crossposter.sandbox.posts import Draft, Medium
from crossposter.sandbox.request import Answer, Call
from crossposter.sandbox.state import State

FIRST_PHOTO = 122_200_000_000_000_001
LARGEST = 2048
LARGEST_FILE = 10 * 1024 * 1024
FORMATS = {"JPEG", "BMP", "PNG", "GIF", "TIFF", "MPO"}
SERVED_WIDTHS = (960, 720, 480, 320, 130)


def upload(call: Call, state: State) -> Answer:
    """Photo upload, published as a post of its own unless told not to."""
    received = _received(call)
    with state.transaction():
        page = accounts.of_id(state, accounts.FACEBOOK, call.ids["id"])
        photo = _keep(call, state, page.id, received)
        if not call.flag("published", default=True):
            return Answer(body={"id": photo})
        return Answer(body={"id": photo, "post_id": _publish(call, state, photo)})


def _received(call: Call) -> StoredImage:
    data = call.files.get("source")
    if data is None and call.param("url"):
        data = _fetched(call.param("url"))
    if not data:
        raise refused("324")
    if len(data) > LARGEST_FILE:
        raise refused("1366046")
    try:
        picture = images.opened(data)
    except NotAnImage:
        raise refused("324") from None
    if picture.format not in FORMATS:
        raise refused("324")
    return picture


def _fetched(url: str) -> bytes:
    try:
        return image_fetch.fetch(url, LARGEST_FILE)
    except image_fetch.NotFetched:
        raise refused("324") from None


def _caption(call: Call) -> str:
    named = (call.params.get(name, "") for name in ("caption", "message", "name"))
    return next((text for text in named if text.strip()), "")


def _keep(call: Call, state: State, page: str, received: StoredImage) -> str:
    validation.check_message(_caption(call), state)
    if len(call.params.get("alt_text_custom", "")) > state.setting(
        "facebook_alt_limit"
    ):
        raise refused("100", "(#100) Param alt_text_custom is too long")
    images.save(state, received)
    served = images.save(state, images.reencoded(received, LARGEST))
    photo = str(state.count("facebook_photo", FIRST_PHOTO))
    state.write(
        "INSERT INTO upload (id, platform, account, created, received, served, alt,"
        " caption) VALUES (?, 'facebook', ?, ?, ?, ?, ?, ?)",
        *(photo, page, state.timestamp(), received.sha256, served.sha256),
        *(call.params.get("alt_text_custom", ""), _caption(call)),
    )
    return photo


def _publish(call: Call, state: State, photo: str) -> str:
    page = accounts.of_id(state, accounts.FACEBOOK, call.ids["id"])
    post_id = validation.new_id(state, page.id)
    posts.publish(
        state,
        Draft(
            account=page,
            id=post_id,
            text=_caption(call),
            path=validation.path(page.id, post_id),
            media=(claim(state, photo, page.id, post_id),),
            lag=call.conditions.read_lag,
        ),
    )
    return post_id


def claim(state: State, photo: str, page: str, post_id: str) -> Medium:
    """Unpublished photo of the page, used up for a post."""
    row = _row(state, photo)
    if not row or row["account"] != page or row["post"]:
        message = (
            f"(#100) Param attached_media: photo {photo} does not exist or has"
            " already been published"
        )
        raise refused("100", message)
    state.write("UPDATE upload SET post = ? WHERE id = ?", post_id, photo)
    return Medium(
        id=photo, received=row["received"], served=row["served"], alt=row["alt"]
    )


def _row(state: State, photo: str) -> sqlite3.Row | None:
    return state.row(
        "SELECT * FROM upload WHERE id = ? AND platform = 'facebook'"
        " AND category IS NULL AND (post IS NOT NULL OR created > ?)",
        photo,
        state.timestamp() - graph.DAY,
    )


def read_photo(call: Call, state: State) -> Answer:
    """Fields of a photo; its largest rendition comes first."""
    row = _row(state, call.ids["id"])
    if not row:
        raise validation.missing(call)
    asked = graph.fields(call.param("fields"), "id,created_time,name")
    return Answer(body=graph.project(_node(call, state, row), asked, "Photo"))


def _node(call: Call, state: State, row: sqlite3.Row) -> dict[str, Any]:
    return {
        "id": row["id"],
        "name": row["caption"] or None,
        "created_time": graph.moment(row["created"]),
        "images": _renditions(call, state, row),
        "alt_text": row["alt"] or "May be an image.",
        "alt_text_custom": row["alt"] or None,
        "page_story_id": row["post"],
        "link": f"{call.base}/photo/?fbid={row['id']}",
        "width": images.size(state, row["served"])[0],
        "height": images.size(state, row["served"])[1],
    }


def _renditions(call: Call, state: State, row: sqlite3.Row) -> list[dict[str, Any]]:
    width, height = images.size(state, row["served"])
    expires = row["created"] + (365 * graph.DAY if row["post"] else graph.DAY)
    widths = [width, *(smaller for smaller in SERVED_WIDTHS if smaller < width)]
    return [
        {
            "height": round(height * each / width),
            "source": images.url(call.base, row["served"], each, expires),
            "width": each,
        }
        for each in widths
    ]
