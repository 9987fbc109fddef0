"""Platform as its own adapter describes it: name, format, and how it shows a post."""

import enum
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from crossposter.channels.formats import Format


@dataclass(frozen=True, kw_only=True)
class Settle:
    """Reconciliation settings for an attempt with a lost answer.

    *reads* complete reads without the post, spread over *within*, mean that it is
    not there.
    """

    reads: int
    within: timedelta


@dataclass(frozen=True, kw_only=True)
class Fold:
    """Length at which a platform hides the rest of a text behind "See more"."""

    most: int  #: units of *length*
    lines: int | None = None
    length: Callable[[str], int] = len


class Card(enum.Enum):
    """Address whose link card a platform shows below a post without images."""

    NONE = enum.auto()
    OF_POST = enum.auto()  #: the link that is sent beside the text
    OF_TEXT = enum.auto()  #: the first address in the text


@dataclass(frozen=True, kw_only=True)
class Look:
    """Look of a post in the apps; no platform promises it, and screens differ."""

    frame: str = "feed"  #: the template of the preview
    fold: Fold | None = None  #: None: the whole text is shown
    grid: int | None = None  #: images shown at once; the others hide behind "+N"
    tallest: float = 0.8  #: width / height of a single image that is shown uncropped
    widest: float = 2.5
    card: Card = Card.NONE
    links: bool = True  #: an address in the text can be tapped
    weighted: bool = False  #: some characters count more than others


@dataclass(frozen=True, kw_only=True)
class Platform:
    """Kind of service that posts are published on."""

    name: str  #: in the configuration, the database and the folder of its templates
    title: str  #: display name
    format: Format
    settle: Settle  #: unless a channel says otherwise
    look: Look = Look()
    caveat: str | None = None  #: a risk that good credentials leave open
