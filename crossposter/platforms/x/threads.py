"""Threads on X: replies.

https://docs.x.com/x-api/posts/create-post
"""

from datetime import UTC, datetime, timedelta
from typing import Any

from crossposter.channels import Rejected, TryLater
from crossposter.platforms.x.problems import PARENT_REFUSED

EPOCH = 1_288_834_974_657  # milliseconds; X counts the time in its ids from here
SEEN_EVERYWHERE = timedelta(minutes=1)
UNSEEN = "X does not see the part before this one yet: it is tried again."


def replied_to(entry: dict[str, Any]) -> str | None:
    """Id of the post that this one is shown below."""
    references = entry.get("referenced_tweets")
    for each in references if isinstance(references, list) else []:
        if isinstance(each, dict) and each.get("type") == "replied_to":
            return str(each.get("id"))
    return None


def seen_in_time(
    refusal: Rejected, reply_to: str | None, now: datetime
) -> Rejected | TryLater:
    """Error for a refusal of a reply: X may call a post deleted that is just new.

    https://github.com/plhery/node-twitter-api-v2/issues/366
    """
    code = refusal.code or ""
    if reply_to is None or not code.endswith(PARENT_REFUSED):
        return refusal
    if now - _posted_at(reply_to) > SEEN_EVERYWHERE:
        return refusal
    return TryLater(UNSEEN, code=code)


def _posted_at(post_id: str) -> datetime:
    """Time in an id, whose lowest 22 bits are a number."""
    milliseconds = (int(post_id) >> 22) + EPOCH if post_id.isdecimal() else 0
    return datetime.fromtimestamp(milliseconds / 1000, UTC)
