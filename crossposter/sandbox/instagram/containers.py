"""Containers of Instagram: all checks before anything can be published.

https://developers.facebook.com/docs/instagram-platform/instagram-graph-api/reference/ig-user/media
"""

import json
import re
import sqlite3
from dataclasses import dataclass
from typing import Any

from crossposter.sandbox import (
    accounts,
    chunked_upload,
    image_fetch,
    video_processing,
    videos,
)
from crossposter.sandbox import images as pictures
from crossposter.sandbox.images import NotAnImage, StoredImage
from crossposter.sandbox.meta import graph
from crossposter.sandbox.meta.errors import MESSAGES, refused
from crossposter.sandbox.request import Answer, Call
from crossposter.sandbox.state import State

FIRST_CONTAINER = 17_990_000_000_000_001
LARGEST_FILE = 8 * 1024 * 1024
LONGEST_CAPTION = 2200
LONGEST_ALT = 1000
MOST_MENTIONS = 20
MOST_HASHTAGS = 30
TALLEST, WIDEST = 0.8, 1.91
RATIO_SLACK = 0.01
NARROWEST = 320
SERVED_WIDTH = 1440
LONGEST_SIDE = int(SERVED_WIDTH / TALLEST)
CHILDREN = range(2, 11)
REELS = "REELS"


@dataclass(frozen=True, kw_only=True)
class Content:
    """Content that a container will show."""

    kind: str
    pictures: tuple[StoredImage, StoredImage] | None = None
    children: tuple[str, ...] = ()


def create(call: Call, state: State) -> Answer:
    """Container of one image, of two to ten others, or of a video to come."""
    _check_texts(call, state)
    kind = call.param("media_type").upper() or "IMAGE"
    if kind not in {"IMAGE", "CAROUSEL", REELS}:
        raise refused("100/2207023")
    if kind == REELS and call.param("upload_type") != "resumable":
        raise refused("100", "(#100) The parameter upload_type must be resumable")
    fetched = _picture(call) if kind == "IMAGE" else None
    with state.transaction():
        children = _children(call, state) if kind == "CAROUSEL" else ()
        content = Content(kind=kind, pictures=fetched, children=children)
        return Answer(body=_made(call, _keep(call, state, content), kind))


def _made(call: Call, container: str, kind: str) -> dict[str, str]:
    """Answer with the id, and for a video with the place that takes its bytes."""
    if kind != REELS:
        return {"id": container}
    version = graph.version(call.version)
    return {"id": container, "uri": f"{call.base}/ig-api-upload/{version}/{container}"}


def _check_texts(call: Call, state: State) -> None:
    caption = call.params.get("caption", "")
    if len(caption) > LONGEST_CAPTION:
        raise refused("36004/2207010")
    if len(re.findall(r"(?<!\w)@[\w.]+", caption)) > MOST_MENTIONS:
        raise refused("100/2207040")
    tags = len(re.findall(r"(?<![\w&])#\w+", caption))
    most = min(state.setting("hashtag_limit"), MOST_HASHTAGS)
    if tags > most:
        message = f"The caption has {tags} hashtags; at most {most} are allowed."
        raise refused("100", "Invalid parameter", message)
    if len(call.params.get("alt_text", "")) > LONGEST_ALT:
        message = f"Alt text may have at most {LONGEST_ALT} characters."
        raise refused("100", "Invalid parameter", message)


def _picture(call: Call) -> tuple[StoredImage, StoredImage]:
    address = call.param("image_url")
    if not address:
        raise refused("100", "(#100) The parameter image_url is required")
    try:
        data = image_fetch.fetch(address, LARGEST_FILE)
    except image_fetch.NotFetched:
        advice = f"The media could not be fetched from this URI: {address}."
        raise refused("9004/2207052", advice=advice) from None
    if len(data) > LARGEST_FILE:
        raise refused("36000/2207004")
    received = _jpeg(data)
    served = pictures.reencoded(received, LONGEST_SIDE, SERVED_WIDTH)
    return received, served


def _jpeg(data: bytes) -> StoredImage:
    try:
        picture = pictures.opened(data)
    except NotAnImage:
        raise refused("36001/2207005") from None
    if picture.format != "JPEG":
        raise refused("36001/2207005")
    ratio = picture.width / picture.height
    if not TALLEST - RATIO_SLACK <= ratio <= WIDEST + RATIO_SLACK:
        message = (
            f"The submitted image with aspect ratio ('{ratio:.3f}',) cannot be"
            " published. Please submit an image with a valid aspect ratio."
        )
        raise refused("36003/2207009", message)
    if picture.width < NARROWEST:
        advice = f"The image is {picture.width} pixels wide; at least 320 are needed."
        raise refused("36001/2207005", advice=advice)
    return picture


def _child_ids(text: str) -> tuple[str, ...]:
    try:
        parsed = json.loads(text) if text.startswith("[") else text.split(",")
    except ValueError:
        raise refused("100", "(#100) Param children must be an array") from None
    return tuple(str(child).strip() for child in parsed if str(child).strip())


def _children(call: Call, state: State) -> tuple[str, ...]:
    children = _child_ids(call.param("children"))
    if len(children) not in CHILDREN:
        raise refused("100/2207028")
    for child in children:
        row = usable(state, child, call.ids["id"])
        if not row["item"]:
            raise refused("100", f"(#100) Container {child} is no carousel item")
        if status(state, row)[0] != "FINISHED":
            raise refused("9007/2207027")
    return children


def _keep(call: Call, state: State, content: Content) -> str:
    account = accounts.of_id(state, accounts.INSTAGRAM, call.ids["id"])
    received, served = content.pictures or (None, None)
    for picture in (received, served):
        if picture:
            pictures.save(state, picture)
    container = str(state.count("instagram_container", FIRST_CONTAINER))
    created = state.timestamp()
    wait = call.conditions.container_stuck or float(state.setting("container_seconds"))
    state.write(
        "INSERT INTO container VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL)",
        *(container, account.id, content.kind),
        *(call.params.get("caption", ""), call.params.get("alt_text", "")),
        *(received.sha256 if received else None, served.sha256 if served else None),
        *(json.dumps(content.children), call.flag("is_carousel_item", default=False)),
        *(created, created + wait, call.conditions.container_error),
    )
    return container


def find(state: State, container: str) -> sqlite3.Row | None:
    """Container by its id, expired or not."""
    return state.row("SELECT * FROM container WHERE id = ?", container)


def usable(state: State, container: str, account: str) -> sqlite3.Row:
    """Container the account may still use.

    Raises Refused: 2207006 for an unknown one, 2207008 for an expired one.
    """
    row = find(state, container)
    if not row or row["account"] != account:
        raise refused("24/2207006")
    if status(state, row)[0] == "EXPIRED":
        raise refused("24/2207008")
    return row


def status(state: State, row: sqlite3.Row) -> tuple[str, str]:
    """Fields `status_code` and `status` of a container."""
    now = state.timestamp()
    if row["media"]:
        return "PUBLISHED", "Published: Media has been successfully published."
    if now - row["created"] > graph.DAY:
        return "EXPIRED", "Expired: Media was not published within 24 hours."
    if row["error"]:
        return failed(row["error"])
    work = video_processing.progress(state, row["id"])
    if work and work.failed:
        return failed("352/2207026")
    is_worked_on = row["kind"] == REELS and (work is None or not work.done)
    if now < row["ready"] or is_worked_on:
        return "IN_PROGRESS", "In Progress: Media is still being processed."
    return (
        "FINISHED",
        "Finished: Media has been uploaded and it is ready to be published.",
    )


def failed(code: str) -> tuple[str, str]:
    """Status text after an error code such as `9004/2207052`."""
    subcode = code.rpartition("/")[2]
    known = next((code for code in MESSAGES if code.endswith(f"/{subcode}")), "1")
    message = MESSAGES[known][1] or MESSAGES[known][0]
    return (
        "ERROR",
        f"Error: {message} Media upload has failed with error code {subcode}",
    )


def read(call: Call, state: State) -> Answer:
    """Progress of a container."""
    row = find(state, call.ids["id"])
    if not row:
        raise refused("100/33")
    code, text = status(state, row)
    video_processing.look(state, row["id"])
    if call.conditions.container_error:
        code, text = failed(call.conditions.container_error)
    if call.conditions.container_stuck:
        code, text = "IN_PROGRESS", "In Progress: Media is still being processed."
    node: dict[str, Any] = {"id": row["id"], "status_code": code, "status": text}
    node["video_status"] = _video_status(state, row)
    asked = graph.fields(call.param("fields"), "id")
    return Answer(body=graph.project(node, asked, "IGContainer"))


def _video_status(state: State, row: sqlite3.Row) -> dict[str, Any] | None:
    if row["kind"] != REELS:
        return None
    whole = video_processing.progress(state, row["id"]) is not None
    film = videos.load(state, row["received"]) if row["received"] else None
    there = film.size if film else chunked_upload.arrived(state, row["id"])
    return {
        "uploading_phase": {
            "status": "complete" if whole else "in_progress",
            "bytes_transferred": there,
        }
    }


def consume(state: State, container: str, media: str) -> None:
    """Mark of a container that became a post."""
    state.write("UPDATE container SET media = ? WHERE id = ?", media, container)
