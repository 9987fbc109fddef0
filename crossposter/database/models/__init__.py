"""The tables: rows hold facts, and no row does anything."""

from crossposter.database.models.delivery import (
    Announcement,
    AnnouncementStatus,
    Attachment,
    Attempt,
    Category,
    ChannelState,
    Delivery,
    DeliveryStatus,
    Event,
    Heartbeat,
    Lease,
    Part,
)
from crossposter.database.models.mail import (
    Checkup,
    Incident,
    Letter,
    Mail,
    MailStatus,
    Sample,
)

__all__ = [
    "Announcement",
    "AnnouncementStatus",
    "Attachment",
    "Attempt",
    "Category",
    "ChannelState",
    "Checkup",
    "Delivery",
    "DeliveryStatus",
    "Event",
    "Heartbeat",
    "Incident",
    "Lease",
    "Letter",
    "Mail",
    "MailStatus",
    "Part",
    "Sample",
]
