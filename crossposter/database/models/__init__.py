"""Public names of the tables; their rows hold facts, and no row does anything."""

from crossposter.database.models.announcement import (
    Announcement,
    AnnouncementStatus,
    Attachment,
    Category,
)
from crossposter.database.models.channel import ChannelState, Heartbeat, Lease
from crossposter.database.models.credential_check import CredentialCheck
from crossposter.database.models.delivery import Attempt, Delivery, DeliveryStatus, Part
from crossposter.database.models.engagement import Sample
from crossposter.database.models.event import Event
from crossposter.database.models.incident import (
    Incident,
    IncidentKind,
    IncidentState,
)
from crossposter.database.models.mail import MailMessage, MailRecipient, MailStatus

__all__ = [
    "Announcement",
    "AnnouncementStatus",
    "Attachment",
    "Attempt",
    "Category",
    "ChannelState",
    "CredentialCheck",
    "Delivery",
    "DeliveryStatus",
    "Event",
    "Heartbeat",
    "Incident",
    "IncidentKind",
    "IncidentState",
    "Lease",
    "MailMessage",
    "MailRecipient",
    "MailStatus",
    "Part",
    "Sample",
]
