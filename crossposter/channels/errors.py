"""What may go wrong, named by the reaction it calls for.

PublisherError
├── Rejected        the platform refused this post for good      -> failed
├── TryLater        not accepted, and waiting may help           -> scheduled again
│   └── NotReady    the platform still works on it               -> the same, uncounted
├── NotAuthorized   the channel's credentials do not work        -> channel paused
├── Blocked         the platform has stopped this channel        -> channel paused
├── OutcomeUnknown  the post may or may not be public            -> unconfirmed
│   └── Duplicate   the platform says it has this post already   -> unconfirmed
└── Unreadable      the account could not be read completely     -> look again later
    └── SeveralFound  more than one post could be this one       -> held
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from crossposter.errors import CrossposterError


@dataclass(frozen=True, kw_only=True)
class Rest:
    """A wait that a platform asks of everything on the account, urgent posts as well.

    One whose length the platform did not name grows each time it is asked for.
    """

    wait: timedelta
    named: bool = True
    #: who is to rest, where it may not be the channel's own account
    account: str | None = field(default=None, compare=False)


class PublisherError(CrossposterError):
    """A platform did not take a post; *code* is the platform's own name for it."""

    rest: Rest | None = None  #: asked of the whole account
    unreached: bool = False  #: the network is to blame: nothing was answered
    unsent: bool = False  #: not even the request left, so the post is not to blame

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


class NotReady(TryLater):
    """Begun and going well, but not at its end: waiting is no failure."""


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
