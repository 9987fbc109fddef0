"""Image server: any kept image as a JPEG of a given width."""

from functools import lru_cache

from crossposter.sandbox import images
from crossposter.sandbox.images import StoredImage
from crossposter.sandbox.request import Answer, Call
from crossposter.sandbox.state import State

TALLEST = 10_000


def serve(call: Call, state: State) -> Answer:
    """Image, or 403 once its address has expired, as the real CDN does."""
    expires = call.param("oe")
    if expires and _seconds(expires) < state.timestamp():
        return Answer(status=403, body="URL signature expired", media_type="text/plain")
    picture = images.load(state, call.ids["sha"])
    width = call.ids["width"]
    if not picture or not width.isdecimal():
        return Answer(status=404, body="Not found", media_type="text/plain")
    return Answer(
        body=_rendition(picture, int(width)),
        media_type="image/jpeg",
        headers={"cache-control": "max-age=1209600"},
    )


def _seconds(text: str) -> int:
    try:
        return int(text, 16)
    except ValueError:
        return 0


@lru_cache(maxsize=64)
def _rendition(picture: StoredImage, width: int) -> bytes:
    if picture.format == "JPEG" and picture.width <= width:
        return picture.data
    return images.reencoded(picture, TALLEST, max(width, 16)).data
