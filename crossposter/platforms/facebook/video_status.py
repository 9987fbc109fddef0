"""Video status: how far Facebook has processed a video.

https://developers.facebook.com/docs/graph-api/reference/video-status
"""

import enum
from dataclasses import dataclass
from typing import Any

from crossposter.platforms.answer_values import count, graph_id, link, words
from crossposter.platforms.meta.graph import Object

WEB_URL = "https://www.facebook.com"
PHASES = ("uploading_phase", "processing_phase", "publishing_phase")
BAD = frozenset({"error", "expired", "upload_failed"})


class Stage(enum.Enum):
    """Stage of a video on Facebook."""

    WAITING = "waiting"  #: no sign of a publication so far
    WORKING = "working"
    PUBLIC = "public"
    FAILED = "failed"


@dataclass(frozen=True, kw_only=True)
class VideoStatus:
    """Status of a video as Facebook describes it."""

    stage: Stage
    arrived: int | None = None  #: bytes
    post_id: str | None = None
    permalink: str | None = None
    words: str = ""  #: reason of the failure

    @classmethod
    def told(cls, video: Object) -> "VideoStatus":
        """Status from the fields of a video."""
        status = _dict(video.get("status"))
        phases = {name: _dict(status.get(name)) for name in PHASES}
        uploading = phases["uploading_phase"]
        # Facebook's own documents have both spellings.
        arrived = uploading.get("bytes_transferred", uploading.get("bytes_transfered"))
        address = str(video.get("permalink_url") or "")
        return cls(
            stage=_stage(str(status.get("video_status")), phases),
            arrived=count(arrived),
            post_id=graph_id(video.get("post_id")),
            permalink=link(WEB_URL + address if address.startswith("/") else address),
            words=words(_words(phases)),
        )


def _stage(overall: str, phases: dict[str, dict[str, Any]]) -> Stage:
    said = {name: str(phase.get("status")) for name, phase in phases.items()}
    if overall in BAD or "error" in said.values():
        return Stage.FAILED
    publishing = phases["publishing_phase"]
    is_out = publishing.get("publish_status", "published") == "published"
    if said["publishing_phase"] == "complete" and is_out:
        return Stage.PUBLIC
    if overall in {"processing", "ready"} or said["processing_phase"] in {
        "in_progress",
        "complete",
    }:
        return Stage.WORKING
    return Stage.WAITING


def _words(phases: dict[str, dict[str, Any]]) -> str:
    for phase in phases.values():
        listed = phase.get("errors")
        first = listed[0] if isinstance(listed, list) and listed else None
        error = _dict(first or phase.get("error"))
        if error:
            return str(error.get("message") or "")
    return ""


def _dict(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}
