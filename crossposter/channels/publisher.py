"""Port: `Publisher` with prepare, commit, find, the three steps of every platform."""

from collections.abc import MutableMapping
from typing import Protocol

from crossposter.channels.post import Post, Prepared, Receipt, SentAttempt


class Publisher(Protocol):
    """Publisher of one channel; each step says which effects may happen twice."""

    def prepare(self, post: Post, saved: MutableMapping[str, str]) -> Prepared:
        """Upload of everything that stays invisible; may be repeated at will.

        Ids go into *saved* the moment they are known (each assignment is durable) and
        are reused by the next call. Raises any PublisherError but OutcomeUnknown.
        """
        ...

    def commit(self, prepared: Prepared) -> Receipt:
        """Publication with one request; called once per attempt.

        Raises OutcomeUnknown whenever the post may have become public, and the other
        errors only when it certainly has not.
        """
        ...

    def find(self, post: Post, attempt: SentAttempt) -> Receipt | None:
        """Receipt of the post, read from the account; None: it certainly is not there.

        *post* may come without its media. Raises Unreadable when the listing was not
        read completely and back past the attempt, SeveralFound when more than one post
        could be it, NotAuthorized and Blocked when the channel itself is at fault.
        """
        ...
