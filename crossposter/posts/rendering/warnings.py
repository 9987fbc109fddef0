"""Warnings about a rendered post for the person who approves it, in plain words."""

from collections.abc import Iterator

import regex

from crossposter.channels import Format
from crossposter.errors import BadInput
from crossposter.posts.rendering.body_fitter import BodyFitter
from crossposter.posts.rendering.threads import Threaded
from crossposter.posts.text import MOST_PARTS, DoesNotFit, Fitted, find_hashtags
from crossposter.text.messages import phrase

_BEGINNING = 20  #: characters by which a shortened title is recognized
_CLOCK = r"(?:pukul|pkl\.?|jam|at)\s*\d{1,2}[.:]\d{2}(?:\s*(?:WITA|WIB|WIT)\b)?"
_MONTH = r"(?:jan|feb|mar|apr|me[iy]|jun|jul|ag|aug|sep|okt|oct|nov|des|dec)\p{L}*"
_DAY = rf"(?:tanggal\s+|tgl\.?\s+)?\d{{1,2}}\s+{_MONTH}(?:\s+\d{{4}})?"
#: words for a validity or a deadline
_TIME = regex.compile(
    rf"\b(?:hingga|sampai(?:\s+dengan)?|s\.?/?d\.?|paling\s+lambat|sebelum|until|by)\s+"
    rf"(?:{_CLOCK}|{_DAY})",
    regex.IGNORECASE,
)
_CALL = regex.compile(
    r"\b(?:hubungi|telepon|telp\.?|WA|WhatsApp|call|hotline)\b[^.\n\d]{0,30}"
    r"\+?\d[\d ()-]{1,14}\d",
    regex.IGNORECASE,
)


class RenderError(BadInput):
    """Announcement that does not fit this platform, however short its body."""


def too_long(
    error: DoesNotFit, composition: BodyFitter, platform: str, format_: Format
) -> RenderError:
    """Error with the reason why nothing more can be left out, and the fix."""
    allows = {"platform": platform, "limit": error.limit}
    title = format_.length(composition.told.title)
    if title > error.limit:
        return RenderError(
            phrase(
                "the title alone is {count:,} characters long and {platform} allows"
                " {limit:,}: shorten it",
                count=title,
                **allows,
            )
        )
    frame = format_.length(composition.frame)
    if frame <= error.limit:
        return RenderError(
            phrase(
                "the links of the body leave no room: with them the post has {count:,}"
                " characters and {platform} allows {limit:,}; take some out",
                count=error.length,
                **allows,
            )
        )
    return RenderError(
        phrase(
            "without the body the post has {count:,} characters already and {platform}"
            " allows {limit:,}: shorten the title or the template {template}",
            count=frame,
            template=composition.template,
            **allows,
        )
    )


def _unsaid(rest: str, post: str) -> Iterator[str]:
    """Missing facts that hurt most: the number to call, and the end of validity."""
    for what, found in (
        (phrase("a time"), _TIME.search(rest)),
        (phrase("a number"), _CALL.search(rest)),
    ):
        words = " ".join(found[0].split()) if found else ""
        if words and words not in " ".join(post.split()):
            yield phrase(
                'the part that is left out names {what}, "{words}": give the post words'
                " of its own with --text, if readers need it",
                what=what,
                words=words,
            )


def worth_knowing(
    post: Threaded, composition: BodyFitter, platform: str, format_: Format
) -> Iterator[str]:
    """Warnings about text that was shortened or left out."""
    title = composition.told.title
    if title not in post.fitted.post and title[:_BEGINNING] in post.fitted.post:
        yield phrase(
            "the template {template} shortened the title", template=composition.template
        )
    yield from _of_the_body(post, composition)
    takes: str = phrase("they do not fit")
    if format_.max_hashtags is not None:
        takes = phrase(
            "{platform} takes {limit}",
            platform=platform,
            limit=format_.max_hashtags,
        )
    in_frame = len(find_hashtags(composition.frame))
    if format_.max_hashtags is not None and in_frame > format_.max_hashtags:
        yield phrase(
            "title and template have {count} hashtags: {takes}",
            count=in_frame,
            takes=takes,
        )
    yield from _of_hashtags(post.fitted, takes)


def _of_the_body(post: Threaded, composition: BodyFitter) -> Iterator[str]:
    excerpt, total = post.fitted.excerpt, len(composition.text)
    if not excerpt.complete and excerpt.kept:
        counts = {"total": total, "kept": excerpt.kept}
        if post.parts[1:]:
            yield phrase(
                "body shortened from {total:,} to {kept:,} characters: a thread has"
                " {most} parts at most",
                most=MOST_PARTS,
                **counts,
            )
        else:
            yield phrase(
                "body shortened from {total:,} to {kept:,} characters", **counts
            )
        yield from _unsaid(composition.text[excerpt.kept :], post.fitted.post)
    elif not excerpt.complete:
        yield phrase("body left out: none of its {total:,} characters fit", total=total)


def _of_hashtags(fitted: Fitted, takes: str) -> Iterator[str]:
    excerpt = fitted.excerpt
    if excerpt.lost:
        yield phrase(
            "{lost} of {total} hashtags were left out: {why}",
            lost=excerpt.lost,
            total=fitted.hashtags,
            why=takes,
        )
    if excerpt.plain == 1:
        yield phrase("1 hashtag stands as a plain word: {why}", why=takes)
    elif excerpt.plain:
        yield phrase(
            "{count} hashtags stand as plain words: {why}",
            count=excerpt.plain,
            why=takes,
        )
