"""Insights as a field of a post: `insights.metric(post_media_view)`.

https://developers.facebook.com/docs/graph-api/reference/insights and
https://developers.facebook.com/docs/instagram-platform/reference/instagram-media/insights
"""

import re
from typing import Any

from crossposter.sandbox import engagement
from crossposter.sandbox.accounts import FACEBOOK, INSTAGRAM
from crossposter.sandbox.meta import graph
from crossposter.sandbox.meta.errors import refused
from crossposter.sandbox.posts import Post
from crossposter.sandbox.request import Call
from crossposter.sandbox.state import State

ASKED = re.compile(r"\binsights(?:\.metric\(([\w,]*)\))?")
SCOPES = {FACEBOOK: "read_insights", INSTAGRAM: "instagram_manage_insights"}
METRICS = {
    FACEBOOK: {"post_media_view": "views", "post_total_media_view_unique": "reach"},
    INSTAGRAM: {
        "views": "views",
        "reach": "reach",
        "shares": "shares",
        "saved": "saved",
        "likes": "likes",
        "comments": "comments",
    },
}


def field(call: Call, state: State, post: Post) -> dict[str, Any] | None:
    """Insights that a request asks for, or nothing when it asks for none.

    Raises Refused with code 10 without the permission and 100 for another metric.
    """
    asked = ASKED.search(call.param("fields"))
    if not asked:
        return None
    graph.need_scope(state, SCOPES[post.platform])
    known = engagement.of(state, post.platform, post.id)
    metrics = METRICS[post.platform]
    return {"data": [_metric(name, metrics, known) for name in _names(asked[1])]}


def _names(text: str | None) -> list[str]:
    if not text:
        raise refused("100", "(#100) The parameter metric is required")
    return text.split(",")


def _metric(
    name: str, metrics: dict[str, str], known: dict[str, int]
) -> dict[str, Any]:
    if name not in metrics:
        raise refused("100", "(#100) The value must be a valid insights metric")
    return {
        "name": name,
        "period": "lifetime",
        "values": [{"value": known[metrics[name]]}],
    }
