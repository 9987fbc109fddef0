"""Account: health, quota and engagement metrics.

https://developers.facebook.com/docs/instagram-platform/reference/instagram-media/insights
and https://developers.facebook.com/docs/instagram-platform/instagram-graph-api/reference/ig-user/content_publishing_limit
"""

from collections.abc import Mapping
from datetime import datetime, timedelta

from crossposter.channels import Blocked, Engagement, Fault, PublisherError
from crossposter.channels.faults import FaultKind
from crossposter.platforms.answer_values import count, words
from crossposter.platforms.meta.graph import Object
from crossposter.platforms.meta.token import Account, Reads, Token

NEEDED_SCOPES = frozenset(
    {"instagram_basic", "instagram_content_publish", "pages_read_engagement"}
)
FIELDS = "like_count,comments_count"
INSIGHTS = "insights.metric(views,reach,shares,saved)"
_QUOTA_WAIT = timedelta(hours=1)
_USED_UP = Fault(
    kind=FaultKind.QUOTA,
    sentence="Instagram takes no more posts of this account today: it goes on by itself.",
)
_NOT_LINKED = Fault(
    kind=FaultKind.ACCOUNT,
    sentence="The page of the token is not linked to this Instagram account: link them"
    " in the settings of the page, under Linked accounts.",
)


def figures(entry: Object, insights: Mapping[str, int]) -> Engagement:
    """Figures from the fields of a post; an account can hide its likes: None then."""
    return Engagement(
        likes=count(entry.get("like_count")),
        comments=count(entry.get("comments_count")),
        shares=insights.get("shares"),
        views=insights.get("views"),
        reach=insights.get("reach"),
    )


def account(user_id: str, read: Reads, token: Token) -> Account:
    """Account as it describes itself; NotAuthorized and Blocked if closed, Unreadable.

    A personal account does not open at all.
    """
    user = read(user_id, fields="id,username")
    faults = []
    if not _is_linked(user_id, read, token):
        faults.append(_NOT_LINKED)
    if is_used_up(limit(user_id, read)):
        faults.append(_USED_UP)
    return Account(
        name=f"@{words(user.get('username')) or user_id}", faults=tuple(faults)
    )


def is_used_up(answer: Object) -> bool:
    """True when the quota of these 24 hours is used up; no where nothing is said."""
    left = posts_left(answer)
    return left is not None and left <= 0


def posts_left(answer: Object) -> int | None:
    """Number of posts left within 24 hours; None where nothing is said."""
    limits = answer.get("data")
    limit = limits[0] if isinstance(limits, list) and limits else None
    if not isinstance(limit, dict) or not isinstance(limit.get("config"), dict):
        return None
    used, most = limit.get("quota_usage"), limit["config"].get("quota_total")
    return most - used if isinstance(used, int) and isinstance(most, int) else None


def require_quota(user_id: str, read: Reads, now: datetime) -> None:
    """Check of the quota; raises Blocked when it is used up for these 24 hours."""
    if is_used_up(limit(user_id, read)):
        raise Blocked(
            "Instagram takes no more posts of this account today: it goes on by itself.",
            code="9/2207042",
            until=now + _QUOTA_WAIT,
        )


def limit(user_id: str, read: Reads) -> Object:
    """Usage of the quota; empty where Instagram does not say."""
    try:
        edge = f"{user_id}/content_publishing_limit"
        return read(edge, fields="quota_usage,config")
    except PublisherError as error:
        if error.rest is not None:
            raise
        return {}


def _is_linked(user_id: str, read: Reads, token: Token) -> bool:
    """True when the token's page leads to the account, or that is not said."""
    if token.type != "PAGE" or token.profile is None:
        return True
    try:
        page = read(token.profile, fields="instagram_business_account")
    except PublisherError as error:
        if error.rest is not None:
            raise
        return True
    linked = page.get("instagram_business_account")
    return isinstance(linked, dict) and linked.get("id") == user_id
