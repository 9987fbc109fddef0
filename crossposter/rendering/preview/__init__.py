"""The page people look at before a post is sent: each post as its platform shows it."""

from crossposter.rendering.preview.page import PreviewPage
from crossposter.rendering.preview.values import (
    Due,
    Length,
    Remark,
    Reply,
    Sheet,
    Shot,
    View,
)

__all__ = ["Due", "Length", "PreviewPage", "Remark", "Reply", "Sheet", "Shot", "View"]
