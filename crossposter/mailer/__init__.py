"""SMTP: one letter to one recipient, and errors named by the reaction they call for."""

from crossposter.mailer.errors import Later, MailError, Refused, Unsure, WrongSettings
from crossposter.mailer.smtp import Mailer, unwatched

__all__ = [
    "Later",
    "MailError",
    "Mailer",
    "Refused",
    "Unsure",
    "WrongSettings",
    "unwatched",
]
