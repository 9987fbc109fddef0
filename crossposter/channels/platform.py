"""A platform as its own adapter describes it: what it takes, and how it shows a post."""

import enum
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from crossposter.channels.formats import Format


@dataclass(frozen=True, kw_only=True)
class Settle:
    """How an attempt with a lost answer is settled.

    *reads* complete read-backs without the post, spread over *within*, mean that it is
    not there.
    """

    reads: int
    within: timedelta


@dataclass(frozen=True, kw_only=True)
class Fold:
    """Where a platform hides the rest of a text behind "See more"."""

    most: int  #: units of *length*
    lines: int | None = None
    length: Callable[[str], int] = len


class Card(enum.Enum):
    """The address whose link card a platform shows below a post without pictures."""

    NONE = enum.auto()
    OF_POST = enum.auto()  #: the link that is sent beside the text
    OF_TEXT = enum.auto()  #: the first address in the text


@dataclass(frozen=True, kw_only=True)
class Look:
    """A post as the apps show it; no platform promises it, and screens differ."""

    frame: str = "feed"  #: the template of the preview
    fold: Fold | None = None  #: None: the whole text is shown
    grid: int | None = None  #: pictures shown at once; the others hide behind "+N"
    tallest: float = 0.8  #: width / height of a single picture that is shown uncropped
    widest: float = 2.5
    card: Card = Card.NONE
    links: bool = True  #: whether an address in the text can be tapped
    weighted: bool = False  #: whether some characters count more than others


@dataclass(frozen=True, kw_only=True)
class Platform:
    """A kind of service that posts are published on."""

    name: str  #: in the configuration, the database and the folder of its templates
    title: str  #: as people write it
    format: Format
    settle: Settle  #: unless a channel says otherwise
    look: Look = Look()
    caveat: str | None = None  #: what good credentials leave open, and how to see it
