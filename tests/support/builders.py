"""Rows and posts with everything a test does not care about filled in."""

from datetime import datetime, timedelta
from typing import Any

from crossposter.channels import Post
from crossposter.database import Session
from crossposter.database.models import Announcement, Attempt, Delivery
from tests.support.fakes import MONDAY

TITLE = "Jalan Raya Batulicin ditutup sementara"
BODY = "Perbaikan jembatan berlangsung sampai Jumat. Gunakan jalur alternatif."


def an_announcement(**values: Any) -> Announcement:
    """A draft of the roads department, as its information officer wrote it."""
    defaults: dict[str, Any] = {
        "title": TITLE,
        "body": BODY,
        "source": "DPUPR",
        "category": "pengumuman",
        "author": "petugas",
        "created_at": MONDAY,
        "updated_at": MONDAY,
    }
    return Announcement(**defaults | values)


def a_delivery(announcement_id: int, **values: Any) -> Delivery:
    """Due on Monday morning on the Facebook page."""
    post = Post(text=values.get("text", BODY), link=values.get("link"))
    due_at = values.pop("due_at", MONDAY)
    defaults: dict[str, Any] = {
        "channel": "facebook",
        "platform": "facebook",
        "due_at": due_at,
        "next_at": due_at,
        "text": post.text,
        "fingerprint": post.fingerprint(),
    }
    return Delivery(announcement_id=announcement_id, **defaults | values)


def an_attempt(delivery_id: int, **values: Any) -> Attempt:
    """Begun on Monday morning, with half a minute to end."""
    started_at: datetime = values.pop("started_at", MONDAY)
    defaults: dict[str, Any] = {
        "number": 1,
        "started_at": started_at,
        "deadline": started_at + timedelta(seconds=30),
    }
    return Attempt(delivery_id=delivery_id, **defaults | values)


def stored_announcement(session: Session, **values: Any) -> int:
    """The number of an announcement that is in the database."""
    announcement = an_announcement(**values)
    session.add(announcement)
    session.flush()
    assert announcement.id is not None
    return announcement.id


def stored_delivery(session: Session, **values: Any) -> int:
    """The number of a delivery, of an announcement of its own, in the database."""
    delivery = a_delivery(stored_announcement(session), **values)
    session.add(delivery)
    session.flush()
    assert delivery.id is not None
    return delivery.id
