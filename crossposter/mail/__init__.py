"""SMTP client: one message to one recipient; errors by the reaction they need."""

from crossposter.mail.errors import Later, MailError, Refused, Unsure, WrongSettings
from crossposter.mail.smtp import Mailer, unwatched

__all__ = [
    "Later",
    "MailError",
    "Mailer",
    "Refused",
    "Unsure",
    "WrongSettings",
    "unwatched",
]
