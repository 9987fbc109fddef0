"""Replies on X: posts that answer one another.

https://docs.x.com/x-api/fundamentals/conversation-id
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from crossposter.sandbox import posts
from crossposter.sandbox.accounts import X
from crossposter.sandbox.posts import Post
from crossposter.sandbox.state import State


def first_of(state: State, post: Post) -> str:
    """Id of the post a conversation began with, as far as it is still there."""
    while post.reply_to:
        above = posts.find(state, X, post.reply_to, hidden=True)
        if above is None:
            return post.reply_to
        post = above
    return post.id


def references(state: State, post: Post) -> dict[str, Any]:
    """References of a reply to the post it answers, also when that is gone."""
    if not post.reply_to:
        return {}
    said: dict[str, Any] = {
        "referenced_tweets": [{"type": "replied_to", "id": post.reply_to}]
    }
    above = posts.find(state, X, post.reply_to, hidden=True)
    return said | ({"in_reply_to_user_id": above.account} if above else {})


def in_threads(found: Sequence[Post]) -> Iterator[tuple[Post, bool]]:
    """Posts with the replies below each; True where one follows.

    *found* begins with the newest, and so do the threads; a thread begins with its
    first part.
    """
    there = {post.id for post in found}
    below: defaultdict[str | None, list[Post]] = defaultdict(list)
    for post in reversed(found):
        below[post.reply_to if post.reply_to in there else None].append(post)
    for first in reversed(below[None]):
        thread = list(_down_from(first, below))
        yield from ((post, post is not thread[-1]) for post in thread)


def around(found: Sequence[Post], wanted: Post) -> list[tuple[Post, bool]]:
    """Thread that one post belongs to."""
    thread: list[tuple[Post, bool]] = []
    for post, goes_on in in_threads(found):
        thread.append((post, goes_on))
        if not goes_on:
            if wanted.id in {each.id for each, _ in thread}:
                return thread
            thread = []
    return [(wanted, False)]


def _down_from(post: Post, below: dict[str | None, list[Post]]) -> Iterator[Post]:
    yield post
    for reply in below.get(post.id, []):
        yield from _down_from(reply, below)
