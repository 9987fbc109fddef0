"""What a platform shows of a post: descriptions of pictures, hashtags, mentions, links."""

import re
from collections.abc import Callable, Iterator

from crossposter.announcements.checks.subject import (
    Objection,
    Outlet,
    Subject,
    error,
    warning,
)

_MOST_ENLARGED = 2  #: times
_HASHTAG = re.compile(r"(?<![\w&/#])[#＃](?=\w*[^\W\d_])\w+(?!\w*#)")
_MENTION = re.compile(r"(?<![\w./@])@\w(?:[\w.]*\w)?")
_PLAIN_LINK = re.compile(r"\bhttp://[^\s<>\"')]+", re.IGNORECASE)


def alternative_texts(subject: Subject) -> Iterator[Objection]:
    """Pictures that somebody who cannot see them learns nothing of."""
    for file, alt in subject.pictures:
        if not alt.strip():
            yield error(
                f"{file} has no alternative text: say what it shows with --alt, for"
                " people who cannot see it"
            )


def blurred_pictures(subject: Subject) -> Iterator[Objection]:
    """Pictures that are too small for a channel, and would be enlarged a lot."""
    for each in subject.enlarged:
        if each.times > _MOST_ENLARGED:
            yield warning(
                f"{each.file} is {each.width} pixels wide, and would be enlarged"
                f" {each.times:.1f} times for {each.channel}: choose one of at least"
                f" {each.needed} pixels, or people see a blur"
            )


def hashtags(subject: Subject) -> Iterator[Objection]:
    """More hashtags than a channel makes links of."""
    yield from _too_many(subject, "hashtags", _HASHTAG, lambda each: each.hashtags)


def mentions(subject: Subject) -> Iterator[Objection]:
    """More mentions than a channel takes."""
    yield from _too_many(subject, "mentions", _MENTION, lambda each: each.mentions)


def _too_many(
    subject: Subject,
    what: str,
    pattern: re.Pattern[str],
    limit: Callable[[Outlet], int | None],
) -> Iterator[Objection]:
    for outlet in subject.outlets:
        most = limit(outlet)
        written = subject.texts.get(outlet.channel)
        text = f"{subject.title}\n{subject.body}" if written is None else written
        count = len(set(pattern.findall(text)))
        if most is not None and count > most:
            yield warning(f"{count} {what}, and {outlet.channel} takes {most}")


def plain_links(subject: Subject) -> Iterator[Objection]:
    """Links that browsers call not secure."""
    for piece in subject.pieces():
        for link in dict.fromkeys(_PLAIN_LINK.findall(piece.text)):
            yield warning(_not_secure(link))
    if subject.link and _PLAIN_LINK.match(subject.link):
        yield warning(_not_secure(subject.link))


def _not_secure(link: str) -> str:
    return f"{link} is not https: browsers warn people off, look for its https address"
