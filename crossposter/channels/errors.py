"""Publishing errors, named by the reaction they call for.

PublisherError
├── Rejected        the platform refused this post for good      -> failed
├── TryLater        not accepted, and waiting may help           -> scheduled again
│   └── NotReady    still in progress on the platform            -> the same, uncounted
├── NotAuthorized   the channel's credentials do not work        -> channel paused
├── Blocked         the platform has stopped this channel        -> channel paused
├── OutcomeUnknown  the post may or may not be public            -> unconfirmed
│   └── Duplicate   the platform says it has this post already   -> unconfirmed
└── Unreadable      the account could not be read completely     -> read again later
    └── SeveralFound  more than one post could be this one       -> held
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from crossposter.errors import CrossposterError


@dataclass(frozen=True, kw_only=True)
class Rest:
    """Wait that a platform asks of everything on the account, urgent posts as well.

    One whose length the platform did not name grows each time it is asked for.
    """

    wait: timedelta
    named: bool = True
    #: the account that must rest, where it may not be the channel's own
    account: str | None = field(default=None, compare=False)


class PublisherError(CrossposterError):
    """Refusal by a platform of a post; *code* is the platform's own name for it."""

    rest: Rest | None = None  #: asked of the whole account
    unreached: bool = False  #: a network error: nothing was answered
    unsent: bool = False  #: no request left at all, so the post is not to blame

    def __init__(self, message: str, *, code: str | None = None) -> None:
        super().__init__(message)
        self.code = code


class Rejected(PublisherError):
    """Final refusal: only a change of the post can help."""


class TryLater(PublisherError):
    """Refusal of a post that is not public; waiting may help, for *after* at least."""

    def __init__(
        self, message: str, *, code: str | None = None, after: timedelta | None = None
    ) -> None:
        super().__init__(message, code=code)
        self.after = after


class NotReady(TryLater):
    """Work in progress on the platform: waiting is no failure."""


class NotAuthorized(PublisherError):
    """Credentials that are wrong, expired or lack a permission."""


class Blocked(PublisherError):
    """Stop of this channel by its platform; *until* is None when a person must act."""

    def __init__(
        self, message: str, *, code: str | None = None, until: datetime | None = None
    ) -> None:
        super().__init__(message, code=code)
        self.until = until


class OutcomeUnknown(PublisherError):
    """Lost answer: the post may or may not be public, so the account is read first."""


class Duplicate(OutcomeUnknown):
    """Claim of the platform that it has this post already: evidence, to be read."""


class Unreadable(PublisherError):
    """Incomplete read of the account, from which nothing follows."""


class SeveralFound(Unreadable):
    """Several posts that could be this delivery's; *candidates* are their links."""

    def __init__(self, message: str, *, candidates: tuple[str, ...]) -> None:
        super().__init__(message)
        self.candidates = candidates
