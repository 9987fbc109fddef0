"""What the public sees, and whose each post really is."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

OFFICE = 0  #: posts somebody made by hand


@dataclass(kw_only=True)
class Live:
    """A public post; *delivery* is the truth, which no program can see."""

    channel: str
    remote_id: str
    text: str
    delivery: int
    created: datetime
    listed_from: datetime  #: later than created where reads lag behind
    pictures: int = 0
    link: str | None = None
    reply_to: str | None = None
    gone: bool = False


@dataclass
class Ledger:
    """Every post of every channel, in the order they went live."""

    posts: list[Live] = field(default_factory=list)
    first_sent: dict[int, datetime] = field(default_factory=dict)
    last_sent: dict[int, datetime] = field(default_factory=dict)
    refused: set[int] = field(default_factory=set)  #: for good, by the platform

    def add(self, post: Live) -> None:
        self.posts.append(post)

    def sent(self, delivery: int, now: datetime) -> None:
        """A request to publish has left."""
        self.first_sent.setdefault(delivery, now)
        self.last_sent[delivery] = now

    def of(self, channel: str) -> list[Live]:
        """What has not been taken down."""
        return [
            post for post in self.posts if post.channel == channel and not post.gone
        ]

    def listed(self, channel: str, now: datetime) -> Iterator[Live]:
        """What a listing shows, newest first."""
        shown = [post for post in self.of(channel) if post.listed_from <= now]
        return iter(sorted(shown, key=lambda post: post.created, reverse=True))

    def find(self, channel: str, remote_id: str) -> Live | None:
        """A public post by its id."""
        found = (post for post in self.of(channel) if post.remote_id == remote_id)
        return next(found, None)

    def deliveries(self, *keys: int) -> list[Live]:
        """The public posts of some deliveries."""
        return [post for post in self.posts if post.delivery in keys and not post.gone]

    def repeats(
        self, channel: str, text: str, now: datetime, within: timedelta
    ) -> bool:
        """Whether the same words went out on a channel not long ago."""
        return any(
            post.text == text and now - post.created < within
            for post in self.of(channel)
        )
