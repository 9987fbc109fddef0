"""What is sent to a platform, and the proof that comes back."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from crossposter.channels.errors import Rest


@dataclass(frozen=True, kw_only=True)
class Media:
    """One picture or film of a post, in the very bytes that were approved.

    The bytes of a picture are *data*; those of a film stay in a *file*.
    """

    name: str
    mime: str
    sha256: str
    data: bytes = field(default=b"", repr=False)
    file: Path | None = None
    size: int = 0  #: bytes of a film
    alt: str = ""
    width: int = 0
    height: int = 0
    seconds: float = 0.0  #: how long a film plays

    @property
    def is_film(self) -> bool:
        """Whether it plays: an animated GIF is a picture all the same."""
        return self.mime.startswith("video/")

    def open(self) -> BinaryIO:
        """A stream of the bytes; to be closed by the caller."""
        return BytesIO(self.data) if self.file is None else self.file.open("rb")


@dataclass(frozen=True, kw_only=True)
class Post:
    """An announcement rendered for one channel: the exact text and media to send."""

    text: str
    link: str | None = None  #: for a link card; the text holds it as well
    media: tuple[Media, ...] = ()
    replies: tuple[str, ...] = ()  #: the further parts of a thread, one below the other
    reply_to: str | None = None  #: remote id of the part above, in a part of a thread

    @property
    def parts(self) -> tuple[str, ...]:
        """The texts that become public one after another; one where it is no thread."""
        return (self.text, *self.replies)

    def part(self, position: int, *, reply_to: str | None) -> "Post":
        """One part as a post of its own; the pictures belong to the first."""
        if position == 0:
            return replace(self, replies=())
        return Post(text=self.parts[position], reply_to=reply_to)

    def fingerprint(self) -> str:
        """SHA-256 over everything the public will see."""
        media = [(each.sha256, each.mime, each.alt) for each in self.media]
        seen = [self.text, self.link, media, *self.replies]
        return hashlib.sha256(json.dumps(seen).encode()).hexdigest()


@dataclass(frozen=True, kw_only=True)
class Prepared:
    """A post whose invisible parts are on the platform; only the commit is missing."""

    post: Post
    refs: Mapping[str, str] = field(default_factory=dict)  #: media ids, container id
    baseline: str | None = None  #: newest own remote id before; "" on an empty account


@dataclass(frozen=True, kw_only=True)
class Receipt:
    """The proof that a post is public.

    ``remote_id`` is None only where a platform confirms the post without naming it.
    """

    remote_id: str | None
    permalink: str | None = None
    #: asked for by an answer that came after the post
    rest: Rest | None = field(default=None, compare=False)


@dataclass(frozen=True, kw_only=True)
class SentAttempt:
    """What is known of an attempt whose answer was lost."""

    started_at: datetime
    refs: Mapping[str, str] = field(default_factory=dict)
    baseline: str | None = None
    taken: frozenset[str] = frozenset()  #: remote ids bound to other deliveries
    #: the approval, by this machine's clock: what is older is nobody's attempt
    not_before: datetime | None = None
