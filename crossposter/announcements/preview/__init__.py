"""Preview page: each post as its platform shows it, before it is sent."""

from crossposter.announcements.preview.page import PageRenderer
from crossposter.announcements.preview.view_models import (
    Due,
    Length,
    MediaView,
    PostView,
    PreviewPage,
    Remark,
    Reply,
)

__all__ = [
    "Due",
    "Length",
    "MediaView",
    "PageRenderer",
    "PostView",
    "PreviewPage",
    "Remark",
    "Reply",
]
