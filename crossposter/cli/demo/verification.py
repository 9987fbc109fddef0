"""Verification: compares the sandbox with what was approved: complete, exact, once."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from crossposter.announcements.serializers import Values
from crossposter.sandbox.posts import Post


def discrepancies(
    announcements: Iterable[Values], posts: Sequence[Post]
) -> Iterator[str]:
    """Differences between the approved and the live posts, one sentence each."""
    live = {(post.platform, post.path): post for post in posts}
    proven: Counter[str] = Counter()
    for announcement in announcements:
        for delivery in announcement["deliveries"]:
            where = f"{announcement['title']!r} on {delivery['channel']}"
            post = _post_of(delivery, live)
            proven[delivery["platform"]] += post is not None
            yield from _differences(where, delivery, post)
    for platform, count in Counter(post.platform for post in posts).items():
        if count != proven[platform]:
            yield (
                f"{platform} shows {count} posts, and {proven[platform]} were"
                " reported as published"
            )


def _post_of(delivery: Values, live: dict[tuple[str, str], Post]) -> Post | None:
    """Live post that a receipt leads to; each receipt has one of its own."""
    link = delivery["permalink"] or ""
    path = "/" + link.partition("://")[2].partition("/")[2]
    return live.pop((delivery["platform"], path), None)


def _differences(where: str, delivery: Values, post: Post | None) -> Iterator[str]:
    if delivery["status"] != "published":
        reason = f" ({delivery['error']})" if delivery["error"] else ""
        yield f"{where} is {delivery['status']}, not published{reason}"
    elif post is None:
        yield f"{where} is reported as published, but its link leads to no live post"
    elif post.text != delivery["text"]:
        yield f"{where} does not show the text that was approved"
    elif len(post.media) != len(delivery["media"]):
        yield (
            f"{where} shows {len(post.media)} pictures, and"
            f" {len(delivery['media'])} were approved"
        )
