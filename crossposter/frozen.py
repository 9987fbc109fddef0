"""Posts as they were approved: into a delivery's row, and back to be sent."""

from typing import Any

from crossposter.errors import CrossposterError
from crossposter.media import Archive
from crossposter.models import Delivery
from crossposter.publisher import Media, Post

_SUFFIXES = {
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "image/gif": ".gif",
    "image/webp": ".webp",
    "image/bmp": ".bmp",
    "image/tiff": ".tif",
}


class NotAsApproved(CrossposterError):
    """What is stored is no longer what was approved, so it must not be sent."""


def freeze(post: Post, archive: Archive) -> dict[str, Any]:
    """Keep the pictures' bytes and give the columns of a delivery that hold the post."""
    for picture in post.media:
        archive.put(picture.data, suffix=_SUFFIXES.get(picture.mime, ".bin"))
    return {
        "text": post.text,
        "link": post.link,
        "media": [_described(picture) for picture in post.media],
        "fingerprint": post.fingerprint(),
    }


def _described(picture: Media) -> dict[str, Any]:
    return {
        "name": picture.name,
        "mime": picture.mime,
        "sha256": picture.sha256,
        "alt": picture.alt,
        "width": picture.width,
        "height": picture.height,
    }


def thaw(delivery: Delivery, archive: Archive) -> Post:
    """The approved post; raises NotAsApproved or the archive's own error."""
    try:
        pictures = tuple(
            Media(data=archive.get(picture["sha256"]), **picture)
            for picture in delivery.media
        )
    except (KeyError, TypeError) as error:
        raise _altered(delivery) from error
    post = Post(text=delivery.text, link=delivery.link, media=pictures)
    if post.fingerprint() != delivery.fingerprint:
        raise _altered(delivery)
    return post


def _altered(delivery: Delivery) -> NotAsApproved:
    return NotAsApproved(
        f"delivery {delivery.id} was altered after its approval and is not sent: edit"
        " the announcement and approve it again"
    )
