"""Patterns and what they become when an incident's values stand in them."""

from datetime import timedelta

import pytest

from crossposter.monitoring.alerts.messages.sentences import Sentences
from tests.support.fakes import MONDAY
from tests.support.newsroom import WITA

PATTERN = Sentences(
    what="{channel}",
    reason="{reason}, {ends_at}",
    meaning="100 {{percent}}",
    next="`crossposter show {announcement}`",
    alone="{nobody_gave}",
)


def filled(**values: str | int | None) -> Sentences:
    return PATTERN.filled(values, WITA)


def test_values_take_their_places_and_times_the_offices_clock() -> None:
    found = filled(
        channel="x",
        reason="token",
        ends_at=(MONDAY + timedelta(hours=3)).isoformat(),
        announcement=3,
    )

    assert found.what == "x"
    assert found.reason.startswith("token, ")
    assert "11:00" in found.reason or "11.00" in found.reason
    assert found.next == "`crossposter show 3`"
    assert found.meaning == "100 {percent}"


@pytest.mark.parametrize("value", [None, ""])
def test_the_unknown_is_a_dash(value: str | None) -> None:
    found = filled(channel=value)

    assert (found.what, found.alone) == ("–", "–")


def test_nothing_anybody_wrote_is_a_pattern_or_begins_a_line() -> None:
    found = filled(channel="{reason}\nkedua", reason="rahasia")

    assert "rahasia" not in found.what
    assert "\n" not in found.what
