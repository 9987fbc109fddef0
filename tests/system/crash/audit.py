"""The checker: what the program believes against what the public of the sandbox sees."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from typing import Any

from crossposter.database.models import Delivery, Part
from crossposter.database.models import DeliveryStatus as Status

Post = dict[str, Any]  #: as `/_sandbox/posts` tells it


@dataclass(frozen=True, kw_only=True)
class Audit:
    """What went wrong; nothing, when every number but *deliveries* is 0."""

    deliveries: int = 0
    duplicates: int = 0  #: live posts more than deliveries
    losses: int = 0  #: deliveries that are not public, or only believed to be
    wrong_ids: int = 0  #: deliveries that name a post which is not theirs
    altered: int = 0  #: live posts that show something else than was approved

    @property
    def flawless(self) -> bool:
        return not (self.duplicates or self.losses or self.wrong_ids or self.altered)

    def __add__(self, other: "Audit") -> "Audit":
        names = [each.name for each in fields(self)]
        return Audit(**{it: getattr(self, it) + getattr(other, it) for it in names})


def audit(
    rows: Sequence[Delivery],
    posts: Iterable[Post],
    *,
    excused: frozenset[int] = frozenset(),
) -> Audit:
    """Compare the deliveries with the live posts of their platforms.

    *excused* are deliveries that wait for a person for a good reason.
    """
    live: defaultdict[tuple[str, str], list[Post]] = defaultdict(list)
    for post in posts:
        live[post["platform"], post["text"]].append(post)
    wanted: defaultdict[tuple[str, str], list[Delivery]] = defaultdict(list)
    for row in rows:
        wanted[row.platform, row.text].append(row)
    total = Audit()
    for key, mine in wanted.items():
        total += _of_one_text(mine, live.pop(key, []), excused)
    strangers = sum(len(each) for each in live.values())
    return total + Audit(altered=strangers)


def by_part(
    delivery: Delivery, public: Sequence[Part], posts: Sequence[Post]
) -> tuple[list[Delivery], int]:
    """A thread as one delivery a part, and how many stand below a wrong post."""
    texts = (delivery.text, *delivery.replies)
    receipts: list[tuple[str | None, Status]]
    receipts = [(part.remote_id, Status.PUBLISHED) for part in public]
    receipts += [(None, delivery.status)] * (len(texts) - len(receipts))
    rows = [
        Delivery(
            **delivery.model_dump(exclude={"text", "media", "remote_id", "status"}),
            text=text,
            media=delivery.media if number == 0 else [],
            remote_id=remote_id,
            status=status,
        )
        for number, (text, (remote_id, status)) in enumerate(
            zip(texts, receipts, strict=True)
        )
    ]
    below = {post["id"]: post.get("reply_to") for post in posts}
    above = [None, *(part.remote_id for part in public)]
    stray = sum(
        below.get(part.remote_id) != over
        for part, over in zip(public, above, strict=False)
    )
    return rows, stray


def _of_one_text(
    mine: Sequence[Delivery], live: Sequence[Post], excused: frozenset[int]
) -> Audit:
    published = [each for each in mine if each.status is Status.PUBLISHED]
    waiting = [each for each in mine if each.status is not Status.PUBLISHED]
    named = [each.remote_id for each in published if each.remote_id is not None]
    ids = {post["id"] for post in live}
    return Audit(
        deliveries=len(mine),
        duplicates=max(len(live) - len(mine), 0),
        losses=max(len(published) - len(live), 0)
        + sum(each.id not in excused for each in waiting),
        wrong_ids=len(named) - len(ids & set(named)),
        altered=sum(not _shows_one_of(mine, post) for post in live),
    )


def _shows_one_of(mine: Sequence[Delivery], post: Post) -> bool:
    """Whether a post has the pictures of one of these deliveries, in their order."""
    shown = [medium["alt"] for medium in post["media"]]
    return any(shown == [it["alt"] for it in each.media] for each in mine)
