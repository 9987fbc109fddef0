"""Optional protocols: credential check, preflight, metrics, links, rate limits."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, runtime_checkable

from crossposter.channels.post import Post, Receipt


@runtime_checkable
class ChecksCredentials(Protocol):
    """Credential check: the account that the credentials open."""

    def check(self) -> str:
        """Name of the account as its platform shows it; raises NotAuthorized."""
        ...


@runtime_checkable
class ReadsLinks(Protocol):
    """Link lookup: the post of this channel that a link leads to."""

    def read_link(self, link: str) -> Receipt:
        """Remote id of the post; Rejected when the link leads to none of this one."""
        ...


@runtime_checkable
class KnowsItsLimits(Protocol):
    """Rate limits: a rest before the platform refuses."""

    def rests_until(self, now: datetime) -> datetime | None:
        """Time to go on, by the platform's own figures; None: nothing is short."""
        ...


@dataclass(frozen=True, kw_only=True)
class Engagement:
    """Engagement of one post so far; None where the platform gives no figure."""

    likes: int | None = None
    comments: int | None = None
    shares: int | None = None
    views: int | None = None
    reach: int | None = None


@runtime_checkable
class Measures(Protocol):
    """Engagement metrics of posts."""

    most_at_once: int  #: posts in one call

    def measure(self, remote_ids: Sequence[str]) -> Mapping[str, Engagement | None]:
        """Figures of all posts in one call; None for a post the platform says is gone.

        A post it says nothing of is left out. Raises NotAuthorized, Blocked, TryLater
        and Unreadable.
        """
        ...


@dataclass(frozen=True, kw_only=True)
class Fault:
    """One fault of credentials or of a post; *kind* is a word of ours for it."""

    kind: str
    sentence: str


@dataclass(frozen=True, kw_only=True)
class Health:
    """Health of a channel's credentials, as its platform tells it."""

    account: str | None = None  #: as the platform shows it
    token_ends_at: datetime | None = None  #: None: never, or not said
    data_access_ends_at: datetime | None = None
    api_ends_at: datetime | None = None  #: end of life of the API version in use
    faults: tuple[Fault, ...] = ()


@runtime_checkable
class ExplainsCredentials(Protocol):
    """Credential health: faults found before they cost a post."""

    def health(self) -> Health:
        """Health of the credentials; TryLater, Unreadable when it could not be read."""
        ...


@runtime_checkable
class Preflights(Protocol):
    """Preflight: a test of upcoming posts that writes nothing anywhere."""

    def preflight(
        self, posts: Sequence[Post], *, besides: int = 0
    ) -> Sequence[tuple[Fault, ...]]:
        """Faults of each of *posts*, in the order they go out; one read for all.

        *besides* are the posts that go out before them and are in order already.
        Raises TryLater and Unreadable when nothing could be read.
        """
        ...
