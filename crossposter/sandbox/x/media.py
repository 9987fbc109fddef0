"""Image uploads to X in one request each, and the state of every upload.

https://docs.x.com/x-api/media/quickstart/media-upload-chunked
"""

import sqlite3
from collections.abc import Sequence
from typing import Any

from crossposter.sandbox import images, video_processing
from crossposter.sandbox.accounts import Account
from crossposter.sandbox.images import NotAnImage, StoredImage
from crossposter.sandbox.posts import Medium
from crossposter.sandbox.request import Answer, Call
from crossposter.sandbox.state import State
from crossposter.sandbox.x import ids as snowflakes
from crossposter.sandbox.x.auth import account as caller
from crossposter.sandbox.x.errors import invalid, refused

DAY = 86_400
LARGEST_FILE = 5 * 1024 * 1024
LARGEST_GIF = 15 * 1024 * 1024
LONGEST_ALT = 1000
WIDEST_GIF = 1280
FORMATS = {"JPEG", "PNG", "GIF", "WEBP"}
CATEGORIES = {
    "tweet_image",
    "tweet_gif",
    "tweet_video",
    "amplify_video",
    "dm_image",
    "dm_gif",
    "dm_video",
    "subtitles",
}


def upload(call: Call, state: State) -> Answer:
    """Image upload in one request."""
    who = caller(call, state)
    data = call.files.get("media")
    if not data:
        raise invalid("$.media: is missing but it is required")
    kind = category(call.param("media_category"))
    found = picture(data, kind)
    media = begin(state, who, kind, len(data))
    finish(state, media, found)
    return Answer(body={"data": described(state, media)})


def category(given: str) -> str:
    """Category that was asked for; refuses an unknown one."""
    if given not in CATEGORIES:
        raise invalid("$.media_category: does not have a value in the enumeration")
    return given


def picture(data: bytes, kind: str) -> StoredImage:
    """Image that X takes in a category, recognized by its content."""
    most = LARGEST_GIF if kind.endswith("gif") else LARGEST_FILE
    if len(data) > most:
        raise invalid(f"File size exceeds {most} bytes.", media=len(data))
    try:
        found = images.opened(data)
    except NotAnImage:
        raise invalid("media type unrecognized.") from None
    if found.format not in FORMATS:
        raise invalid("media type unrecognized.")
    if kind.endswith("gif") and found.width > WIDEST_GIF:
        raise invalid("GIF dimensions are too large.", media=found.width)
    return found


def begin(state: State, who: Account, kind: str, total: int) -> str:
    """Id of an upload that is to come."""
    media = snowflakes.fresh(state)
    state.write(
        "INSERT INTO upload (id, platform, account, created, total, category)"
        " VALUES (?, 'x', ?, ?, ?, ?)",
        *(media, who.id, state.timestamp(), total, kind),
    )
    return media


def finish(state: State, media: str, found: StoredImage) -> None:
    """Image of an upload, kept."""
    images.save(state, found)
    state.write(
        "UPDATE upload SET received = ?, served = ? WHERE id = ?",
        *(found.sha256, found.sha256, media),
    )


def _row(state: State, media: str, who: Account) -> sqlite3.Row | None:
    return state.row(
        "SELECT * FROM upload WHERE id = ? AND platform = 'x' AND account = ?"
        " AND created > ?",
        *(media, who.id, state.timestamp() - DAY),
    )


def own(state: State, media: str, who: Account) -> sqlite3.Row:
    """Upload of the caller that has not expired."""
    row = _row(state, media, who)
    if not row:
        raise invalid("The media ID is invalid or has expired.", id=media)
    return row


def described(state: State, media: str) -> dict[str, Any]:
    """Description of an upload."""
    row = state.row("SELECT * FROM upload WHERE id = ?", media)
    assert row  # noqa: S101 - callers looked it up
    data: dict[str, Any] = {
        "id": media,
        "media_key": f"3_{media}",
        "size": row["total"],
        "expires_after_secs": DAY - int(state.timestamp() - row["created"]),
    }
    found = images.load(state, row["served"]) if row["served"] else None
    if found:
        kind, width, height = found.media_type, found.width, found.height
        data["image"] = {"image_type": kind, "w": width, "h": height}
    return data


def claim(
    state: State, ids: Sequence[str], who: Account, post_id: str
) -> tuple[Medium, ...]:
    """Uploads for a post of the same account, used up: images, or one GIF or video."""
    rows = [_usable(state, media, who) for media in ids]
    if len(rows) > 1 and any(row["category"] != "tweet_image" for row in rows):
        raise invalid("Maximum of 1 video or GIF, and no pictures beside it.")
    return tuple(_claimed(state, row["id"], row, post_id) for row in rows)


def _usable(state: State, media: str, who: Account) -> sqlite3.Row:
    row = _row(state, media, who)
    work = video_processing.progress(state, media)
    if not row or not row["served"] or row["post"] or (work and not work.done):
        raise refused("400-media")
    return row


def _claimed(state: State, media: str, row: sqlite3.Row, post_id: str) -> Medium:
    state.write("UPDATE upload SET post = ? WHERE id = ?", post_id, media)
    return Medium(
        id=media, received=row["received"], served=row["served"], alt=row["alt"]
    )


def describe(call: Call, state: State) -> Answer:
    """Alternative text of an image, stored."""
    who = caller(call, state)
    body = call.body if isinstance(call.body, dict) else {}
    media = str(body.get("id", ""))
    try:
        text = str(body["metadata"]["alt_text"]["text"])
    except (KeyError, TypeError):
        raise invalid("$.metadata.alt_text.text: is missing") from None
    if len(text) > LONGEST_ALT:
        message = f"$.metadata.alt_text.text: must be at most {LONGEST_ALT} characters"
        raise invalid(message + " long")
    own(state, media, who)
    state.write("UPDATE upload SET alt = ? WHERE id = ?", text, media)
    data = {"id": media, "associated_metadata": {"alt_text": {"text": text}}}
    return Answer(body={"data": data})
