"""The port to a platform: what is sent, what comes back, and what may go wrong.

Errors are named by the reaction they call for:

PublisherError
├── Rejected        the platform refused this post for good      -> failed
├── TryLater        not accepted, and waiting may help           -> scheduled again
├── NotAuthorized   the channel's credentials do not work        -> channel paused
├── Blocked         the platform has stopped this channel        -> channel paused
├── OutcomeUnknown  the post may or may not be public            -> unconfirmed
│   └── Duplicate   the platform says it has this post already   -> unconfirmed
└── Unreadable      the account could not be read completely     -> look again later
    └── SeveralFound  more than one post could be this one       -> held
"""

import contextlib
import enum
import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, MutableMapping, Sequence
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol, runtime_checkable

from crossposter.errors import CrossposterError


@dataclass(frozen=True, kw_only=True)
class Media:
    """One picture of a post, in the very bytes that were approved."""

    name: str
    mime: str
    sha256: str
    data: bytes = field(repr=False)
    alt: str = ""
    width: int = 0
    height: int = 0


@dataclass(frozen=True, kw_only=True)
class Post:
    """An announcement rendered for one channel: the exact text and media to send."""

    text: str
    link: str | None = None  #: for a link card; the text holds it as well
    media: tuple[Media, ...] = ()

    def fingerprint(self) -> str:
        """SHA-256 over everything the public will see."""
        seen = [self.text, self.link, [(m.sha256, m.mime, m.alt) for m in self.media]]
        return hashlib.sha256(json.dumps(seen).encode()).hexdigest()


@dataclass(frozen=True, kw_only=True)
class Prepared:
    """A post whose invisible parts are on the platform; only the commit is missing."""

    post: Post
    refs: Mapping[str, str] = field(default_factory=dict)  #: media ids, container id
    baseline: str | None = None  #: newest own remote id before; "" on an empty account


@dataclass(frozen=True, kw_only=True)
class Receipt:
    """The proof that a post is public.

    ``remote_id`` is None only where a platform confirms the post without naming it.
    """

    remote_id: str | None
    permalink: str | None = None


@dataclass(frozen=True, kw_only=True)
class SentAttempt:
    """What is known of an attempt whose answer was lost."""

    started_at: datetime
    refs: Mapping[str, str] = field(default_factory=dict)
    baseline: str | None = None
    taken: frozenset[str] = frozenset()  #: remote ids bound to other deliveries


class Publisher(Protocol):
    """Talks to one channel; each step says what may happen twice."""

    def prepare(self, post: Post, saved: MutableMapping[str, str]) -> Prepared:
        """Do everything that stays invisible; may be repeated at will.

        Ids go into *saved* the moment they are known (each assignment is durable) and
        are reused by the next call. Raises any PublisherError but OutcomeUnknown.
        """
        ...

    def commit(self, prepared: Prepared) -> Receipt:
        """Make the post public with one request; called once per attempt.

        Raises OutcomeUnknown whenever the post may have become public, and the other
        errors only when it certainly has not.
        """
        ...

    def find(self, post: Post, attempt: SentAttempt) -> Receipt | None:
        """Look for the post on the account; None means it certainly is not there.

        *post* may come without its media. Raises Unreadable when the listing was not
        read completely and back past the attempt, SeveralFound when more than one post
        could be it, NotAuthorized and Blocked when the channel itself is the trouble.
        """
        ...


@runtime_checkable
class ChecksCredentials(Protocol):
    """The ability to say whose account the credentials open."""

    def check(self) -> str:
        """The account's name as its platform shows it; raises NotAuthorized."""
        ...


@runtime_checkable
class ReadsLinks(Protocol):
    """The ability to tell which post of this channel a link leads to."""

    def read_link(self, link: str) -> Receipt:
        """Raises Rejected when the link leads to no post of this very account."""
        ...


@runtime_checkable
class KnowsItsLimits(Protocol):
    """The ability to slow down before the platform refuses."""

    def rests_until(self, now: datetime) -> datetime | None:
        """When to go on, by the platform's own figures; None: nothing is short."""
        ...


@dataclass(frozen=True, kw_only=True)
class Figures:
    """What the public made of one post so far; None where the platform does not say."""

    likes: int | None = None
    comments: int | None = None
    shares: int | None = None
    views: int | None = None
    reach: int | None = None


@runtime_checkable
class Measures(Protocol):
    """The ability to tell what became of posts."""

    most_at_once: int  #: posts in one call

    def measure(self, remote_ids: Sequence[str]) -> Mapping[str, Figures | None]:
        """One call for all; None for a post the platform says is gone.

        A post it says nothing of is left out. Raises NotAuthorized, Blocked, TryLater
        and Unreadable.
        """
        ...


@dataclass(frozen=True, kw_only=True)
class Fault:
    """One thing that is wrong with credentials; *kind* is a word of ours for it."""

    kind: str
    sentence: str


@dataclass(frozen=True, kw_only=True)
class Health:
    """What a platform says about the credentials of a channel."""

    account: str | None = None  #: as the platform shows it
    token_ends_at: datetime | None = None  #: None: never, or not said
    data_access_ends_at: datetime | None = None
    api_ends_at: datetime | None = None  #: of the version of the API that we speak
    faults: tuple[Fault, ...] = ()


@runtime_checkable
class ExplainsCredentials(Protocol):
    """The ability to say what is wrong with credentials, before it costs a post."""

    def health(self) -> Health:
        """Raises TryLater and Unreadable when nothing could be found out."""
        ...


@dataclass(frozen=True, kw_only=True)
class ImageRules:
    """The pictures a platform takes as they are; others are converted to fit."""

    mimes: frozenset[str]
    max_bytes: int
    min_ratio: float = 0.0  #: width / height
    max_ratio: float = float("inf")
    min_width: int = 1  #: pixels
    max_width: int = 16_384  #: pixels; wider is scaled down
    same_ratio: bool = False  #: all pictures of a post are shown in the first one's


@dataclass(frozen=True, kw_only=True)
class Format:
    """What a platform accepts, as numbers and its own way of counting."""

    limit: int  #: units of *length*
    length: Callable[[str], int]
    max_images: int
    images: ImageRules
    max_hashtags: int | None = None  #: None: as many as fit
    max_mentions: int | None = None  #: likewise
    needs_image: bool = False
    alt_limit: int = 1000  #: characters


class PublisherError(CrossposterError):
    """A platform did not take a post; *code* is the platform's own name for it."""

    def __init__(self, message: str, *, code: str | None = None) -> None:
        super().__init__(message)
        self.code = code


class Rejected(PublisherError):
    """Refused for good: only a change of the post can help."""


class TryLater(PublisherError):
    """Certainly not public, and waiting may help; *after* is the shortest wait."""

    def __init__(
        self, message: str, *, code: str | None = None, after: timedelta | None = None
    ) -> None:
        super().__init__(message, code=code)
        self.after = after


class NotAuthorized(PublisherError):
    """The channel's credentials are wrong, expired or lack a permission."""


class Blocked(PublisherError):
    """The platform has stopped this channel; *until* is None when a person must act."""

    def __init__(
        self, message: str, *, code: str | None = None, until: datetime | None = None
    ) -> None:
        super().__init__(message, code=code)
        self.until = until


class OutcomeUnknown(PublisherError):
    """The post may or may not be public: look at the account before anything else."""


class Duplicate(OutcomeUnknown):
    """The platform says it has this post already: evidence, to be checked by reading."""


class Unreadable(PublisherError):
    """The account could not be read completely, so nothing follows from it."""


class SeveralFound(Unreadable):
    """More than one post could be this delivery's; *candidates* are their links."""

    def __init__(self, message: str, *, candidates: tuple[str, ...]) -> None:
        super().__init__(message)
        self.candidates = candidates


class Stage(enum.StrEnum):
    """How far the attempt that is open in this thread has come."""

    PREPARING = "preparing"
    COMMITTING = "committing"


_open_attempt: ContextVar[Stage | None] = ContextVar("open_attempt", default=None)


@contextlib.contextmanager
def open_attempt(stage: Stage) -> Iterator[None]:
    """Allow this thread to write to a platform until the block ends."""
    token = _open_attempt.set(stage)
    try:
        yield
    finally:
        _open_attempt.reset(token)


def attempt_stage() -> Stage | None:
    """The stage of the attempt open in this thread, None outside of one."""
    return _open_attempt.get()
