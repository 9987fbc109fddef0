"""Documents handed in as the text of an announcement: plain text and Word's .docx."""

from crossposter.announcements.documents.plain_text import Document
from crossposter.announcements.documents.reader import (
    LARGEST_DOCX,
    LARGEST_TEXT,
    is_zip,
    read,
)

__all__ = ["LARGEST_DOCX", "LARGEST_TEXT", "Document", "is_zip", "read"]
