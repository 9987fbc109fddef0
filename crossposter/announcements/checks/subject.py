"""What an editor looks at, and what an editor says about it."""

import enum
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from crossposter.text.messages import phrase


class Level(enum.StrEnum):
    """Whether an announcement can be submitted all the same."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One thing to mend, in a sentence for the author."""

    rule: str
    level: Level
    sentence: str


@dataclass(frozen=True, kw_only=True)
class Outlet:
    """What a channel shows of a text, as numbers; None: no limit is known."""

    channel: str
    hashtags: int | None = None
    mentions: int | None = None


@dataclass(frozen=True, kw_only=True)
class Enlarged:
    """A picture that a channel gets larger than it is."""

    channel: str
    file: str
    times: float
    width: int  #: pixels that it has
    needed: int  #: pixels that it would have to have


@dataclass(frozen=True, kw_only=True)
class Earlier:
    """Another announcement that is public or on its way."""

    number: int
    title: str
    body: str


@dataclass(frozen=True, kw_only=True)
class Piece:
    """One text of an announcement, and what people call it."""

    where: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Subject:
    """An announcement with all that a check may want to know."""

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
    at: datetime | None = None  #: when it is to go out, if that was asked for
    phones: frozenset[str] = frozenset()  #: the office's own, as `digits` gives them
    places: frozenset[str] = frozenset()  #: around the office, in small letters
    outlets: tuple[Outlet, ...] = ()
    enlarged: tuple[Enlarged, ...] = ()
    earlier: tuple[Earlier, ...] = ()
    days: frozenset[date] = frozenset()  #: on which it would go out, if approved now
    mourning: tuple[tuple[date, date], ...] = ()  #: first and last days
    same_day: tuple[Earlier, ...] = ()  #: greetings and condolences of those days

    def is_mourned(self, day: date) -> bool:
        """Whether the office mourns on that day."""
        return any(first <= day <= last for first, last in self.mourning)

    def pieces(self) -> Iterator[Piece]:
        """Everything the public may read."""
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
        """The same and the link, which is no text."""
        yield from self.pieces()
        if self.link:
            yield Piece(where=phrase("the link"), text=self.link)

    def today(self) -> date:
        """The day on which the public will read it, by the office's clock."""
        moment = max(self.at or self.now, self.now)
        return moment.astimezone(self.zone).date()


Objection = tuple[Level, str]  #: how bad it is, and the sentence for the author
Check = Callable[[Subject], Iterator[Objection]]


def error(sentence: str) -> Objection:
    """What has to be mended first."""
    return Level.ERROR, sentence


def warning(sentence: str) -> Objection:
    """What may be right, and is worth a look."""
    return Level.WARNING, sentence
