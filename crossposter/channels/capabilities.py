"""What a publisher may be able to do besides publishing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, runtime_checkable

from crossposter.channels.post import Post, Receipt


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


@runtime_checkable
class Preflights(Protocol):
    """The ability to try what posts will need, without writing anything anywhere."""

    def preflight(
        self, posts: Sequence[Post], *, besides: int = 0
    ) -> Sequence[tuple[Fault, ...]]:
        """What is wrong for each of *posts*, in the order they go out; one look for all.

        *besides* are the posts that go out before them and are in order already.
        Raises TryLater and Unreadable when nothing could be found out.
        """
        ...
