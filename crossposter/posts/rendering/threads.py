"""A post that may go on in replies to itself."""

import sys
from collections.abc import Callable
from dataclasses import dataclass, replace

from crossposter.channels import Format
from crossposter.posts.rendering.body_fitter import Composition, Told
from crossposter.posts.text import (
    MOST_PARTS,
    Fitted,
    NoRoom,
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
    """The texts of a post, and the excerpt of the body in them."""

    parts: tuple[str, ...]
    fitted: Fitted


def single(composition: Composition, format_: Format) -> Threaded:
    """As much of the body as fits into one post; raises NoRoom."""
    fitted = composition.fitted(format_)
    return Threaded(parts=(fitted.post,), fitted=fitted)


def threaded(composition: Composition, format_: Format) -> Threaded:
    """All of the body, or as much as fits into the longest thread; raises NoRoom."""
    try:
        return _within(composition, format_, _ENDLESS)
    except NoRoom as error:
        too_long = error
    for share in _SHARES:
        try:
            return _within(
                composition, format_, int(MOST_PARTS * format_.limit * share)
            )
        except NoRoom as error:
            too_long = error
    raise too_long


def _within(composition: Composition, format_: Format, most: int) -> Threaded:
    fitted = composition.fitted(replace(format_, limit=most), rest=True)
    parts = thread([fitted.post], length=format_.length, limit=format_.limit)
    return Threaded(parts=parts, fitted=fitted)


def link_replies(
    told: Told,
    threaded: Threaded,
    printer: Callable[[Told], str],
    format_: Format,
) -> tuple[str, ...]:
    """What stands below the post instead of its links; *printer* says the first."""
    lines = [printer(told)] if told.link else []
    lines += told.apart
    for link in threaded.fitted.excerpt.links:
        if not stands_in(link, [it.text for line in lines for it in find_links(line)]):
            lines.append(link)
    text = "\n".join(filter(None, lines))
    return split(text, length=format_.length, limit=format_.limit) if text else ()
