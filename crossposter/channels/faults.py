"""What can be wrong with a channel or with one of its posts, and what it keeps back."""

import enum


class FaultKind(enum.StrEnum):
    """A word for each; what it means in full stands in the sentence beside it."""

    EXPIRED = "expired"  #: the token has ended
    REFUSED = "refused"  #: the platform does not take the token or the keys
    SCOPE = "scope-missing"  #: a permission that posting needs
    ROLE = "role-missing"  #: the token's person may not post on the page
    ACCOUNT = "wrong-account"  #: the credentials open another account, or none
    READ_ONLY = "read-only"  #: the keys may look and not post
    NOT_LIVE = "app-not-live"  #: posts go out and nobody sees them
    HIDDEN = "page-hidden"  #: likewise, because the page itself is not published
    RESTRICTED = "restricted"  #: the platform has stopped the account
    CREDITS = "credits-used-up"  #: nothing is paid for any more
    QUOTA = "quota-used-up"  #: no more posts today; it goes on by itself
    INSIGHTS = "insights-missing"  #: views and reach stay unknown
    VERSION = "version-ended"  #: another version of the API answers than we speak
    UNREACHABLE = "unreachable"  #: nothing could be found out
    PAUSED = "paused"  #: the channel stands still at the time of the post
    DISK = "disk-full"  #: nothing is sent without room to write down what became of it
    ALTERED = "not-as-approved"  #: what is stored is not what was approved
    MISFIT = "does-not-fit"  #: the platform takes less than the post has
    APPROVAL = "approval-ends"  #: it holds no more when the post is due, or has no aim
    PICTURE = "picture-unreachable"  #: Instagram could not fetch it where it will be


HARMLESS = frozenset(
    {FaultKind.QUOTA, FaultKind.INSIGHTS, FaultKind.VERSION, FaultKind.UNREACHABLE}
)


#: About one post; everything else is about all of a channel.
OF_ONE_POST = frozenset(
    {FaultKind.ALTERED, FaultKind.MISFIT, FaultKind.APPROVAL, FaultKind.PICTURE}
)


def stops_posts(kind: str) -> bool:
    """Whether no post reaches the public until somebody mends this."""
    return kind not in HARMLESS
