"""Error rules: the reactions to Meta's refusals, each in words for the office.

Which refusal calls for which stands in `error_codes`.
"""

from datetime import timedelta
from typing import NamedTuple

from crossposter.channels import (
    Blocked,
    Duplicate,
    NotAuthorized,
    OutcomeUnknown,
    PublisherError,
    Rejected,
    TryLater,
)


class Rule(NamedTuple):
    """Rule for a reaction, in words for the office; `{service}` is put in later."""

    kind: type[PublisherError]
    message: str
    wait: timedelta | None = None
    rests: bool = False  #: everything on the account has to wait


FIRST_REST = timedelta(minutes=15)
RENEW = " Make a new token and put it into the configuration."

# The delivery waits, and goes on by itself.
LIMITED = Rule(
    TryLater,
    "{service} limits how often this account may send: it is tried again by itself.",
    FIRST_REST,
    rests=True,
)
TOO_FAST = Rule(
    TryLater,
    "{service} says that this account posts too fast: it goes on by itself, later and"
    " later as long as that lasts.",
    FIRST_REST,
    rests=True,
)
TEMPORARY = Rule(
    TryLater,
    "{service} has a problem of its own: it goes on by itself, later and later as long"
    " as that lasts.",
    FIRST_REST,
    rests=True,
)
DAY_IS_FULL = Rule(
    Blocked,
    "{service} takes no more posts of this account today: it goes on by itself.",
    timedelta(hours=1),
)
AGAIN = Rule(TryLater, "{service} could not process a picture: it is tried again.")
SOON_AGAIN = AGAIN._replace(wait=timedelta(minutes=1))
NOT_FINISHED = Rule(
    TryLater,
    "{service} has not finished the pictures: it is tried again by itself.",
    timedelta(seconds=30),
)
NOT_FETCHED = Rule(
    TryLater,
    "{service} could not fetch the picture from its address: check that the image host"
    " answers from outside, without a log-in.",
    timedelta(minutes=2),
)

# The account is read before anything else.
UNCLEAR = Rule(OutcomeUnknown, "{service} reports an error of its own.")
#: Temporary, and nobody says whether the post was made.
UNCLEAR_FOR_NOW = UNCLEAR._replace(wait=FIRST_REST, rests=True)
UNCLEAR_PICTURE = UNCLEAR._replace(message=AGAIN.message)
DUPLICATE = Rule(
    Duplicate,
    "{service} says that this is public already: the account is read to be sure.",
)

# The channel is paused until a person has done something.
SPAM = Rule(
    Blocked,
    "{service} has stopped this account because its posts look like spam: log in there,"
    " follow what it asks, then resume the channel.",
)
LOG_IN = Rule(
    Blocked,
    "{service} has restricted this account: log in there, follow what it asks, then"
    " resume the channel.",
)
AUTHORIZE_PAGE = Rule(
    Blocked,
    "{service} wants the page to be authorized for publishing: finish that in the"
    " page's settings, then resume the channel.",
)
NO_PERMISSION = Rule(
    NotAuthorized,
    "The token for {service} lacks a permission this needs: grant it to the app, make"
    " a new token and put it into the configuration.",
)
NOT_LIVE = Rule(
    NotAuthorized,
    "The app for {service} is still in development, so nobody outside it sees the"
    " posts: switch it to Live under App settings on developers.facebook.com.",
)
UNKNOWN_ACCOUNT = Rule(
    NotAuthorized,
    "{service} does not know this account, or the token may not use it: check the"
    " id in the configuration and the permissions of the token.",
)
APP_REMOVED = Rule(
    NotAuthorized,
    "The app was removed from the {service} account: connect it again." + RENEW,
)
OWNER_LOGS_IN = Rule(
    NotAuthorized,
    "{service} wants the account's owner to log in on facebook.com and follow the"
    " instructions." + RENEW,
)
NEW_PASSWORD = Rule(
    NotAuthorized,
    "The password of the {service} account was changed, which ended the token." + RENEW,
)
EXPIRED = Rule(NotAuthorized, "The token for {service} has expired." + RENEW)
CONFIRM_ACCOUNT = Rule(
    NotAuthorized,
    "The owner of the {service} account has to confirm the account first." + RENEW,
)
NOT_VALID = Rule(NotAuthorized, "The token for {service} is not valid." + RENEW)
NO_ROLE = Rule(
    NotAuthorized,
    "The owner of the {service} token has no role on the page any more: give the role"
    " back." + RENEW,
)

# The post has to be changed.
REJECTED = Rule(Rejected, "{service} refused the post: change it and approve it again.")
BAD_PICTURE = Rule(
    Rejected,
    "{service} cannot read a picture of this post: replace the picture and approve the"
    " post again.",
)
LARGE_PICTURE = Rule(Rejected, "A picture is larger than {service} takes: replace it.")
OVER_8_MIB = Rule(
    Rejected, "A picture is larger than the 8 MiB {service} takes: replace it."
)
BAD_RATIO = Rule(
    Rejected,
    "{service} takes pictures between 4:5 and 1.91:1 only: crop the picture and approve"
    " the post again.",
)
LONG_CAPTION = Rule(Rejected, "The caption is longer than {service} takes: shorten it.")
BAD_NUMBER = Rule(
    Rejected, "{service} takes 2 to 10 pictures in one post: change their number."
)
MANY_NAMES = Rule(
    Rejected, "The caption names more than 20 accounts: remove some of the @ names."
)
ABUSIVE = Rule(
    Rejected, "{service} calls this post abusive: change it and approve it again."
)
AGAINST_STANDARDS = Rule(
    Rejected,
    "{service} says that this post breaks its community standards: change it and"
    " approve it again.",
)
BAD_LINK = Rule(
    Rejected,
    "{service} cannot post the link: check that it opens, then approve it again.",
)
OWN_LINK = Rule(Rejected, "{service} takes no links to facebook.com: remove it.")
