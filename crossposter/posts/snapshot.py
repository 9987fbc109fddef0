"""Snapshot of an approved post: saved in a delivery's row, and restored for sending."""

from typing import Any

from crossposter.channels import Media, Post
from crossposter.database.models import Delivery
from crossposter.errors import CrossposterError
from crossposter.media import Archive, cleaned
from crossposter.text.messages import phrase

_SUFFIXES = {
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "image/gif": ".gif",
    "image/webp": ".webp",
    "image/bmp": ".bmp",
    "image/tiff": ".tif",
    "video/mp4": ".mp4",
    "video/quicktime": ".mov",
}


class NotAsApproved(CrossposterError):
    """Stored post that differs from the approved one, so it must not be sent."""


def freeze(post: Post, archive: Archive) -> dict[str, Any]:
    """Delivery columns that hold the post; its media's bytes go into the archive."""
    for medium in post.media:
        _keep(medium, archive)
    return {
        "text": post.text,
        "replies": list(post.replies),
        "link": post.link,
        "media": [described(medium) for medium in post.media],
        "fingerprint": post.fingerprint(),
    }


def _keep(medium: Media, archive: Archive) -> None:
    suffix = _SUFFIXES.get(medium.mime, ".bin")
    if medium.file is None:
        archive.put(medium.data, suffix=suffix)
        return
    with cleaned(medium.file) as stream:
        archive.put_stream(stream, medium.sha256, suffix=suffix)


def described(medium: Media) -> dict[str, Any]:
    """Description of an image or video: everything but its bytes."""
    played = {"size": medium.size, "seconds": medium.seconds} if medium.is_film else {}
    return {
        "name": medium.name,
        "mime": medium.mime,
        "sha256": medium.sha256,
        "alt": medium.alt,
        "width": medium.width,
        "height": medium.height,
        **played,
    }


def thaw(delivery: Delivery, archive: Archive) -> Post:
    """Post as approved; raises NotAsApproved or the archive's own error."""
    try:
        media = tuple(_medium(kept, archive) for kept in delivery.media)
    except (KeyError, TypeError, AttributeError) as error:
        raise _altered(delivery) from error
    post = Post(
        text=delivery.text,
        link=delivery.link,
        media=media,
        replies=tuple(delivery.replies),
    )
    if post.fingerprint() != delivery.fingerprint:
        raise _altered(delivery)
    return post


def _medium(kept: dict[str, Any], archive: Archive) -> Media:
    if Media(**kept).is_film:
        return Media(file=archive.file(kept["sha256"]), **kept)
    return Media(data=archive.get(kept["sha256"]), **kept)


def _altered(delivery: Delivery) -> NotAsApproved:
    return NotAsApproved(
        phrase(
            "delivery {number} was altered after its approval and is not sent: edit the"
            " announcement and approve it again",
            number=delivery.id,
        )
    )
