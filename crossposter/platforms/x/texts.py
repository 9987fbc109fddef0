"""Texts of posts on X, as their authors wrote them.

https://docs.x.com/x-api/posts/timelines/introduction
"""

import html
import re

from crossposter.platforms.x.api import Object

_SCHEME = re.compile(r"https?://", re.IGNORECASE)
_LAST_SLASH = re.compile(r"/(?=\s|$)")
_OWN_PICTURE = re.compile(r"/status/\d+/(?:photo|video)/\d+$")
_SHORTENED_AT_END = re.compile(r"(?<!\s)\s*https://t\.co/\w+\s*$")
_LONGEST_TEXT = 30_000  #: characters; X takes 25,000 of subscribers
_LONGEST_LINK = 4_000


def as_written(entry: Object) -> str:
    """Text of a post before X shortened its links and escaped its characters.

    A long text stands in `note_tweet`; the link to the post's own images is X's.
    """
    note = entry.get("note_tweet")
    source = note if isinstance(note, dict) and note.get("text") else entry
    links = _links(source) or _links(entry)
    text = html.unescape(str(source.get("text") or ""))[:_LONGEST_TEXT]
    if pictures(entry) and not any(_is_own_picture(link) for link in links):
        text = _SHORTENED_AT_END.sub("", text)
    for link in links:
        meant = "" if _is_own_picture(link) else link.get("expanded_url")
        text = text.replace(link["url"], link["url"] if meant is None else meant)
        if len(text) > _LONGEST_TEXT:  # links that lead to links: none of ours do
            break
    return without_schemes(text[:_LONGEST_TEXT])


def without_schemes(text: str) -> str:
    """Text with every address as `host/path`: X adds a scheme to bare hosts."""
    return _LAST_SLASH.sub("", _SCHEME.sub("", text))


def pictures(entry: Object) -> int | None:
    """Number of images of a post, as far as X tells."""
    attachments = entry.get("attachments")
    keys = attachments.get("media_keys") if isinstance(attachments, dict) else None
    return len(keys) if isinstance(keys, list) else None


def _links(source: Object) -> list[dict[str, str]]:
    entities = source.get("entities")
    urls = entities.get("urls") if isinstance(entities, dict) else None
    known = urls if isinstance(urls, list) else []
    return [link for link in known if isinstance(link, dict) and _is_link(link)]


def _is_link(entry: Object) -> bool:
    shown, meant = entry.get("url"), entry.get("expanded_url")
    return (
        isinstance(shown, str)
        and shown.startswith("http")
        and (meant is None or (isinstance(meant, str) and len(meant) <= _LONGEST_LINK))
    )


def _is_own_picture(link: dict[str, str]) -> bool:
    expanded = str(link.get("expanded_url") or "")
    return bool(link.get("media_key") or _OWN_PICTURE.search(expanded))
