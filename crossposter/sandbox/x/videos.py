"""Chunked uploads to X: videos and animated GIFs, segment by segment.

https://docs.x.com/x-api/media/quickstart/media-upload-chunked
"""

import sqlite3
from typing import Any

from crossposter.sandbox import video_processing
from crossposter.sandbox.request import Answer, Call
from crossposter.sandbox.state import State
from crossposter.sandbox.video_processing import Progress
from crossposter.sandbox.videos import Video
from crossposter.sandbox.x import media as x_media
from crossposter.sandbox.x.auth import account as caller
from crossposter.sandbox.x.errors import invalid
from crossposter.sandbox.x.media import DAY, LARGEST_FILE, LARGEST_GIF

LARGEST_FILM = 8 * 1024**3
MOST_SEGMENTS = 1000
TYPES = {"video/mp4", "video/quicktime", "image/gif", "image/jpeg", "image/png"}
SECONDS = (0.5, 140.0)
TALLEST, WIDEST = 1 / 3, 3.0
WIDTHS = range(32, 1921)
MOST_A_SECOND = 60.5  # frames; 60, with the rounding of a header
CODECS, SOUNDS = {"avc1", "avc3", ""}, {"mp4a", ""}


def initialize(call: Call, state: State) -> Answer:
    """Start of a chunked upload."""
    who = caller(call, state)
    total = call.param("total_bytes")
    category = x_media.category(call.param("media_category"))
    if call.param("media_type") not in TYPES | {""}:
        raise invalid("$.media_type: does not have a value in the enumeration")
    most = LARGEST_GIF if category.endswith("gif") else LARGEST_FILM
    if not total.isdecimal() or not 0 < int(total) <= most:
        raise invalid(f"$.total_bytes: must be at most {most}", total_bytes=total)
    media = x_media.begin(state, who, category, int(total))
    return Answer(body={"data": x_media.described(state, media)})


def append(call: Call, state: State) -> Answer:
    """Segment of a chunked upload; the same one may come again."""
    row = x_media.own(state, call.ids["id"], caller(call, state))
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
    """End of the upload; a video is processed before it can be used."""
    row = x_media.own(state, call.ids["id"], caller(call, state))
    chunks = state.rows(
        "SELECT position, data FROM chunk WHERE upload = ? ORDER BY position", row["id"]
    )
    data = b"".join(chunk["data"] for chunk in chunks)
    in_a_row = [chunk["position"] for chunk in chunks] == list(range(len(chunks)))
    if len(data) != row["total"] or not in_a_row:
        raise invalid(f"Expected {row['total']} bytes, got {len(data)}.")
    if not row["category"].endswith("video"):
        x_media.finish(state, row["id"], x_media.picture(data, row["category"]))
        return Answer(body={"data": x_media.described(state, row["id"])})
    film = video_processing.begin(state, row["id"], data, _objection)
    if film:
        state.write(
            "UPDATE upload SET received = ?, served = ? WHERE id = ?",
            *(film.sha256, film.sha256, row["id"]),
        )
    state.write("DELETE FROM chunk WHERE upload = ?", row["id"])
    return _told(state, row, video_processing.progress(state, row["id"]))


def status(call: Call, state: State) -> Answer:
    """Progress of the processing of a chunked upload."""
    if call.param("command") != "STATUS":
        raise invalid("$.command: must be STATUS", command=call.param("command"))
    row = x_media.own(state, call.param("media_id"), caller(call, state))
    whole = Progress() if row["served"] else None
    return _told(state, row, video_processing.look(state, row["id"]) or whole)


def _told(state: State, row: sqlite3.Row, found: Progress | None) -> Answer:
    information = {"processing_info": _information(found)}
    return Answer(body={"data": x_media.described(state, row["id"]) | information})


def _information(found: Progress | None) -> dict[str, Any]:
    if found is None:
        return {"state": "pending", "check_after_secs": 1}
    if found.failed:
        error = {"code": 1, "name": "InvalidMedia", "message": found.failure}
        return {"state": "failed", "progress_percent": 100, "error": error}
    if found.done:
        return {"state": "succeeded", "progress_percent": 100}
    return {"state": "in_progress", "check_after_secs": 5, "progress_percent": 10}


def _objection(film: Video) -> str | None:
    if not SECONDS[0] <= film.seconds <= SECONDS[1]:
        return "Video duration is outside of the allowed range."
    if not TALLEST <= film.ratio <= WIDEST:
        return "Invalid aspect ratio."
    if film.width not in WIDTHS:
        return "Invalid dimensions."
    if film.codec not in CODECS or film.sound not in SOUNDS:
        return "Unsupported codec."
    return "Invalid frame rate." if film.rate > MOST_A_SECOND else None
