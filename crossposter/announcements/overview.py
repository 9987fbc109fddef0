"""Announcements as they are listed and shown, for people and other programs."""

from collections.abc import Sequence
from dataclasses import dataclass

from crossposter.announcements import serializers
from crossposter.announcements.serializers import Values
from crossposter.database import Database
from crossposter.database.models import AnnouncementStatus, Delivery
from crossposter.database.queries import announcements, deliveries, journal
from crossposter.database.queries import threads as parts


@dataclass(frozen=True, kw_only=True)
class Overview:
    """Overview of announcements; reads only."""

    database: Database

    def show(self, key: int) -> Values:
        """Announcement with everything known about it; raises NotFound."""
        with self.database.read() as session:
            announcement = announcements.get(session, key)
            files = announcements.attachments(session, key)
            rows = deliveries.of_announcement(session, key)
            threads = [parts.of(session, each) for each in rows]
            deeds = journal.deeds(session, key)
        return serializers.announcement(announcement) | {
            "body": announcement.body,
            "texts": announcement.texts or {},
            "images": [serializers.image(each) for each in files],
            "deliveries": [
                serializers.delivery(each) | serializers.texts(each, thread)
                for each, thread in zip(rows, threads, strict=True)
            ],
            "history": [serializers.deed(each) for each in deeds],
        }

    def listing(
        self,
        *,
        statuses: Sequence[AnnouncementStatus] = (),
        source: str | None = None,
    ) -> list[Values]:
        """Announcements without their texts, newest first."""
        with self.database.read() as session:
            rows = announcements.listing(session, statuses=statuses, source=source)
            of = _by_announcement(deliveries.everything(session))
        return [
            serializers.announcement(each)
            | {"deliveries": [serializers.delivery(d) for d in of.get(each.id, [])]}
            for each in rows
        ]


def _by_announcement(rows: Sequence[Delivery]) -> dict[int | None, list[Delivery]]:
    grouped: dict[int | None, list[Delivery]] = {}
    for each in rows:
        grouped.setdefault(each.announcement_id, []).append(each)
    return grouped
