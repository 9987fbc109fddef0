"""Texts as X returns them: t.co links, escaped characters, an entity for each link."""

import hashlib
from dataclasses import dataclass
from typing import Any

from crossposter.sandbox.posts import Post
from crossposter.sandbox.x import weighted_length

SHORT = "https://t.co/"
LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
NORMAL_LENGTH = 280


@dataclass(frozen=True, kw_only=True)
class Shown:
    """Text in the form X returns it, with its link entities."""

    text: str
    urls: list[dict[str, Any]]


def shown(post: Post, permalink: str) -> Shown:
    """Text of a post as X returns it; one with images ends in a link to them."""
    text, urls, begin = "", [], 0
    for position, link in enumerate(weighted_length.links(post.text)):
        text += escaped(post.text[begin : link.start])
        short = shortened(post.id, position)
        urls.append(_entity(len(text), short, link.expanded, link.displayed))
        text += short
        begin = link.end
    text += escaped(post.text[begin:])
    if post.media:
        text, entities = _with_pictures(text, post, permalink)
        urls += entities
    return Shown(text=text, urls=urls)


def _with_pictures(
    text: str, post: Post, permalink: str
) -> tuple[str, list[dict[str, Any]]]:
    short = shortened(post.id, -1)
    separated = f"{text} " if text else ""
    display = "pic.x.com/" + short.removeprefix(SHORT)
    entities = [
        _entity(len(separated), short, f"{permalink}/photo/1", display)
        | {"media_key": f"3_{medium.id}"}
        for medium in post.media
    ]
    return separated + short, entities


def _entity(start: int, short: str, expanded: str, display: str) -> dict[str, Any]:
    return {
        "start": start,
        "end": start + len(short),
        "url": short,
        "expanded_url": expanded,
        "display_url": display,
    }


def escaped(text: str) -> str:
    """Text with the three characters escaped that X escapes."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def shortened(post_id: str, position: int) -> str:
    """Address t.co of a link: ten letters, the same every time."""
    digest = hashlib.sha256(f"{post_id}:{position}".encode()).digest()
    return SHORT + "".join(LETTERS[byte % len(LETTERS)] for byte in digest[:10])


def is_long(text: str) -> bool:
    """True when X keeps the whole text in a note."""
    return weighted_length.weighted_length(text) > NORMAL_LENGTH
