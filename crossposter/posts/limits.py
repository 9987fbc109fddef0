"""Pure: a post, new or stored, against today's platform limits."""

import re
from collections.abc import Iterator, Sequence

from crossposter.channels import Format, ImageRules, Media, Post, VideoRules
from crossposter.text.messages import joined, phrase

_MENTION = re.compile(r"(?<!\w)@\w")
_ROUNDING = 0.01  #: of a ratio; pixels are whole


def misfits(post: Post, format_: Format) -> Iterator[str]:
    """Sentences for each limit that *post* violates."""
    for part in post.parts:
        length = format_.length(part)
        if length > format_.limit:
            yield phrase(
                "the text has {count:,} characters and may have {limit:,}",
                count=length,
                limit=format_.limit,
            )
        yield from _mentions(part, format_)
    if post.replies and not format_.threads:
        yield phrase("the channel takes no threads")
    if format_.needs_image and not post.media:
        yield phrase("there is no picture, and the channel takes no post without one")
    if len(post.media) > format_.max_images:
        yield phrase(
            "there are {count} pictures, and {limit} may be",
            count=len(post.media),
            limit=format_.max_images,
        )
    for media in post.media:
        flaws = _flaws(media, post, format_)
        yield from (joined([media.name, what], " ") for what in flaws)


def why_not_taken(channel: str, post: Post, format_: Format) -> tuple[str, ...]:
    """Sentences for each violation, with the name of the channel."""
    return tuple(
        phrase("{channel} does not take the post: {what}", channel=channel, what=what)
        for what in misfits(post, format_)
    )


def _mentions(text: str, format_: Format) -> Iterator[str]:
    count = len(_MENTION.findall(text))
    if format_.max_mentions is not None and count > format_.max_mentions:
        yield phrase(
            "the text names {count} accounts with @ and may name {limit}",
            count=count,
            limit=format_.max_mentions,
        )


def _flaws(media: Media, post: Post, format_: Format) -> Iterator[str]:
    count = len(media.alt)
    if count > format_.alt_limit:
        yield phrase(
            "has an alternative text of {count:,} characters and may have one of"
            " {limit:,}: shorten it by {excess:,}",
            count=count,
            limit=format_.alt_limit,
            excess=count - format_.alt_limit,
        )
    yield from _looks(media, post, format_)


def _looks(media: Media, post: Post, format_: Format) -> Sequence[str]:
    if media.is_film:
        rules = format_.films
        return [phrase("is a film")] if rules is None else [*_of_film(media, rules)]
    still = [*_of_picture(media, format_.images)]
    plays = format_.animations if len(post.media) == 1 else None
    fits_playing = plays is not None and not [*_of_picture(media, plays)]
    return [] if fits_playing else still


def _of_film(media: Media, rules: VideoRules) -> Iterator[str]:
    if media.size > rules.max_bytes:
        yield _too_large(media.size, rules.max_bytes)
    if not rules.min_seconds <= media.seconds <= rules.max_seconds:
        yield phrase(
            "plays {seconds:.0f} seconds, and from {least:.0f} to {most:.0f} may be",
            seconds=media.seconds,
            least=rules.min_seconds,
            most=rules.max_seconds,
        )


def _of_picture(media: Media, rules: ImageRules) -> Iterator[str]:
    if media.mime not in rules.mimes:
        yield phrase("is {mime}, which the channel does not take", mime=media.mime)
    if len(media.data) > rules.max_bytes:
        yield _too_large(len(media.data), rules.max_bytes)
    if media.width and media.height and not _has_fitting_ratio(media, rules):
        yield phrase(
            "is {width}×{height}, and width by height is from {least} to {most}",
            width=media.width,
            height=media.height,
            least=rules.min_ratio,
            most=rules.max_ratio,
        )


def _too_large(size: int, limit: int) -> str:
    return phrase("has {size:,} bytes and may have {limit:,}", size=size, limit=limit)


def _has_fitting_ratio(media: Media, rules: ImageRules) -> bool:
    ratio = media.width / media.height
    return rules.min_ratio - _ROUNDING <= ratio <= rules.max_ratio + _ROUNDING
