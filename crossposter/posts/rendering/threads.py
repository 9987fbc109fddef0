"""Threads: a rendered post that may go on in replies, and replies for its links."""

import sys
from collections.abc import Callable
from dataclasses import dataclass, replace

from crossposter.channels import Format
from crossposter.posts.rendering.body_fitter import BodyFitter, TemplateContext
from crossposter.posts.text import (
    MOST_PARTS,
    DoesNotFit,
    Fitted,
    find_links,
    split,
    stands_in,
    thread,
)

_ENDLESS = sys.maxsize
# Breaks at sentences leave room unused: how much is known only after they were chosen.
_SHARES = (0.9, 0.8, 0.7, 0.6, 0.5, 0.35, 0.2)


@dataclass(frozen=True, kw_only=True)
class Threaded:
    """Texts of a post, and the excerpt of the body in them."""

    parts: tuple[str, ...]
    fitted: Fitted


def single(composition: BodyFitter, format_: Format) -> Threaded:
    """Post with as much of the body as fits into it; raises NoRoom."""
    fitted = composition.fitted(format_)
    return Threaded(parts=(fitted.post,), fitted=fitted)


def threaded(composition: BodyFitter, format_: Format) -> Threaded:
    """Thread with all of the body, or as much as the longest holds; raises NoRoom."""
    try:
        return _within(composition, format_, _ENDLESS)
    except DoesNotFit as error:
        too_long = error
    for share in _SHARES:
        try:
            return _within(
                composition, format_, int(MOST_PARTS * format_.limit * share)
            )
        except DoesNotFit as error:
            too_long = error
    raise too_long


def _within(composition: BodyFitter, format_: Format, most: int) -> Threaded:
    fitted = composition.fitted(replace(format_, limit=most), rest=True)
    parts = thread([fitted.post], length=format_.length, limit=format_.limit)
    return Threaded(parts=parts, fitted=fitted)


def link_replies(
    told: TemplateContext,
    threaded: Threaded,
    printer: Callable[[TemplateContext], str],
    format_: Format,
) -> tuple[str, ...]:
    """Replies below the post that hold its links; *printer* makes the first."""
    lines = [printer(told)] if told.link else []
    lines += told.apart
    for link in threaded.fitted.excerpt.links:
        if not stands_in(link, [it.text for line in lines for it in find_links(line)]):
            lines.append(link)
    text = "\n".join(filter(None, lines))
    return split(text, length=format_.length, limit=format_.limit) if text else ()
