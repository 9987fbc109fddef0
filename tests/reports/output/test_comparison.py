"""This week against the last: the change in words, and whether it is good."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from crossposter.reports.model import Summary
from crossposter.reports.output.comparison import ComparisonRow, comparison
from crossposter.reports.output.locale_format import UNKNOWN, LocaleFormat
from crossposter.reports.output.translations import words
from tests.support.reports import SUMMARY, ZONE, a_report

NOTATION = LocaleFormat("en", ZONE)
HOUR = timedelta(hours=1)


def line(key: str, now: Any, before: Any, summary: Summary = SUMMARY) -> ComparisonRow:
    report = a_report(
        language="en",
        summary=replace(summary, **{key: now}),
        before=replace(summary, **{key: before}),
    )
    lines = comparison(report, words("en"), NOTATION)
    return next(each for each in lines if each.key == key)


@pytest.mark.parametrize(
    ("key", "now", "before", "arrow", "mood"),
    [
        ("published", 5, 3, "↑", "good"),
        ("published", 3, 5, "↓", "bad"),
        ("failed", 5, 3, "↑", "bad"),
        ("failed", 3, 5, "↓", "good"),
        ("waiting", 5, 3, "↑", "plain"),
        ("median_wait", 2 * HOUR, HOUR, "↑", "bad"),
        ("on_time", 0.9, 0.95, "↓", "bad"),
        ("held", 2, 2, "=", "plain"),
    ],
)
def test_more_is_good_or_bad(
    key: str, now: Any, before: Any, arrow: str, mood: str
) -> None:
    found = line(key, now, before)

    assert found.change.startswith(arrow)
    assert found.mood == mood


@pytest.mark.parametrize(("now", "before"), [(None, HOUR), (HOUR, None), (None, None)])
def test_nothing_is_compared_with_the_unknown(now: Any, before: Any) -> None:
    found = line("median_wait", now, before)

    assert (found.change, found.mood) == (UNKNOWN, "plain")


def test_shares_change_by_points_and_times_by_minutes() -> None:
    assert line("on_time", 0.964, 0.9).change.split()[2] == "6.4"
    assert "1 h 5 min" in line("median_wait", 65 * HOUR / 60, 0 * HOUR).change
    assert line("on_time", 0.9001, 0.9004).change.startswith("=")


def test_the_first_week_has_nothing_to_be_compared_with() -> None:
    report = a_report(language="en", before=None)

    lines = comparison(report, words("en"), NOTATION)

    assert {each.week_before for each in lines} == {UNKNOWN}
    assert {each.change for each in lines} == {UNKNOWN}
