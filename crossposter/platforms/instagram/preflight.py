"""Preflight of upcoming posts: Instagram's answers, and the fetch of their images.

https://developers.facebook.com/docs/instagram-platform/instagram-graph-api/reference/ig-user/content_publishing_limit
"""

from collections.abc import Sequence

from crossposter.channels import Fault, Health, Post
from crossposter.platforms.instagram.account import posts_left
from crossposter.platforms.meta.graph import Object
from crossposter.platforms.meta.image_host import ImageHost
from crossposter.platforms.quota import beyond, stopping


def faults_of(
    posts: Sequence[Post],
    *,
    health: Health,
    quota: Object,
    host: ImageHost,
    besides: int,
) -> Sequence[tuple[Fault, ...]]:
    """Faults of each of *posts*; a fault that stops all of them stands alone."""
    found = stopping(health)
    if found:
        return [found] * len(posts)
    limits = beyond(posts_left(quota), len(posts), besides=besides, service="Instagram")
    pictures = {
        media.sha256: media
        for post in posts
        for media in post.media
        if not media.is_film
    }
    spoilt = host.faults([*pictures.values()])
    return [
        (*beyond_limit, *_of(post, spoilt))
        for post, beyond_limit in zip(posts, limits, strict=True)
    ]


def _of(post: Post, spoilt: dict[str, Fault]) -> tuple[Fault, ...]:
    found = [spoilt[it.sha256] for it in post.media if it.sha256 in spoilt]
    return tuple(dict.fromkeys(found))
