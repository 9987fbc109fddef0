"""The three steps of publishing that every platform offers."""

from collections.abc import MutableMapping
from typing import Protocol

from crossposter.channels.post import Post, Prepared, Receipt, SentAttempt


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
