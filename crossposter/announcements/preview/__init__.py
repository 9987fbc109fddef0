"""The page people look at before a post is sent: each post as its platform shows it."""

from crossposter.announcements.preview.page import PreviewPage
from crossposter.announcements.preview.view_models import (
    Due,
    Length,
    Remark,
    Reply,
    Sheet,
    Shot,
    View,
)

__all__ = ["Due", "Length", "PreviewPage", "Remark", "Reply", "Sheet", "Shot", "View"]
