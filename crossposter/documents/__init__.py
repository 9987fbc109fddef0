"""Files that people hand in as the text of an announcement: plain text, and .docx of Word."""

from crossposter.documents.reading import LARGEST_DOCX, LARGEST_TEXT, is_zip, read
from crossposter.documents.text import Document

__all__ = ["LARGEST_DOCX", "LARGEST_TEXT", "Document", "is_zip", "read"]
