"""Subject and findings: input and output of an editorial check."""

import enum
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from crossposter.text.messages import phrase


class Level(enum.StrEnum):
    """Level of a finding: an error stops an announcement, a warning does not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, kw_only=True)
class Finding:
    """Finding of a check, as a sentence for the author."""

    rule: str
    level: Level
    sentence: str


@dataclass(frozen=True, kw_only=True)
class ChannelLimits:
    """Limits of a channel for a text; None: no limit is known."""

    channel: str
    hashtags: int | None = None
    mentions: int | None = None


@dataclass(frozen=True, kw_only=True)
class Enlarged:
    """Image that a channel shows larger than it is."""

    channel: str
    file: str
    times: float
    width: int  #: pixels of the image
    needed: int  #: pixels that the channel needs


@dataclass(frozen=True, kw_only=True)
class Earlier:
    """Earlier announcement that is public or on its way."""

    number: int
    title: str
    body: str


@dataclass(frozen=True, kw_only=True)
class Piece:
    """Text of an announcement, with the name people use for it."""

    where: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Subject:
    """Announcement with all that a check may need to know."""

    title: str
    body: str
    now: datetime
    zone: ZoneInfo
    texts: Mapping[str, str] = field(default_factory=dict)  #: by hand, by channel
    pictures: tuple[tuple[str, str], ...] = ()  #: file, alternative text
    link: str | None = None
    category: str = "berita"
    urgent: bool = False
    classification: str | None = None
    area: str | None = None
    contact: str | None = None
    expires_at: datetime | None = None
    valid_until: datetime | None = None
    at: datetime | None = None  #: the time asked for, if any
    phones: frozenset[str] = frozenset()  #: the office's own, as `digits` gives them
    places: frozenset[str] = frozenset()  #: around the office, in lower case
    outlets: tuple[ChannelLimits, ...] = ()
    enlarged: tuple[Enlarged, ...] = ()
    earlier: tuple[Earlier, ...] = ()
    days: frozenset[date] = frozenset()  #: on which it would go out if approved now
    mourning: tuple[tuple[date, date], ...] = ()  #: first and last days
    same_day: tuple[Earlier, ...] = ()  #: greetings and condolences of those days

    def is_mourned(self, day: date) -> bool:
        """True if the office mourns on that day."""
        return any(first <= day <= last for first, last in self.mourning)

    def pieces(self) -> Iterator[Piece]:
        """Texts that the public may read."""
        yield Piece(where=phrase("the title"), text=self.title)
        yield Piece(where=phrase("the body"), text=self.body)
        for channel, text in self.texts.items():
            yield Piece(
                where=phrase("the text for {channel}", channel=channel), text=text
            )
        for file, alt in self.pictures:
            yield Piece(
                where=phrase("the alternative text of {file}", file=file), text=alt
            )
        if self.area:
            yield Piece(where=phrase("the area"), text=self.area)
        if self.contact:
            yield Piece(where=phrase("the contact"), text=self.contact)

    def whole(self) -> Iterator[Piece]:
        """Texts that the public may read, and the link."""
        yield from self.pieces()
        if self.link:
            yield Piece(where=phrase("the link"), text=self.link)

    def today(self) -> date:
        """Date on which the public will read it, by the office's clock."""
        moment = max(self.at or self.now, self.now)
        return moment.astimezone(self.zone).date()


Objection = tuple[Level, str]  #: severity, and the sentence for the author
Check = Callable[[Subject], Iterator[Objection]]


def error(sentence: str) -> Objection:
    """Objection that has to be fixed first."""
    return Level.ERROR, sentence


def warning(sentence: str) -> Objection:
    """Objection that may be wrong, but should be checked."""
    return Level.WARNING, sentence
