"""A listing whose pages are too large is read in smaller ones."""

import pytest

from crossposter.channels import Unreadable
from crossposter.platforms.page_sizes import PageSizes
from crossposter.platforms.session import OVERSIZED

TOO_LARGE = Unreadable("besar", code=OVERSIZED)


def test_pages_are_asked_for_until_there_are_enough() -> None:
    assert list(PageSizes(100, 250)) == [100, 100, 100]
    assert list(PageSizes(100, 0)) == []


def test_pages_are_halved_down_to_the_smallest_and_then_given_up() -> None:
    pages = PageSizes(10, 1_000, smallest=3)
    sizes = iter(pages)
    asked = [next(sizes)]
    for _ in range(2):
        pages.halve(TOO_LARGE)
        asked.append(next(sizes))

    assert asked == [10, 5, 3]
    with pytest.raises(Unreadable, match="besar"):
        pages.halve(TOO_LARGE)


def test_anything_else_is_no_matter_of_size() -> None:
    with pytest.raises(Unreadable, match="putus"):
        PageSizes(10, 100).halve(Unreadable("putus", code="1"))
