"""Preview page: each post as its platform shows it, before it is sent."""

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
