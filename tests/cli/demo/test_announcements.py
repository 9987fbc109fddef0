"""The demo's announcements: pictures that are there, words for those who cannot see."""

import pytest

from crossposter.announcements.draft import UNSET
from crossposter.cli.demo.announcements import NEWS, PICTURES, News
from tests.support.fakes import MONDAY


@pytest.mark.parametrize("news", NEWS, ids=lambda news: news.source)
def test_every_picture_is_there_and_described(news: News) -> None:
    for file, alt in news.pictures:
        assert (PICTURES / file).is_file(), file
        assert alt.startswith("Ilustrasi"), alt


def test_no_picture_lies_there_for_nothing() -> None:
    shown = {file for news in NEWS for file, _ in news.pictures}

    assert shown == {path.name for path in PICTURES.iterdir() if path.suffix == ".jpg"}


@pytest.mark.parametrize("news", NEWS, ids=lambda news: news.source)
def test_only_what_is_urgent_asks_for_no_time(news: News) -> None:
    draft = news.draft(at=MONDAY)

    assert draft.at == (UNSET if news.urgent else MONDAY)
    assert (draft.title, draft.source) == (news.title, news.source)


def test_what_has_no_picture_is_left_out_where_one_is_needed() -> None:
    for news in NEWS:
        assert bool(news.pictures) is ("instagram" not in news.without), news.title
