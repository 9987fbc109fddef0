"""Announcements, deliveries and previews as JSON values with stable keys.

Times are ISO 8601 in UTC, because other programs read them; the README has every key
of `--json`.
"""

from collections.abc import Sequence
from dataclasses import asdict
from itertools import zip_longest
from typing import Any

from crossposter.announcements.checks import Finding
from crossposter.channels import Media
from crossposter.database.models import (
    Announcement,
    Attachment,
    Delivery,
    Event,
    Part,
)
from crossposter.database.models.delivery_states import WAITING
from crossposter.database.models.thread import Thread
from crossposter.posts.composer import Composed
from crossposter.posts.snapshot import described
from crossposter.scheduling.times import iso

Values = dict[str, Any]


def announcement(each: Announcement) -> Values:
    """Announcement without its long fields."""
    return {
        "id": each.id,
        "title": each.title,
        "status": each.status.value,
        "source": each.source,
        "category": each.category,
        "link": each.link,
        "urgent": each.urgent,
        "channels": each.channels,
        "left_out": each.left_out or {},
        "at": "now" if each.at_once else iso(each.at),
        "expires_at": iso(each.expires_at),
        "valid_until": iso(each.valid_until),
        "classification": each.classification,
        "area": each.area,
        "contact": each.contact,
        "author": each.author,
        "created_at": iso(each.created_at),
        "updated_at": iso(each.updated_at),
        "submitted_by": each.submitted_by,
        "approved_by": each.approved_by,
        "approved_at": iso(each.approved_at),
        "reason": each.reason,
    }


def deed(each: Event) -> Values:
    """Action of a person: *by* is the login, *acting_for* whose decision it was."""
    return {
        "at": iso(each.at),
        "action": each.action,
        "by": each.actor,
        "acting_for": each.acting_for,
        "detail": each.detail,
    }


def image(each: Attachment) -> Values:
    """Image or video of an announcement."""
    return {"file": each.file, "alt": each.alt}


def delivery(each: Delivery) -> Values:
    """Delivery without its post."""
    return {
        "id": each.id,
        "channel": each.channel,
        "platform": each.platform,
        "status": each.status.value,
        "title": each.title,
        "due_at": iso(each.due_at),
        "next_at": iso(each.next_at) if each.status in WAITING else None,
        "published_at": iso(each.published_at),
        "remote_id": each.remote_id,
        "permalink": each.permalink,
        "attempts": each.attempts,
        "error": each.error,
    }


def texts(each: Delivery, thread: Thread) -> Values:
    """Post of a delivery, part by part."""
    public: Sequence[Delivery | Part] = thread.public
    if len(thread.texts) == 1:
        public = [each]
    return {
        "text": "\n\n".join(thread.texts),
        "parts": [
            {
                "text": text,
                "permalink": there.permalink if there else None,
                "published_at": iso(there.published_at) if there else None,
            }
            for text, there in zip_longest(thread.texts, public)
        ],
        "media": each.media,
    }


def previews(
    composed: Sequence[Composed],
    findings: Sequence[Finding] = (),
    *,
    code: str | None = None,
) -> list[Values]:
    """Posts as they would go out, with their lengths against the limits.

    *findings* are those of the announcement, and *code* is that of all its posts; every
    post comes with them.
    """
    return [
        {
            "channel": each.channel.name,
            "platform": each.channel.platform.name,
            "text": "\n\n".join(each.post.parts) if each.post else "",
            "length": each.length,
            "limit": each.channel.format.limit,
            "price": None if each.price is None else f"{each.price:f}",
            "media": [described(medium) for medium in _media(each)],
            "parts": _parts(each),
            "problems": list(each.problems),
            "findings": [asdict(finding) for finding in findings],
            "code": code if each.post and not each.frozen else None,
        }
        for each in composed
    ]


def _parts(composed: Composed) -> list[Values]:
    texts = composed.post.parts if composed.post else ()
    return [
        {"text": text, "length": length}
        for text, length in zip(texts, composed.lengths, strict=True)
    ]


def _media(composed: Composed) -> tuple[Media, ...]:
    return composed.post.media if composed.post else ()
