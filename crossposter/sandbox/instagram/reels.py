"""Reel containers of Instagram: their videos.

https://developers.facebook.com/docs/instagram-platform/content-publishing/resumable-uploads
"""

from crossposter.sandbox import chunked_upload, video_processing
from crossposter.sandbox.instagram import containers
from crossposter.sandbox.meta.errors import refused
from crossposter.sandbox.request import Answer, Call
from crossposter.sandbox.state import State
from crossposter.sandbox.videos import Video

LARGEST = 300 * 1024 * 1024
SECONDS = (3.0, 900.0)
TALLEST, WIDEST = 0.01, 10.0
MOST_COLUMNS = 1920
RATES = (22.5, 60.5)  # 23 to 60 frames a second, with the rounding of a header
CODECS, SOUNDS = {"avc1", "avc3", "hvc1", "hev1", ""}, {"mp4a", ""}


def upload(call: Call, state: State) -> Answer:
    """Bytes of a container's video, from where the last ones ended."""
    row = containers.find(state, call.ids["id"])
    if (
        not row
        or row["kind"] != containers.REELS
        or video_processing.progress(state, row["id"])
    ):
        raise refused("24/2207006")
    if chunked_upload.stream(call, state, row["id"], LARGEST):
        data = chunked_upload.joined(state, row["id"])
        film = video_processing.begin(state, row["id"], data, _objection)
        sha = film.sha256 if film else None
        state.write(
            "UPDATE container SET received = ?, served = ? WHERE id = ?",
            *(sha, sha, row["id"]),
        )
    return chunked_upload.SUCCESS


def _objection(film: Video) -> str | None:
    if not SECONDS[0] <= film.seconds <= SECONDS[1]:
        return "The video is too short or too long."
    if not TALLEST <= film.ratio <= WIDEST:
        return "The aspect ratio of the video is not supported."
    if film.width > MOST_COLUMNS:
        return "The video has too many columns."
    if film.codec not in CODECS or film.sound not in SOUNDS:
        return "The codec is not supported."
    if film.rate and not RATES[0] <= film.rate <= RATES[1]:
        return "The frame rate is not supported."
    return None
