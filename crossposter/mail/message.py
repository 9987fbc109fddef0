"""MIME message as bytes; headers per recipient."""

from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

# Every server accepts seven bits, so no server has a reason to change a message.
_POLICY = SMTP.clone(cte_type="7bit")


def written(message: EmailMessage, *, sender: str, now: datetime) -> bytes:
    """Message without recipient and Message-ID; From and Date are added if missing.

    Raises ValueError if it has one of the two already.
    """
    for name in ("To", "Cc", "Bcc", "Message-ID"):
        if name in message:
            raise ValueError(f"{name} is for the outbox to write")
    head = EmailMessage(policy=_POLICY)
    head["From"] = sender
    head["Date"] = format_datetime(now)
    head["Auto-Submitted"] = "auto-generated"  # RFC 3834: no out-of-office answers
    for name in set(head.keys()) & set(message.keys()):
        del head[name]
    body = message.as_bytes(policy=_POLICY)
    return head.as_bytes().removesuffix(b"\r\n") + _ended(body)


def addressed(letter: bytes, *, recipient: str, message_id: str) -> bytes:
    """Bytes for a recipient, the same at each try; raises ValueError on bad headers."""
    head = f"To: {recipient}\r\nMessage-ID: {message_id}\r\n"
    if not (recipient + message_id).isprintable():
        raise ValueError(f"no header can hold {recipient!r}")
    return head.encode() + letter


def _ended(body: bytes) -> bytes:
    return body if body.endswith(b"\r\n") else body + b"\r\n"
