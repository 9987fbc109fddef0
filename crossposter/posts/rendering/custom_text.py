"""Custom text for one channel: never altered, but held to its limits."""

import regex

from crossposter.channels import Format
from crossposter.posts.rendering.warnings import RenderError
from crossposter.posts.text import (
    MOST_PARTS,
    DoesNotFit,
    find_hashtags,
    find_links,
    stands_in,
    thread,
)
from crossposter.text.messages import phrase

_BREAK = regex.compile(r"^[ \t]*---[ \t]*$", regex.MULTILINE)


def written_parts(
    text: str, channel: str, format_: Format, *, threads: bool
) -> tuple[str, ...]:
    """Parts of *text*: one post or, where the channel has *threads*, several.

    Raises RenderError when the platform would not take it as it is.
    """
    parts = _in_parts(text, channel, format_) if threads else (text,)
    for part in parts:
        _require_fitting(part, channel, format_)
    return parts


def _in_parts(text: str, channel: str, format_: Format) -> tuple[str, ...]:
    """Parts of a text, which also end at a line of ``---``."""
    pieces = [piece.strip() for piece in _BREAK.split(text)]
    try:
        return thread(
            [piece for piece in pieces if piece] or [text],
            length=format_.length,
            limit=format_.limit,
        )
    except DoesNotFit as error:
        raise RenderError(
            phrase(
                "the text written for {channel} takes more than the {most} parts a"
                ' thread may have: shorten it with --text {channel}="..."',
                channel=channel,
                most=MOST_PARTS,
            )
        ) from error


def _require_fitting(text: str, channel: str, format_: Format) -> None:
    length = format_.length(text)
    if length > format_.limit:
        raise RenderError(
            phrase(
                "the text written for {channel} has {count:,} characters and may have"
                ' {limit:,}: shorten it by {excess:,}, with --text {channel}="..."',
                channel=channel,
                count=length,
                limit=format_.limit,
                excess=length - format_.limit,
            )
        )
    hashtags = len(find_hashtags(text))
    if format_.max_hashtags is not None and hashtags > format_.max_hashtags:
        raise RenderError(
            phrase(
                "the text written for {channel} has {count} hashtags and may have"
                " {limit}: take {excess} out",
                channel=channel,
                count=hashtags,
                limit=format_.max_hashtags,
                excess=hashtags - format_.max_hashtags,
            )
        )


def card(text: str, link: str | None) -> str | None:
    """Link as *text* has it, for a link card; None when the text has none."""
    address = (link or "").strip()
    found = [each.text for each in find_links(text)]
    return address if address and stands_in(address, found) else None
