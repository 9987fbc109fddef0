"""Insights: public metrics of posts on X.

https://docs.x.com/x-api/posts/lookup/introduction and
https://docs.x.com/x-api/fundamentals/metrics
"""

from collections.abc import Mapping, Sequence

from crossposter.channels import Engagement
from crossposter.platforms.answer_values import count
from crossposter.platforms.x.api import Object

MOST = 100
_GONE = "resource-not-found"


def figures_in(
    answer: Object, remote_ids: Sequence[str]
) -> Mapping[str, Engagement | None]:
    """Figures of each post; None for one X cannot find, and not for a hidden one."""
    found: dict[str, Engagement | None] = {}
    for error in _objects(answer.get("errors")):
        if str(error.get("type") or "").endswith(_GONE):
            found[str(error.get("resource_id") or error.get("value"))] = None
    for entry in _objects(answer.get("data")):
        found[str(entry.get("id"))] = _figures(entry.get("public_metrics"))
    return {each: found[each] for each in remote_ids if each in found}


def _figures(metrics: object) -> Engagement:
    """Figures of a post; a repost and a quote both count as shares, X counts no reach.

    Since spec 2.167 `retweet_count` may be called `repost_count`.
    """
    known = metrics if isinstance(metrics, dict) else {}
    reposts = _count(known, "retweet_count", "repost_count")
    quotes = _count(known, "quote_count")
    return Engagement(
        likes=_count(known, "like_count"),
        comments=_count(known, "reply_count"),
        shares=None if reposts is None else reposts + (quotes or 0),
        views=_count(known, "impression_count"),
    )


def _count(metrics: Mapping[str, object], *names: str) -> int | None:
    values = (count(metrics.get(name)) for name in names)
    return next((value for value in values if value is not None), None)


def _objects(entries: object) -> list[Object]:
    listed = entries if isinstance(entries, list) else []
    return [entry for entry in listed if isinstance(entry, dict)]
