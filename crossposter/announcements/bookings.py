"""Bookings: times for the posts of an announcement, beside all that is booked."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from crossposter.announcements import planned_times
from crossposter.announcements.planned_times import Booked, Booking
from crossposter.channels.channel import Channel
from crossposter.database import Database, Session
from crossposter.database.models import Announcement
from crossposter.database.queries import deliveries
from crossposter.publishing.settings import PublishingSettings


def booking(session: Session, channels: Sequence[Channel], now: datetime) -> Booking:
    """Rules of each channel, and the times it publishes already."""
    return {
        channel.name: Booked(
            agenda=channel.agenda,
            taken=deliveries.taken_moments(
                session, channel.name, since=now - channel.agenda.spacing
            ),
        )
        for channel in channels
    }


def due(
    session: Session,
    announcement: Announcement,
    channels: Sequence[Channel],
    *,
    now: datetime,
    rules: PublishingSettings,
) -> dict[str, datetime]:
    """Time for all of *channels* if that is early enough, else one each, approved now.

    Raises BadInput when it would come too late.
    """
    planned_times.require_valid(announcement, now)
    if announcement.urgent and announcement.at is None:
        return {channel.name: now for channel in channels}
    planned_times.require_recent(announcement, now, rules.late.grace)
    booked = booking(session, channels, now)
    return planned_times.planned(
        announcement, booked, now, ends=now + rules.approval_holds
    )


def free_slots(
    database: Database, channels: Mapping[str, Channel], now: datetime
) -> dict[str, datetime]:
    """First slot of each channel that no delivery has; raises TimetableError."""
    with database.read() as session:
        booked = booking(session, [*channels.values()], now)
    return {name: it.agenda.next_slot(now, it.taken) for name, it in booked.items()}
