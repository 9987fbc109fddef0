"""Videos of a Facebook page, uploaded in chunks, and reels.

https://developers.facebook.com/docs/video-api/guides/publishing and
https://developers.facebook.com/docs/video-api/guides/reels-publishing
"""

import sqlite3
from collections.abc import Callable
from typing import Any

from crossposter.sandbox import (
    accounts,
    chunked_upload,
    posts,
    video_processing,
    videos,
)
from crossposter.sandbox.facebook import validation
from crossposter.sandbox.meta import graph
from crossposter.sandbox.meta.errors import refused
from crossposter.sandbox.posts import Draft, Medium
from crossposter.sandbox.request import Answer, Call
from crossposter.sandbox.state import State
from crossposter.sandbox.video_processing import Progress
from crossposter.sandbox.videos import Video

FIRST_VIDEO = 122_300_000_000_000_001
LARGEST = 10 * 1024**3
VIDEO, REEL = "video", "reel"
LONGEST_VIDEO = 14_400.0
REEL_SECONDS = (3.0, 90.0)
UPRIGHT, SLACK = 9 / 16, 0.02
SMALLEST = (540, 960)


def video(call: Call, state: State) -> Answer:
    """Phase of a chunked video upload."""
    return _phase(call, state, {"start": _start, "transfer": _transfer, "finish": _end})


def reel(call: Call, state: State) -> Answer:
    """First or last phase of a reel."""
    return _phase(call, state, {"start": _begin_reel, "finish": _finish_reel})


def _phase(
    call: Call, state: State, phases: dict[str, Callable[[Call, State], Answer]]
) -> Answer:
    graph.need_scope(state, "pages_manage_posts")
    phase = phases.get(call.param("upload_phase").lower())
    if not phase:
        raise refused("100", f"(#100) upload_phase must be one of {', '.join(phases)}")
    return phase(call, state)


def _start(call: Call, state: State) -> Answer:
    total = call.param("file_size")
    if not total.isdecimal() or not 0 < int(total) <= LARGEST:
        raise refused("6000/1363023")
    key = _open(call, state, VIDEO, int(total))
    body = {"video_id": key, "upload_session_id": _session(key)}
    return Answer(body=body | _asked(state, 0, int(total)))


def _open(call: Call, state: State, kind: str, total: int) -> str:
    page = accounts.of_id(state, accounts.FACEBOOK, call.ids["id"])
    key = str(state.count("facebook_video", FIRST_VIDEO))
    state.write(
        "INSERT INTO upload (id, platform, account, created, category, total)"
        " VALUES (?, 'facebook', ?, ?, ?, ?)",
        *(key, page.id, state.timestamp(), kind, total),
    )
    return key


def _session(key: str) -> str:
    """Upload session id of a video, different from the video's own id."""
    return str(int(key) + 1_000_000_000_000)


def _asked(state: State, begin: int, total: int) -> dict[str, str]:
    end = min(begin + int(state.setting("film_piece")), total)
    return {"start_offset": str(begin), "end_offset": str(end)}


def _transfer(call: Call, state: State) -> Answer:
    row = _of_session(call, state)
    offset, there = call.param("start_offset"), chunked_upload.arrived(state, row["id"])
    data = call.files.get("video_file_chunk", b"")
    if offset != str(there):
        raise refused("6000/1363037")
    if not data or there + len(data) > row["total"]:
        raise refused("6000/1363019")
    return Answer(
        body=_asked(state, chunked_upload.keep(state, row["id"], data), row["total"])
    )


def _of_session(call: Call, state: State) -> sqlite3.Row:
    session = call.param("upload_session_id")
    key = str(int(session) - 1_000_000_000_000) if session.isdecimal() else ""
    row = _row(state, key)
    if not row or row["category"] != VIDEO or video_processing.progress(state, key):
        raise refused("6000/1363041")
    return row


def _end(call: Call, state: State) -> Answer:
    row = _of_session(call, state)
    if chunked_upload.arrived(state, row["id"]) != row["total"]:
        raise refused("6000/1363019")
    return _finish(call, state, row, _too_long)


def _begin_reel(call: Call, state: State) -> Answer:
    key = _open(call, state, REEL, 0)
    address = f"{call.base}/video-upload/{graph.version(call.version)}/{key}"
    return Answer(body={"video_id": key, "upload_url": address})


def upload(call: Call, state: State) -> Answer:
    """Bytes of a reel, from where the last ones ended."""
    row = _row(state, call.ids["id"])
    if not row or row["category"] != REEL or row["total"]:
        raise validation.missing(call)
    if chunked_upload.stream(call, state, row["id"], LARGEST):
        size = chunked_upload.arrived(state, row["id"])
        state.write("UPDATE upload SET total = ? WHERE id = ?", size, row["id"])
    return chunked_upload.SUCCESS


def _finish_reel(call: Call, state: State) -> Answer:
    row = _row(state, call.param("video_id"))
    if (
        not row
        or row["category"] != REEL
        or video_processing.progress(state, row["id"])
    ):
        raise refused("100", "(#100) Param video_id is no reel that can be finished")
    if call.param("video_state") != "PUBLISHED":
        raise refused("100", "(#100) Param video_state must be PUBLISHED")
    if not row["total"]:
        raise refused("6000/1363019")
    return _finish(call, state, row, _no_reel)


def _finish(
    call: Call, state: State, row: sqlite3.Row, objection: Callable[[Video], str | None]
) -> Answer:
    text = call.params.get("description", "")
    validation.check_message(text, state)
    data = chunked_upload.joined(state, row["id"])
    film = video_processing.begin(state, row["id"], data, objection)
    sha = film.sha256 if film else None
    state.write(
        "UPDATE upload SET caption = ?, received = ?, served = ? WHERE id = ?",
        *(text, sha, sha, row["id"]),
    )
    _publish_when_done(call, state, row["id"])
    return Answer(body={"success": True})


def _publish_when_done(call: Call, state: State, key: str) -> None:
    row, work = _row(state, key), video_processing.progress(state, key)
    if not row or row["post"] or not work or not work.done:
        return
    page = accounts.of_id(state, accounts.FACEBOOK, row["account"])
    post_id = validation.new_id(state, page.id)
    posts.publish(
        state,
        Draft(
            account=page,
            id=post_id,
            text=row["caption"],
            path=validation.path(page.id, post_id),
            media=(Medium(id=key, received=row["received"], served=row["served"]),),
            lag=call.conditions.read_lag,
        ),
    )
    state.write("UPDATE upload SET post = ? WHERE id = ?", post_id, key)


def _row(state: State, key: str) -> sqlite3.Row | None:
    return state.row(
        "SELECT * FROM upload WHERE id = ? AND platform = 'facebook'"
        " AND category IS NOT NULL AND (post IS NOT NULL OR created > ?)",
        key,
        state.timestamp() - graph.DAY,
    )


def _too_long(film: Video) -> str | None:
    return "The video is too long." if film.seconds > LONGEST_VIDEO else None


def _no_reel(film: Video) -> str | None:
    if not REEL_SECONDS[0] <= film.seconds <= REEL_SECONDS[1]:
        return "A reel is 3 to 90 seconds long."
    if abs(film.ratio - UPRIGHT) > SLACK:
        return "The aspect ratio of a reel is 9 by 16."
    small = film.width < SMALLEST[0] or film.height < SMALLEST[1]
    return "A reel has at least 540 by 960 pixels." if small else None


def read(call: Call, state: State) -> Answer:
    """Fields of a video; every read brings its processing nearer its end."""
    row = _row(state, call.ids["id"])
    if not row:
        raise validation.missing(call)
    work = video_processing.look(state, row["id"])
    _publish_when_done(call, state, row["id"])
    asked = graph.fields(call.param("fields"), "id,description,updated_time")
    fresh = _row(state, row["id"]) or row
    return Answer(body=graph.project(_node(call, state, fresh, work), asked, "Video"))


def _node(
    call: Call, state: State, row: sqlite3.Row, work: Progress | None
) -> dict[str, Any]:
    shown = posts.find(state, accounts.FACEBOOK, row["post"]) if row["post"] else None
    film = videos.load(state, row["served"]) if row["served"] else None
    return {
        "id": row["id"],
        "description": row["caption"] or None,
        "updated_time": graph.moment(row["created"]),
        "length": film.seconds if film else None,
        "published": bool(row["post"]),
        "post_id": row["post"],
        "permalink_url": call.base + shown.path if shown else None,
        "status": _status(state, row, work),
    }


def _status(state: State, row: sqlite3.Row, work: Progress | None) -> dict[str, Any]:
    there = row["total"] if work else chunked_upload.arrived(state, row["id"])
    whole = bool(row["total"]) and there == row["total"]
    phases: dict[str, Any] = {
        "video_status": "upload_complete" if whole else "uploading",
        "uploading_phase": {
            "status": "complete" if whole else "in_progress",
            "bytes_transferred": there,
        },
        "processing_phase": {"status": "not_started"},
        "publishing_phase": {"status": "not_started"},
    }
    if work and work.looks:
        phases |= {"video_status": "processing"}
        phases["processing_phase"] = {"status": "in_progress"}
    elif work and work.failed:
        errors = [{"code": 1363024, "message": work.failure}]
        phases |= {"video_status": "error"}
        phases["processing_phase"] = {"status": "error", "errors": errors}
    elif work:
        phases |= {"video_status": "ready"}
        phases["processing_phase"] = {"status": "complete"}
        published = {"status": "complete", "publish_status": "published"}
        phases["publishing_phase"] = published
    return phases
