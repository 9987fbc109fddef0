"""Samples bring out what a template must bear: too long, without link, many hashtags."""

import pytest

from crossposter.posts.rendering.sample_announcements import samples
from crossposter.posts.text import find_hashtags


@pytest.mark.parametrize("limit", [280, 2_200, 63_206])
def test_one_of_them_is_longer_than_any_limit(limit: int) -> None:
    lengths = [len(each.announcement.body) for each in samples("berita", limit)]

    assert min(lengths) < limit < max(lengths)


def test_whatever_may_be_missing_is_missing_somewhere() -> None:
    found = [each.announcement for each in samples("peringatan", 280)]

    for name in ("link", "area", "contact", "valid_until"):
        values = {getattr(each, name) for each in found}
        assert None in values, name
        assert len(values) > 1, name
    assert {each.urgent for each in found} == {True, False}
    assert {each.category for each in found} == {"peringatan"}


def test_pictures_come_alone_in_numbers_and_not_at_all() -> None:
    assert {len(each.images) for each in samples("berita", 280)} == {0, 1, 4}


def test_one_has_more_hashtags_than_instagram_takes() -> None:
    most = max(
        len(find_hashtags(each.announcement.body)) for each in samples("berita", 280)
    )

    assert most == 30
