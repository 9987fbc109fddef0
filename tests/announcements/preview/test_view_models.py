"""Values of the page: bars that stay in their box, threads post by post."""

import pytest

from crossposter.announcements.preview.view_models import (
    Length,
    MediaView,
    PostView,
    PreviewPage,
    Reply,
)
from crossposter.channels.platform import Look
from tests.support.fakes import MONDAY


@pytest.mark.parametrize(
    ("used", "limit", "percent"),
    [(0, 280, 0), (140, 280, 50), (280, 280, 100), (900, 280, 100), (1, 0, 100)],
)
def test_a_bar_never_leaves_its_box(used: int, limit: int, percent: int) -> None:
    assert Length(used=used, limit=limit).percent == percent


def test_a_thread_is_shown_post_by_post_with_its_pictures_above() -> None:
    shot = MediaView(name="a.jpg", sha256="0", alt="Posko", width=4, height=3)
    view = PostView(
        channel="x",
        platform="x",
        text="satu",
        title="X",
        look=Look(),
        shots=(shot,),
        length=Length(used=4, limit=280),
        replies=(Reply(text="dua", length=Length(used=3, limit=280)), Reply(text="3")),
    )

    first, second, third = view.posts

    assert [each.text for each in view.posts] == ["satu", "dua", "3"]
    assert (first.shots, second.shots, third.shots) == ((shot,), (), ())
    assert second.length is not None
    assert second.length.used == 3
    assert third.length is None
    assert all(not each.replies for each in view.posts)


def test_a_channel_without_a_post_is_one_empty_view() -> None:
    view = PostView(
        channel="x",
        platform="x",
        text=None,
        title="X",
        look=Look(),
        problems=("tanpa gambar",),
    )

    assert view.posts == (view,)


@pytest.mark.parametrize(
    ("status", "frozen"),
    [("approved", True), ("submitted", False), ("withdrawn", False)],
)
def test_only_an_approved_sheet_is_frozen(status: str, *, frozen: bool) -> None:
    sheet = PreviewPage(
        number=1, title="Jalan", status=status, views=(), drawn_at=MONDAY
    )

    assert sheet.frozen is frozen
