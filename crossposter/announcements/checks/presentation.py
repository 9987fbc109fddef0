"""Presentation of a post: alternative texts, image sizes, hashtags, mentions, links."""

import re
from collections.abc import Callable, Iterator

from crossposter.announcements.checks.subject import (
    ChannelLimits,
    Objection,
    Subject,
    error,
    warning,
)
from crossposter.text.messages import Message, phrase

_MOST_ENLARGED = 2  #: times
_HASHTAGS = phrase("{count} hashtags, and {channel} takes {most}")
_MENTIONS = phrase("{count} mentions, and {channel} takes {most}")
_HASHTAG = re.compile(r"(?<![\w&/#])[#＃](?=\w*[^\W\d_])\w+(?!\w*#)")
_MENTION = re.compile(r"(?<![\w./@])@\w(?:[\w.]*\w)?")
_PLAIN_LINK = re.compile(r"\bhttp://[^\s<>\"')]+", re.IGNORECASE)


def alternative_texts(subject: Subject) -> Iterator[Objection]:
    """Images without a useful alternative text."""
    for file, alt in subject.pictures:
        if not alt.strip():
            yield error(
                phrase(
                    "{file} has no alternative text: say what it shows with --alt, for"
                    " people who cannot see it",
                    file=file,
                )
            )


def blurred_pictures(subject: Subject) -> Iterator[Objection]:
    """Images that are too small for a channel and would be enlarged a lot."""
    for each in subject.enlarged:
        if each.times > _MOST_ENLARGED:
            yield warning(
                phrase(
                    "{file} is {width} pixels wide, and would be enlarged {times:.1f}"
                    " times for {channel}: choose one of at least {needed} pixels, or"
                    " people see a blur",
                    file=each.file,
                    width=each.width,
                    times=each.times,
                    channel=each.channel,
                    needed=each.needed,
                )
            )


def hashtags(subject: Subject) -> Iterator[Objection]:
    """Hashtags beyond those that a channel turns into links."""
    yield from _too_many(subject, _HASHTAGS, _HASHTAG, lambda each: each.hashtags)


def mentions(subject: Subject) -> Iterator[Objection]:
    """Mentions beyond those that a channel allows."""
    yield from _too_many(subject, _MENTIONS, _MENTION, lambda each: each.mentions)


def _too_many(
    subject: Subject,
    too_many: str,
    pattern: re.Pattern[str],
    limit: Callable[[ChannelLimits], int | None],
) -> Iterator[Objection]:
    for outlet in subject.outlets:
        most = limit(outlet)
        written = subject.texts.get(outlet.channel)
        text = f"{subject.title}\n{subject.body}" if written is None else written
        count = len(set(pattern.findall(text)))
        if most is not None and count > most:
            values = {"count": count, "channel": outlet.channel, "most": most}
            yield warning(Message(too_many, values))


def plain_links(subject: Subject) -> Iterator[Objection]:
    """Links that browsers call not secure."""
    for piece in subject.pieces():
        for link in dict.fromkeys(_PLAIN_LINK.findall(piece.text)):
            yield warning(_not_secure(link))
    if subject.link and _PLAIN_LINK.match(subject.link):
        yield warning(_not_secure(subject.link))


def _not_secure(link: str) -> str:
    return phrase(
        "{link} is not https: browsers warn people off, look for its https address",
        link=link,
    )
