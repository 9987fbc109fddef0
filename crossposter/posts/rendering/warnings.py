"""What a person should know of a post before approving it, in plain words."""

from collections.abc import Iterator

import regex

from crossposter.channels import Format
from crossposter.errors import BadInput
from crossposter.posts.rendering.body_fitter import Composition
from crossposter.posts.rendering.threads import Threaded
from crossposter.posts.text import MOST_PARTS, NoRoom, find_hashtags

_BEGINNING = 20  #: characters by which a title is known that was shortened
_CLOCK = r"(?:pukul|pkl\.?|jam|at)\s*\d{1,2}[.:]\d{2}(?:\s*(?:WITA|WIB|WIT)\b)?"
_MONTH = r"(?:jan|feb|mar|apr|me[iy]|jun|jul|ag|aug|sep|okt|oct|nov|des|dec)\p{L}*"
_DAY = rf"(?:tanggal\s+|tgl\.?\s+)?\d{{1,2}}\s+{_MONTH}(?:\s+\d{{4}})?"
#: how long something holds, or by when it has to be done
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
    """The announcement does not fit this platform, however short its body."""


def too_long(
    error: NoRoom, composition: Composition, platform: str, format_: Format
) -> RenderError:
    """Why nothing can be left out any more, and what to shorten."""
    allows = f"{platform} allows {error.limit:,}"
    title = format_.length(composition.told.title)
    if title > error.limit:
        return RenderError(
            f"the title alone is {title:,} characters long and {allows}: shorten it"
        )
    frame = format_.length(composition.frame)
    if frame <= error.limit:
        return RenderError(
            f"the links of the body leave no room: with them the post has "
            f"{error.length:,} characters and {allows}; take some out"
        )
    return RenderError(
        f"without the body the post has {frame:,} characters already and {allows}: "
        f"shorten the title or the template {composition.template}"
    )


def _unsaid(rest: str, post: str) -> Iterator[str]:
    """Whom a reader must call, and until when something holds, are missed most."""
    for what, found in (
        ("a time", _TIME.search(rest)),
        ("a number", _CALL.search(rest)),
    ):
        words = " ".join(found[0].split()) if found else ""
        if words and words not in " ".join(post.split()):
            yield (
                f'the part that is left out names {what}, "{words}": give the post words'
                " of its own with --text, if readers need it"
            )


def worth_knowing(
    post: Threaded, composition: Composition, platform: str, format_: Format
) -> Iterator[str]:
    """What was shortened or left out."""
    fitted = post.fitted
    excerpt, total = fitted.excerpt, len(composition.text)
    title = composition.told.title
    if title not in fitted.post and title[:_BEGINNING] in fitted.post:
        yield f"the template {composition.template} shortened the title"
    if not excerpt.complete and excerpt.kept:
        why = f": a thread has {MOST_PARTS} parts at most" if post.parts[1:] else ""
        yield f"body shortened from {total:,} to {excerpt.kept:,} characters{why}"
        yield from _unsaid(composition.text[excerpt.kept :], fitted.post)
    elif not excerpt.complete:
        yield f"body left out: none of its {total:,} characters fit"
    cap = format_.max_hashtags
    takes = f"{platform} takes {cap}"
    in_frame = len(find_hashtags(composition.frame))
    if cap is not None and in_frame > cap:
        yield f"title and template have {in_frame} hashtags: {takes}"
    if excerpt.lost:
        why = "they do not fit" if cap is None else takes
        yield f"{excerpt.lost} of {fitted.hashtags} hashtags were left out: {why}"
    if excerpt.plain == 1:
        yield f"1 hashtag stands as a plain word: {takes}"
    elif excerpt.plain:
        yield f"{excerpt.plain} hashtags stand as plain words: {takes}"
