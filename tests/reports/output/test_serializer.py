"""A report for other programs: plain values, times in UTC, null is unknown."""

import json
from datetime import timedelta
from decimal import Decimal

from crossposter.reports.output.serializer import as_values
from tests.support.reports import a_report, an_empty_report


def test_everything_can_be_written_as_json() -> None:
    for report in (a_report(), an_empty_report()):
        values = as_values(report)
        assert json.loads(json.dumps(values)) == values


def test_the_week_is_told_by_name_days_and_moments() -> None:
    values = as_values(a_report())

    assert (values["week"], values["month"]) == ("2026-W47", "2026-11")
    assert (values["start"], values["end"]) == ("2026-11-16", "2026-11-22")
    assert values["since"] == "2026-11-15T16:00:00Z"
    assert "language" not in values
    assert "period" not in values


def test_durations_are_seconds_and_prices_text() -> None:
    report = a_report()
    values = as_values(report)

    waited = report.summary.median_wait or timedelta()
    assert values["summary"]["median_wait"] == waited.total_seconds()
    assert Decimal(values["price"]) == report.price
    assert an_empty_report().price is None
    assert as_values(an_empty_report())["price"] is None


def test_each_source_says_whether_its_quota_is_met() -> None:
    report = a_report()

    met = [row["met"] for row in as_values(report)["sources"]]

    assert met == [row.met for row in report.sources]
    assert None in met or True in met


def test_removed_posts_are_listed_in_order() -> None:
    for row in as_values(a_report())["posts"]:
        assert row["gone"] == sorted(row["gone"])
