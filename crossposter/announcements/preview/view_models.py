"""What the page shows, as plain values."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from decimal import Decimal

from crossposter.channels.platform import Look


@dataclass(frozen=True, kw_only=True)
class Shot:
    """One picture of a post; *large* and *small* are JPEGs scaled for the page.

    Of a film it is the first picture. They are None for what cannot be shown.
    """

    name: str
    sha256: str  #: of the very bytes that go out
    alt: str
    width: int  #: pixels of what goes out
    height: int
    seconds: float = 0.0  #: how long a film plays
    large: bytes | None = field(default=None, repr=False)
    small: bytes | None = field(default=None, repr=False)


@dataclass(frozen=True, kw_only=True)
class Length:
    """How much of a platform's limit a text takes, in the platform's own units."""

    used: int
    limit: int

    @property
    def percent(self) -> int:
        """Of the limit; never more than 100, so that a bar stays in its box."""
        return min(100, round(100 * self.used / max(1, self.limit)))


@dataclass(frozen=True, kw_only=True)
class Due:
    """When a post goes out; *how* is a word for how sure that is.

    ``fixed``: given at approval. ``slot``: the next free one, if approved now.
    ``asked``: what its author asked for. ``approval``: the moment it is approved.
    """

    how: str
    at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class Reply:
    """A further part of a thread."""

    text: str
    length: Length | None = None


@dataclass(frozen=True, kw_only=True)
class View:
    """One post on one channel; *text* is None where there is no post.

    *text*, *shots* and *length* are those of the first part of a thread.
    """

    channel: str
    platform: str
    text: str | None
    title: str  #: of the platform, as people write it
    look: Look
    link: str | None = None
    shots: tuple[Shot, ...] = ()
    length: Length | None = None
    replies: tuple[Reply, ...] = ()
    price: Decimal | None = None  #: US dollars; None where the platform takes nothing
    problems: tuple[str, ...] = ()
    due: Due | None = None
    frozen: bool = False  #: the very post that was approved
    status: str | None = None  #: of its delivery
    published_at: datetime | None = None
    permalink: str | None = None

    @property
    def posts(self) -> tuple["View", ...]:
        """Each part of a thread as a post of its own."""
        below = (
            replace(self, text=each.text, length=each.length, shots=(), replies=())
            for each in self.replies
        )
        return (replace(self, replies=()), *below)


@dataclass(frozen=True, kw_only=True)
class Remark:
    """What an editor would object to; *grave* is what may not be submitted."""

    sentence: str
    grave: bool


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """An announcement with its posts."""

    number: int
    title: str
    status: str
    views: tuple[View, ...]
    drawn_at: datetime
    remarks: tuple[Remark, ...] = ()
    author: str | None = None
    source: str | None = None  #: its name
    category: str | None = None
    submitted_by: str | None = None
    renamed_from: str | None = None  #: the title under which it is public
    approved_by: str | None = None
    approved_at: datetime | None = None
    valid_until: datetime | None = None
    expires_at: datetime | None = None

    @property
    def frozen(self) -> bool:
        """Whether it is approved, so that the posts are what will go out."""
        return self.status == "approved"
