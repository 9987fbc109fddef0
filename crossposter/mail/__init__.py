"""SMTP: one letter to one recipient, and errors named by the reaction they call for."""

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
