"""Account: page health and engagement metrics.

https://developers.facebook.com/docs/graph-api/reference/page/ and
https://developers.facebook.com/docs/graph-api/reference/insights
"""

from collections.abc import Mapping

from crossposter.channels import Engagement, Fault, PublisherError
from crossposter.channels.faults import FaultKind
from crossposter.platforms.answer_values import count, words
from crossposter.platforms.facebook.api import Page
from crossposter.platforms.meta.graph import Object
from crossposter.platforms.meta.insights import total
from crossposter.platforms.meta.token import Account, Token

FIELDS = (
    "reactions.limit(0).summary(total_count),comments.limit(0).summary(total_count),"
    "shares"
)
INSIGHTS = "insights.metric(post_media_view,post_total_media_view_unique)"
_PERSONS_TOKEN = Fault(
    kind=FaultKind.REFUSED,
    sentence="The token for Facebook is a person's, and only the page's own may post:"
    " take the one that /me/accounts gives for the page, and put it into the"
    " configuration.",
)
_OTHER_PAGE = Fault(
    kind=FaultKind.ACCOUNT,
    sentence="The token for Facebook belongs to another page: make one for the page with"
    " the `page_id` in the configuration.",
)
_HIDDEN = Fault(
    kind=FaultKind.HIDDEN,
    sentence="The Facebook page is not published, so nobody sees its posts: publish it"
    " in the page's settings.",
)
_NO_ROLE = Fault(
    kind=FaultKind.ROLE,
    sentence="The owner of the Facebook token may not create content on the page: give"
    " the person that task in the page's settings, then make a new token.",
)


def figures(entry: Object, insights: Mapping[str, int]) -> Engagement:
    """Figures from the fields of a post; Facebook omits `shares` if there are none."""
    shares = entry.get("shares")
    shared = count(shares.get("count")) if isinstance(shares, dict) else 0
    return Engagement(
        likes=total(entry, "reactions"),
        comments=total(entry, "comments"),
        shares=shared,
        views=insights.get("post_media_view"),
        reach=insights.get("post_total_media_view_unique"),
    )


def account(page: Page, token: Token) -> Account:
    """Page as it describes itself; NotAuthorized, Blocked if closed; Unreadable."""
    node = page.read(page.id, fields="id,name,is_published")
    faults = []
    if token.type == "USER":
        faults.append(_PERSONS_TOKEN)
    if token.type == "PAGE" and token.profile not in {None, page.id}:
        faults.append(_OTHER_PAGE)
    if node.get("is_published") is False:
        faults.append(_HIDDEN)
    if token.type in {"USER", "SYSTEM_USER"} and not _may_create(page):
        faults.append(_NO_ROLE)
    return Account(name=words(node.get("name")) or page.id, faults=tuple(faults))


def _may_create(page: Page) -> bool:
    """True when a person's tasks allow posts, or Facebook does not say."""
    try:
        answer = page.read("me/accounts", fields="id,tasks", limit="100")
    except PublisherError as error:
        if error.rest is not None:
            raise
        return True
    entries = answer.get("data")
    for entry in entries if isinstance(entries, list) else []:
        if isinstance(entry, dict) and entry.get("id") == page.id:
            tasks = entry.get("tasks")
            return not isinstance(tasks, list) or "CREATE_CONTENT" in tasks
    return True
