"""What the error codes of Meta's Graph API call for.

https://developers.facebook.com/docs/graph-api/guides/error-handling and
https://developers.facebook.com/docs/instagram-platform/instagram-graph-api/reference/error-codes
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import NamedTuple

from crossposter.publisher import (
    Blocked,
    Duplicate,
    NotAuthorized,
    OutcomeUnknown,
    PublisherError,
    Rejected,
    TryLater,
)


class Rule(NamedTuple):
    """A reaction, in words for the office; `{service}` is put in later."""

    kind: type[PublisherError]
    message: str
    wait: timedelta | None = None
    rests: bool = False  #: whether everything on the account has to wait


FIRST_REST = timedelta(minutes=15)
RENEW = " Make a new token and put it into the configuration."
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
    "{service} has a problem of its own: it is tried again.",
    FIRST_REST,
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
DEVELOPMENT = "development mode"
UNCLEAR = Rule(OutcomeUnknown, "{service} reports an error of its own.")
#: Temporary, and nobody says whether the post was made.
UNCLEAR_FOR_NOW = UNCLEAR._replace(wait=FIRST_REST, rests=True)
DUPLICATE = Rule(
    Duplicate,
    "{service} says that this is public already: the account is read to be sure.",
)
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
AGAIN = Rule(TryLater, "{service} could not process a picture: it is tried again.")
REJECTED = Rule(Rejected, "{service} refused the post: change it and approve it again.")
BAD_PICTURE = Rule(
    Rejected,
    "{service} cannot read a picture of this post: replace the picture and approve the"
    " post again.",
)

SUBCODES: dict[int, Rule] = {
    33: Rule(
        NotAuthorized,
        "{service} does not know this account, or the token may not use it: check the"
        " id in the configuration and the permissions of the token.",
    ),
    458: Rule(
        NotAuthorized,
        "The app was removed from the {service} account: connect it again." + RENEW,
    ),
    459: Rule(
        NotAuthorized,
        "{service} wants the account's owner to log in on facebook.com and follow the"
        " instructions." + RENEW,
    ),
    460: Rule(
        NotAuthorized,
        "The password of the {service} account was changed, which ended the token."
        + RENEW,
    ),
    463: Rule(NotAuthorized, "The token for {service} has expired." + RENEW),
    464: Rule(
        NotAuthorized,
        "The owner of the {service} account has to confirm the account first." + RENEW,
    ),
    467: Rule(NotAuthorized, "The token for {service} is not valid." + RENEW),
    492: Rule(
        NotAuthorized,
        "The owner of the {service} token has no role on the page any more: give the"
        " role back." + RENEW,
    ),
    1404082: SPAM,
    1390008: TOO_FAST,
    4854002: LOG_IN,
    2207001: UNCLEAR,
    2207003: AGAIN,
    2207004: Rule(
        Rejected, "A picture is larger than the 8 MiB {service} takes: replace it."
    ),
    2207005: BAD_PICTURE,
    2207006: AGAIN,
    2207008: Rule(TryLater, AGAIN.message, timedelta(minutes=1)),
    2207009: Rule(
        Rejected,
        "{service} takes pictures between 4:5 and 1.91:1 only: crop the picture and"
        " approve the post again.",
    ),
    2207010: Rule(Rejected, "The caption is longer than {service} takes: shorten it."),
    2207020: AGAIN,
    2207023: REJECTED,
    2207026: REJECTED,
    2207027: Rule(
        TryLater,
        "{service} has not finished the pictures: it is tried again by itself.",
        timedelta(seconds=30),
    ),
    2207028: Rule(
        Rejected, "{service} takes 2 to 10 pictures in one post: change their number."
    ),
    2207032: AGAIN,
    2207035: REJECTED,
    2207036: REJECTED,
    2207037: REJECTED,
    2207040: Rule(
        Rejected, "The caption names more than 20 accounts: remove some of the @ names."
    ),
    2207042: Rule(
        Blocked,
        "{service} takes no more posts of this account today: it goes on by itself.",
        timedelta(hours=1),
    ),
    2207050: LOG_IN,
    2207051: SPAM,
    2207052: Rule(
        TryLater,
        "{service} could not fetch the picture from its address: check that the image"
        " host answers from outside, without a log-in.",
        timedelta(minutes=2),
    ),
    2207053: AGAIN,
    2207057: REJECTED,
    2207077: BAD_PICTURE,
    2207081: AGAIN,
    2207082: AGAIN,
    2207085: BAD_PICTURE,
}
CODES: dict[int, Rule] = {
    -2: AGAIN,
    -1: UNCLEAR,
    1: UNCLEAR,
    2: UNCLEAR,
    3: NO_PERMISSION,
    4: LIMITED,
    9: SUBCODES[2207042],
    10: NO_PERMISSION,
    17: LIMITED,
    24: AGAIN,
    25: LOG_IN,
    32: LIMITED,
    100: REJECTED,
    102: Rule(NotAuthorized, "The token for {service} is not valid." + RENEW),
    190: Rule(NotAuthorized, "The token for {service} is not valid." + RENEW),
    324: BAD_PICTURE,
    341: LIMITED,
    352: REJECTED,
    368: SPAM,
    506: DUPLICATE,
    613: LIMITED,
    9004: SUBCODES[2207052],
    9007: SUBCODES[2207027],
    36000: SUBCODES[2207004],
    36001: BAD_PICTURE,
    36003: SUBCODES[2207009],
    36004: SUBCODES[2207010],
    80001: LIMITED,
    80002: LIMITED,
    1346003: Rule(
        Rejected, "{service} calls this post abusive: change it and approve it again."
    ),
    1363047: UNCLEAR_FOR_NOW,
    1366046: Rule(Rejected, "A picture is larger than {service} takes: replace it."),
    1366051: DUPLICATE,
    1404078: Rule(
        Blocked,
        "{service} wants the page to be authorized for publishing: finish that in the"
        " page's settings, then resume the channel.",
    ),
    1404102: Rule(
        Rejected,
        "{service} says that this post breaks its community standards: change it and"
        " approve it again.",
    ),
    1404112: LOG_IN,
    1609005: Rule(
        Rejected,
        "{service} cannot post the link: check that it opens, then approve it again.",
    ),
    1609008: Rule(Rejected, "{service} takes no links to facebook.com: remove it."),
    1609010: UNCLEAR_FOR_NOW,
}
PERMISSIONS = range(200, 300)


@dataclass(frozen=True, kw_only=True)
class GraphError:
    """The error envelope of the Graph API."""

    code: int
    subcode: int | None = None
    text: str = ""
    transient: bool = False

    @classmethod
    def parsed(cls, body: object) -> "GraphError | None":
        """Read the envelope; None when *body* is none, or names no code."""
        error = body.get("error") if isinstance(body, dict) else None
        if not isinstance(error, dict) or not isinstance(error.get("code"), int):
            return None
        subcode = error.get("error_subcode")
        return cls(
            code=error["code"],
            subcode=subcode if isinstance(subcode, int) else None,
            text=str(error.get("error_user_msg") or error.get("message") or ""),
            transient=error.get("is_transient") is True,
        )

    @property
    def name(self) -> str:
        """The code as people look it up: `190/463`."""
        if DEVELOPMENT in self.text.lower():
            return f"{self.code}/{DEVELOPMENT}"
        return f"{self.code}/{self.subcode}" if self.subcode else str(self.code)


def rule_for(error: GraphError) -> Rule:
    """The reaction to an error: its subcode says more than its code.

    `is_transient` decides whether a refusal may be tried again, never whether something
    may have happened.
    """
    rule = _looked_up(error)
    if error.name.endswith(DEVELOPMENT) and rule.kind in {NotAuthorized, Rejected}:
        return NOT_LIVE
    if rule.kind is Rejected and _used_up(error):
        return DUPLICATE
    if error.transient:
        return _for_now(error, rule)
    return rule


def _for_now(error: GraphError, rule: Rule) -> Rule:
    """What a rule becomes where Meta says that the trouble passes.

    A subcode that asks a person for something says more than that.
    """
    if rule.kind is Rejected:
        return TEMPORARY
    if rule.kind is Blocked and rule.wait is None and error.subcode not in SUBCODES:
        return TOO_FAST
    return rule


def _looked_up(error: GraphError) -> Rule:
    # Some codes of the tables come as a subcode and some subcodes as a code.
    for number in (error.subcode, error.code):
        rule = SUBCODES.get(number or 0) or CODES.get(number or 0)
        if rule:
            return rule
    return NO_PERMISSION if error.code in PERMISSIONS else REJECTED


def _used_up(error: GraphError) -> bool:
    """Whether an upload belongs to a public post: a trace of a lost answer."""
    return "already been p" in error.text
