"""Pictures for X: one-shot and chunked uploads, alternative text.

https://docs.x.com/x-api/media/quickstart/media-upload-chunked
"""

import sqlite3
from typing import Any

from crossposter.sandbox import pictures, snowflakes
from crossposter.sandbox.accounts import Account
from crossposter.sandbox.call import Answer, Call
from crossposter.sandbox.pictures import NotAPicture, Picture
from crossposter.sandbox.posts import Medium
from crossposter.sandbox.state import State
from crossposter.sandbox.x_access import account as caller
from crossposter.sandbox.x_errors import invalid, refused

DAY = 86_400
LARGEST_FILE = 5 * 1024 * 1024
LARGEST_GIF = 15 * 1024 * 1024
LARGEST_FILM = 8 * 1024**3
LONGEST_ALT = 1000
MOST_SEGMENTS = 1000
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
    """Take a whole picture in one request."""
    who = caller(call, state)
    data = call.files.get("media")
    if not data:
        raise invalid("$.media: is missing but it is required")
    category = _category(call.param("media_category"))
    picture = _picture(data, category)
    media = _open(state, who, category, len(data))
    _finish(state, media, picture)
    return Answer(body={"data": _described(state, media)})


def _category(given: str) -> str:
    if given not in CATEGORIES:
        raise invalid("$.media_category: does not have a value in the enumeration")
    return given


def _picture(data: bytes, category: str) -> Picture:
    most = LARGEST_GIF if category.endswith("gif") else LARGEST_FILE
    if len(data) > most:
        raise invalid(f"File size exceeds {most} bytes.", media=len(data))
    try:
        picture = pictures.opened(data)
    except NotAPicture:
        raise invalid("media type unrecognized.") from None
    if picture.format not in FORMATS:
        raise invalid("media type unrecognized.")
    return picture


def _open(state: State, who: Account, category: str, total: int) -> str:
    media = snowflakes.fresh(state)
    state.write(
        "INSERT INTO upload (id, platform, account, created, total, category)"
        " VALUES (?, 'x', ?, ?, ?, ?)",
        *(media, who.id, state.timestamp(), total, category),
    )
    return media


def _finish(state: State, media: str, picture: Picture) -> None:
    pictures.save(state, picture)
    state.write(
        "UPDATE upload SET received = ?, served = ? WHERE id = ?",
        *(picture.sha256, picture.sha256, media),
    )


def _row(state: State, media: str, who: Account) -> sqlite3.Row | None:
    return state.row(
        "SELECT * FROM upload WHERE id = ? AND platform = 'x' AND account = ?"
        " AND created > ?",
        *(media, who.id, state.timestamp() - DAY),
    )


def _own(state: State, media: str, who: Account) -> sqlite3.Row:
    row = _row(state, media, who)
    if not row:
        raise invalid("The media ID is invalid or has expired.", id=media)
    return row


def _described(state: State, media: str) -> dict[str, Any]:
    row = state.row("SELECT * FROM upload WHERE id = ?", media)
    assert row  # noqa: S101 - callers looked it up
    data: dict[str, Any] = {
        "id": media,
        "media_key": f"3_{media}",
        "size": row["total"],
        "expires_after_secs": DAY - int(state.timestamp() - row["created"]),
    }
    picture = pictures.load(state, row["served"]) if row["served"] else None
    if picture:
        kind, width, height = picture.media_type, picture.width, picture.height
        data["image"] = {"image_type": kind, "w": width, "h": height}
    return data


def claim(state: State, media: str, who: Account, post_id: str) -> Medium:
    """Use an uploaded picture for a post of the same account."""
    row = _row(state, media, who)
    if not row or not row["served"] or row["post"]:
        raise refused("400-media")
    state.write("UPDATE upload SET post = ? WHERE id = ?", post_id, media)
    return Medium(
        id=media, received=row["received"], served=row["served"], alt=row["alt"]
    )


def describe(call: Call, state: State) -> Answer:
    """Set the alternative text of a picture."""
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
    _own(state, media, who)
    state.write("UPDATE upload SET alt = ? WHERE id = ?", text, media)
    described = {"id": media, "associated_metadata": {"alt_text": {"text": text}}}
    return Answer(body={"data": described})


def initialize(call: Call, state: State) -> Answer:
    """Begin a chunked upload."""
    who = caller(call, state)
    total = call.param("total_bytes")
    if not total.isdecimal() or int(total) > LARGEST_FILM:
        raise invalid("$.total_bytes: must be a number of at most 8 GB", total=total)
    category = _category(call.param("media_category"))
    media = _open(state, who, category, int(total))
    return Answer(body={"data": _described(state, media)})


def append(call: Call, state: State) -> Answer:
    """Take one segment of a chunked upload; the same one may come again."""
    row = _own(state, call.ids["id"], caller(call, state))
    segment = call.param("segment_index")
    data = call.files.get("media")
    if not segment.isdecimal() or int(segment) >= MOST_SEGMENTS or not data:
        raise invalid("$.segment_index: must be between 0 and 999, with media")
    if len(data) > LARGEST_FILE:
        raise invalid(f"Segment size exceeds {LARGEST_FILE} bytes.")
    state.write(
        "INSERT OR REPLACE INTO chunk VALUES (?, ?, ?)", row["id"], int(segment), data
    )
    return Answer(body={"data": {"expires_at": int(row["created"]) + DAY}})


def finalize(call: Call, state: State) -> Answer:
    """Put the segments together."""
    row = _own(state, call.ids["id"], caller(call, state))
    chunks = state.rows(
        "SELECT data FROM chunk WHERE upload = ? ORDER BY position", row["id"]
    )
    data = b"".join(chunk["data"] for chunk in chunks)
    if len(data) != row["total"]:
        raise invalid(f"Expected {row['total']} bytes, got {len(data)}.")
    _finish(state, row["id"], _picture(data, row["category"]))
    return Answer(body={"data": _described(state, row["id"])})


def status(call: Call, state: State) -> Answer:
    """Tell how far the processing of a chunked upload is."""
    row = _own(state, call.param("media_id"), caller(call, state))
    done = {"state": "succeeded", "progress_percent": 100}
    waiting = {"state": "pending", "check_after_secs": 1}
    information = done if row["served"] else waiting
    data = _described(state, row["id"]) | {"processing_info": information}
    return Answer(body={"data": data})
