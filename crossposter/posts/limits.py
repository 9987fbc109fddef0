"""Pure: what a platform does not take of a post, new or approved some time ago."""

import re
from collections.abc import Iterator, Sequence

from crossposter.channels import FilmRules, Format, ImageRules, Media, Post

_MENTION = re.compile(r"(?<!\w)@\w")
_ROUNDING = 0.01  #: of a ratio; pixels are whole


def misfits(post: Post, format_: Format) -> Iterator[str]:
    """A sentence for each limit that *post* is beyond."""
    for part in post.parts:
        length = format_.length(part)
        if length > format_.limit:
            yield f"the text has {length:,} characters and may have {format_.limit:,}"
        yield from _mentions(part, format_)
    if post.replies and not format_.threads:
        yield "the channel takes no threads"
    if format_.needs_image and not post.media:
        yield "there is no picture, and the channel takes no post without one"
    if len(post.media) > format_.max_images:
        yield f"there are {len(post.media)} pictures, and {format_.max_images} may be"
    for media in post.media:
        yield from (f"{media.name} {what}" for what in _flaws(media, post, format_))


def _mentions(text: str, format_: Format) -> Iterator[str]:
    count = len(_MENTION.findall(text))
    if format_.max_mentions is not None and count > format_.max_mentions:
        yield f"the text names {count} accounts with @ and may name {format_.max_mentions}"


def _flaws(media: Media, post: Post, format_: Format) -> Iterator[str]:
    count = len(media.alt)
    if count > format_.alt_limit:
        yield (
            f"has an alternative text of {count:,} characters and may have one of"
            f" {format_.alt_limit:,}: shorten it by {count - format_.alt_limit:,}"
        )
    yield from _looks(media, post, format_)


def _looks(media: Media, post: Post, format_: Format) -> Sequence[str]:
    if media.is_film:
        rules = format_.films
        return ["is a film"] if rules is None else [*_of_film(media, rules)]
    still = [*_of_picture(media, format_.images)]
    plays = format_.animations if len(post.media) == 1 else None
    fits_playing = plays is not None and not [*_of_picture(media, plays)]
    return [] if fits_playing else still


def _of_film(media: Media, rules: FilmRules) -> Iterator[str]:
    if media.size > rules.max_bytes:
        yield f"has {media.size:,} bytes and may have {rules.max_bytes:,}"
    if not rules.min_seconds <= media.seconds <= rules.max_seconds:
        yield (
            f"plays {media.seconds:.0f} seconds, and from {rules.min_seconds:.0f} to"
            f" {rules.max_seconds:.0f} may be"
        )


def _of_picture(media: Media, rules: ImageRules) -> Iterator[str]:
    if media.mime not in rules.mimes:
        yield f"is {media.mime}, which the channel does not take"
    if len(media.data) > rules.max_bytes:
        yield f"has {len(media.data):,} bytes and may have {rules.max_bytes:,}"
    if media.width and media.height and not _has_fitting_ratio(media, rules):
        yield (
            f"is {media.width}×{media.height}, and width by height is from"
            f" {rules.min_ratio} to {rules.max_ratio}"
        )


def _has_fitting_ratio(media: Media, rules: ImageRules) -> bool:
    ratio = media.width / media.height
    return rules.min_ratio - _ROUNDING <= ratio <= rules.max_ratio + _ROUNDING
