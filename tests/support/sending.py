"""A post and its way through a publisher, as a lane takes it there."""

import contextlib
import hashlib
import io
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from PIL import Image

from crossposter.channels import (
    Media,
    OutcomeUnknown,
    Post,
    Prepared,
    Receipt,
    SentAttempt,
    Stage,
    Unreadable,
    open_attempt,
)
from crossposter.clock import SystemClock
from tests.support.arenas import Arena


@dataclass
class Sending:
    """A post on its way through a publisher, as a lane takes it there."""

    arena: Arena
    post: Post
    saved: dict[str, str] = field(default_factory=dict)
    prepared: Prepared | None = None

    def prepare(self) -> Prepared:
        with open_attempt(Stage.PREPARING):
            self.prepared = self.arena.publisher.prepare(self.post, self.saved)
        return self.prepared

    def commit(self) -> Receipt:
        prepared = self.prepared or self.prepare()
        self.started_at = SystemClock().now()
        with open_attempt(Stage.COMMITTING):
            receipt: Receipt = self.arena.publisher.commit(prepared)
        return receipt

    def commit_and_lose(self, how: str) -> Receipt | None:
        """Send with the answer lost; a receipt if the platform could prove it."""
        self.prepare()
        self.arena.lose_answer(how)
        try:
            return self.commit()
        except OutcomeUnknown:
            return None

    def now(self) -> datetime:
        return SystemClock().now()

    def find_within(self, *, seconds: float) -> Receipt | None:
        """Look until it is there."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            with contextlib.suppress(Unreadable):
                found = self.find()
                if found is not None:
                    return found
            time.sleep(0.02)
        return None

    def find(self, *, taken: Sequence[str | None] = ()) -> Receipt | None:
        """Look for it as the lane does: without the pictures themselves."""
        assert self.prepared is not None
        attempt = SentAttempt(
            started_at=self.started_at,
            refs=self.prepared.refs,
            baseline=self.prepared.baseline,
            taken=frozenset(remote_id for remote_id in taken if remote_id),
        )
        post = Post(
            text=self.post.text, link=self.post.link, reply_to=self.post.reply_to
        )
        found: Receipt | None = self.arena.publisher.find(post, attempt)
        return found


def picture(colour: str = "teal", alt: str = "", kind: str = "JPEG") -> Media:
    """A small picture that every platform takes, if it is a JPEG."""
    target = io.BytesIO()
    Image.new("RGB", (400, 400), colour).save(target, kind)
    data = target.getvalue()
    return Media(
        name=f"{colour}.{kind.lower()}",
        mime=f"image/{kind.lower()}",
        sha256=hashlib.sha256(data).hexdigest(),
        data=data,
        alt=alt,
        width=400,
        height=400,
    )


def a_post(
    arena: Arena, text: str = "Jalan provinsi km 12 ditutup", **parts: Any
) -> Post:
    """A post the platform takes: Instagram has none without a picture."""
    if arena.name == "instagram":
        parts.setdefault("media", (picture(),))
    return Post(text=text, **parts)
