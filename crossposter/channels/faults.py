"""Kinds of credential and preflight faults, and which of them block posts."""

import enum


class FaultKind(enum.StrEnum):
    """Stored words for faults; the sentence beside each one explains it in full."""

    EXPIRED = "expired"  #: the token has ended
    REFUSED = "refused"  #: the platform does not take the token or the keys
    SCOPE = "scope-missing"  #: a permission that posting needs
    ROLE = "role-missing"  #: the token's person may not post on the page
    ACCOUNT = "wrong-account"  #: the credentials open another account, or none
    READ_ONLY = "read-only"  #: the keys may read and not post
    NOT_LIVE = "app-not-live"  #: posts go out and nobody sees them
    HIDDEN = "page-hidden"  #: likewise, because the page itself is not published
    RESTRICTED = "restricted"  #: the account is stopped by the platform
    CREDITS = "credits-used-up"  #: the paid credits are used up
    QUOTA = "quota-used-up"  #: no more posts today; it goes on by itself
    INSIGHTS = "insights-missing"  #: views and reach stay unknown
    VERSION = "version-ended"  #: a newer API version answers instead of ours
    UNREACHABLE = "unreachable"  #: no read succeeded
    PAUSED = "paused"  #: the channel is paused at the time of the post
    DISK = "disk-full"  #: nothing is sent without disk space to record its outcome
    ALTERED = "not-as-approved"  #: the stored post differs from the approved one
    MISFIT = "does-not-fit"  #: the post exceeds a platform limit
    APPROVAL = "approval-ends"  #: expired when the post is due, or covers no post
    PICTURE = "picture-unreachable"  #: Instagram could not fetch the image from its URL


HARMLESS = frozenset(
    {FaultKind.QUOTA, FaultKind.INSIGHTS, FaultKind.VERSION, FaultKind.UNREACHABLE}
)


#: About one post; everything else is about all of a channel.
OF_ONE_POST = frozenset(
    {FaultKind.ALTERED, FaultKind.MISFIT, FaultKind.APPROVAL, FaultKind.PICTURE}
)


def stops_posts(kind: str) -> bool:
    """True when no post reaches the public until somebody fixes this."""
    return kind not in HARMLESS
