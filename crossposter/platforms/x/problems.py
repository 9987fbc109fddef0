"""Problems of X, the refusals, and the reaction to each.

`tests/platforms/x/test_problems.py` sends every row over the wire.
"""

from datetime import timedelta
from typing import NamedTuple

from crossposter.channels import (
    Blocked,
    Duplicate,
    NotAuthorized,
    PublisherError,
    Rejected,
    TryLater,
)

RATE_WINDOW = timedelta(minutes=15)
PARENT_REFUSED = "parent"
_MEDIA_IDS_REFUSED = "media"

_ERRORS = "https://docs.x.com/x-api/fundamentals/response-codes-and-errors"
_LIMITS = "https://docs.x.com/x-api/fundamentals/rate-limits"
_PRICES = "https://docs.x.com/x-api/getting-started/pricing"
_MEDIA = "https://docs.x.com/x-api/media/quickstart/media-upload-chunked"
_LENGTH = "https://docs.x.com/fundamentals/counting-characters"
_LOCKED = "https://help.x.com/en/managing-your-account/locked-and-limited-accounts"
_DAILY = "https://help.x.com/en/rules-and-policies/x-limits"
_DUPLICATE = "https://github.com/akrherz/iembot/issues/163"
_PARENT = "https://github.com/plhery/node-twitter-api-v2/issues/366"

_LIMITED = "X limits how often this account may send: it is tried again."
_DAY_IS_FULL = (
    "X takes no more posts of this account today: it goes on by itself, later and later"
    " as long as that lasts."
)
_NO_CREDITS = (
    "The credits of the X account are used up: buy credits in the developer console,"
    " then resume the channel."
)
_NEW_KEYS = (
    "X does not accept the channel's keys: make new ones with read and write permission"
    " and put them into the configuration."
)
_NO_PERMISSION = (
    "The app may not post to X with these keys: give it read and write permission, make"
    " new keys and put them into the configuration."
)
_SUSPENDED = (
    "X has suspended or locked this account: log in there, follow what it asks, then"
    " resume the channel."
)
_POSTED_BEFORE = (
    "X says that this text was posted before: the account is read to see whether it was"
    " this post."
)
_TOO_LONG = "The text is longer than X takes: shorten it and approve the post again."
_MEDIA_IDS = "X did not take the pictures' ids: they are uploaded again."
_NO_PARENT = (
    "X says that the part before this one was deleted, so nothing can be shown below it:"
    " post the rest by hand, or withdraw the announcement and write a new one."
)
_REFUSED = "X refused the post: change it and approve it again."


class Problem(NamedTuple):
    """Problem by its status and phrases of it, and the reaction it calls for.

    Without *status* it comes with any of the 400s; without *phrases* it is any other.
    """

    status: int | None
    phrases: tuple[str, ...]
    kind: type[PublisherError]
    message: str
    source: str
    name: str = ""  #: follows the status in the code of the error
    wait: timedelta | None = None
    rests: bool = False  #: everything on the account has to wait

    def fits(self, status: int, words: str) -> bool:
        """True when an answer is this refusal; *words* are its own, in lower case."""
        is_status = self.status in {None, status}
        return is_status and all(phrase in words for phrase in self.phrases)

    def code(self, status: int) -> str:
        """Code of the refusal as people look it up: `403/suspended`."""
        return f"{status}/{self.name}" if self.name else str(status)


def _stops(
    phrase: str, kind: type[Blocked | NotAuthorized], message: str, source: str
) -> Problem:
    """Last part of a problem's type, or a phrase of its detail."""
    return Problem(403, (phrase,), kind, message, source, name=phrase)


#: the first row that fits counts
TABLE: tuple[Problem, ...] = (
    Problem(429, ("usage-capped",), Blocked, _NO_CREDITS, _ERRORS),
    Problem(429, (), TryLater, _LIMITED, _LIMITS, wait=RATE_WINDOW, rests=True),
    Problem(401, (), NotAuthorized, _NEW_KEYS, _ERRORS),
    Problem(402, (), Blocked, _NO_CREDITS, _PRICES),
    _stops("credits", Blocked, _NO_CREDITS, _PRICES),
    _stops("usage-capped", Blocked, _NO_CREDITS, _ERRORS),
    _stops("spend cap", Blocked, _NO_CREDITS, _PRICES),
    _stops("suspended", Blocked, _SUSPENDED, _ERRORS),
    _stops("locked", Blocked, _SUSPENDED, _LOCKED),
    _stops("client-forbidden", NotAuthorized, _NO_PERMISSION, _ERRORS),
    _stops("client-not-enrolled", NotAuthorized, _NO_PERMISSION, _ERRORS),
    _stops("oauth1-permissions", NotAuthorized, _NO_PERMISSION, _ERRORS),
    _stops("oauth1 app permissions", NotAuthorized, _NO_PERMISSION, _ERRORS),
    _stops("not-authorized-for-resource", NotAuthorized, _NO_PERMISSION, _ERRORS),
    _stops("unsupported-authentication", NotAuthorized, _NO_PERMISSION, _ERRORS),
    Problem(
        403,
        ("daily status update limit",),
        TryLater,
        _DAY_IS_FULL,
        _DAILY,
        name="daily limit",
        wait=RATE_WINDOW,
        rests=True,
    ),
    Problem(None, ("duplicate",), Duplicate, _POSTED_BEFORE, _DUPLICATE, "duplicate"),
    Problem(None, ("too long",), Rejected, _TOO_LONG, _LENGTH),
    Problem(
        None,
        ("media id",),
        TryLater,
        _MEDIA_IDS,
        _MEDIA,
        name=_MEDIA_IDS_REFUSED,
        wait=timedelta(minutes=1),
    ),
    Problem(
        None,
        ("reply to a", "deleted or not visible"),
        Rejected,
        _NO_PARENT,
        _PARENT,
        name=PARENT_REFUSED,
    ),
    Problem(None, (), Rejected, _REFUSED, _ERRORS),
)
OTHER = TABLE[-1]  #: X's own words say more


def is_about_media(error: PublisherError) -> bool:
    """True when uploads are to blame, which are made anew then."""
    return (error.code or "").endswith(f"/{_MEDIA_IDS_REFUSED}")
