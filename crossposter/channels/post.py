"""`Post`, `Media`, `Prepared`, `Receipt`, `SentAttempt`."""

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
    """Image or video of a post, in the very bytes that were approved.

    The bytes of an image are *data*; those of a video stay in a *file*.
    """

    name: str
    mime: str
    sha256: str
    data: bytes = field(default=b"", repr=False)
    file: Path | None = None
    size: int = 0  #: bytes of a video
    alt: str = ""
    width: int = 0
    height: int = 0
    seconds: float = 0.0  #: duration of a video

    @property
    def is_film(self) -> bool:
        """True for a video; an animated GIF counts as an image."""
        return self.mime.startswith("video/")

    def open(self) -> BinaryIO:
        """Stream of the bytes; to be closed by the caller."""
        return BytesIO(self.data) if self.file is None else self.file.open("rb")


@dataclass(frozen=True, kw_only=True)
class Post:
    """Announcement rendered for one channel: the exact text and media to send."""

    text: str
    link: str | None = None  #: for a link card; the text holds it as well
    media: tuple[Media, ...] = ()
    replies: tuple[str, ...] = ()  #: the further parts of a thread, one below the other
    reply_to: str | None = None  #: remote id of the part above, in a part of a thread

    @property
    def parts(self) -> tuple[str, ...]:
        """Texts that become public one after another; one where it is no thread."""
        return (self.text, *self.replies)

    def part(self, position: int, *, reply_to: str | None) -> "Post":
        """One part as a post of its own; the images belong to the first."""
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
    """Post whose invisible parts are on the platform; only the commit is missing."""

    post: Post
    refs: Mapping[str, str] = field(default_factory=dict)  #: media ids, container id
    baseline: str | None = None  #: newest own remote id before; "" on an empty account


@dataclass(frozen=True, kw_only=True)
class Receipt:
    """Proof that a post is public.

    ``remote_id`` is None only where a platform confirms the post without naming it.
    """

    remote_id: str | None
    permalink: str | None = None
    #: rest asked for by an answer that came after the post
    rest: Rest | None = field(default=None, compare=False)


@dataclass(frozen=True, kw_only=True)
class SentAttempt:
    """Attempt whose answer was lost, as far as it is known."""

    started_at: datetime
    refs: Mapping[str, str] = field(default_factory=dict)
    baseline: str | None = None
    taken: frozenset[str] = frozenset()  #: remote ids bound to other deliveries
    #: time of the approval, by this machine's clock: no older post can be ours
    not_before: datetime | None = None
