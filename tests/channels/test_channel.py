"""Channels that ask one account for something rest together."""

from dataclasses import replace

import pytest

from crossposter.channels.channel import Channel, asking
from tests.support.newsroom import Office


@pytest.fixture
def channels(office: Office) -> dict[str, Channel]:
    """A page, the pictures of Instagram that go through it, and X."""
    facebook, x = office.channels["facebook"], office.channels["x"]
    return {
        "facebook": replace(facebook, accounts=("page-1",)),
        "instagram": replace(facebook, name="instagram", accounts=("ig-1", "page-1")),
        "x": replace(x, accounts=("x-1",)),
    }


def test_whoever_asks_the_same_account_is_named(channels: dict[str, Channel]) -> None:
    assert asking(channels, "facebook", None) == ["facebook", "instagram"]
    assert asking(channels, "x", None) == ["x"]


def test_the_first_account_of_a_channel_is_its_own(
    channels: dict[str, Channel],
) -> None:
    assert asking(channels, "instagram", None) == ["instagram"]


def test_the_channel_that_heard_it_rests_whatever_account_was_named(
    channels: dict[str, Channel],
) -> None:
    assert asking(channels, "x", "page-1") == ["x", "facebook", "instagram"]
    assert asking(channels, "instagram", "page-1") == ["facebook", "instagram"]


def test_a_channel_that_is_gone_still_rests(channels: dict[str, Channel]) -> None:
    assert asking(channels, "dihapus", None) == ["dihapus"]
