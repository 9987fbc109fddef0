"""Values that the page templates receive."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from decimal import Decimal

from crossposter.announcements.seen import NOTHING, Shown
from crossposter.channels.platform import Look


@dataclass(frozen=True, kw_only=True)
class MediaView:
    """Image of a post; *large* and *small* are JPEGs scaled for the page.

    For a video it is the first frame. They are None for what cannot be shown.
    """

    name: str
    sha256: str  #: of the bytes that go out
    alt: str
    width: int  #: pixels of the file that goes out
    height: int
    seconds: float = 0.0  #: duration of a video
    large: bytes | None = field(default=None, repr=False)
    small: bytes | None = field(default=None, repr=False)


@dataclass(frozen=True, kw_only=True)
class Length:
    """Length of a text against a platform's limit, in the platform's own units."""

    used: int
    limit: int

    @property
    def percent(self) -> int:
        """Percentage of the limit; at most 100, so that a bar stays in its box."""
        return min(100, round(100 * self.used / max(1, self.limit)))


@dataclass(frozen=True, kw_only=True)
class Due:
    """Time a post goes out; *how* is a word for how certain it is.

    ``fixed``: set at approval. ``slot``: the next free one, if approved now.
    ``asked``: the author asked for it. ``approval``: the moment of approval.
    """

    how: str
    at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class Reply:
    """Further part of a thread."""

    text: str
    length: Length | None = None


@dataclass(frozen=True, kw_only=True)
class PostView:
    """Post on one channel; *text* is None where there is no post.

    *text*, *shots* and *length* are those of the first part of a thread.
    """

    channel: str
    platform: str
    text: str | None
    title: str  #: display name of the platform
    look: Look
    link: str | None = None
    shots: tuple[MediaView, ...] = ()
    length: Length | None = None
    replies: tuple[Reply, ...] = ()
    price: Decimal | None = None  #: US dollars; None where the platform charges nothing
    problems: tuple[str, ...] = ()
    due: Due | None = None
    frozen: bool = False  #: the post that was approved
    status: str | None = None  #: of its delivery
    published_at: datetime | None = None
    permalink: str | None = None

    @property
    def posts(self) -> tuple["PostView", ...]:
        """Parts of a thread, each as a post of its own."""
        below = (
            replace(self, text=each.text, length=each.length, shots=(), replies=())
            for each in self.replies
        )
        return (replace(self, replies=()), *below)


@dataclass(frozen=True, kw_only=True)
class Remark:
    """Objection of an editorial check; a *grave* one stops the submission."""

    sentence: str
    grave: bool


@dataclass(frozen=True, kw_only=True)
class PreviewPage:
    """Announcement with its posts."""

    number: int
    title: str
    status: str
    views: tuple[PostView, ...]
    drawn_at: datetime
    shown: Shown = NOTHING  #: what an approval by its code approves
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
        """True if it is approved, so that the posts are those that will go out."""
        return self.status == "approved"
