"""Tables that list one by one: posts, trouble, plans, days off."""

from dataclasses import replace

from crossposter.reports.output.detail_tables import (
    headline,
    holiday_table,
    plan_table,
    post_table,
    trouble_table,
)
from crossposter.reports.output.tables import Link
from crossposter.reports.output.translations import words
from tests.support.reports import POSTS, TROUBLES, a_report, an_empty_report

SAID = words("en")


def name(channel: str | None) -> str:
    return (channel or "all").upper()


def test_a_post_has_a_cell_for_each_channel_that_has_figures_or_a_link() -> None:
    row = replace(POSTS[0], links={"lama": "https://a.go.id", "x": None})
    report = a_report(posts=(row,), language="en")

    table = post_table(report, SAID, name)

    cells = dict(zip(table.heads, table.rows[0], strict=True))
    assert cells["LAMA"] == Link(address="https://a.go.id")
    assert cells["X"] == SAID["no_link"]
    assert cells["FACEBOOK"] is None


def test_a_post_that_is_gone_keeps_its_link_and_says_so() -> None:
    row = replace(POSTS[0], links={"x": "https://x.com/1"}, gone=frozenset({"x"}))

    table = post_table(a_report(posts=(row,), language="en"), SAID, name)

    assert Link(address="https://x.com/1", note=f"({SAID['gone']})") in table.rows[0]


def test_trouble_that_is_solved_asks_for_nothing() -> None:
    troubles = tuple(replace(TROUBLES[1], solved=solved) for solved in (True, False))

    table = trouble_table(a_report(troubles=troubles, language="en"), SAID, name)

    steps = [row[4] for row in table.rows]
    assert steps[0] is None
    assert steps[1]
    assert [row[6] for row in table.rows] == [SAID["solved"], SAID["open"]]


def test_trouble_is_about_a_post_a_channel_or_all_of_them() -> None:
    of_all = replace(TROUBLES[1], channel=None)

    told = [headline(each, SAID) for each in (TROUBLES[0], TROUBLES[1], of_all)]

    assert told == [TROUBLES[0].title, SAID["whole_channel"], SAID["outage"]]


def test_plans_name_their_channels_and_days_off_their_days() -> None:
    report = a_report(language="en")

    plan, days = plan_table(report, SAID, name), holiday_table(report, SAID)

    assert plan.rows[2][-1] == "FACEBOOK, X, INSTAGRAM"
    assert days.rows == tuple((it.day, it.name) for it in report.holidays)


def test_an_empty_report_has_heads_without_rows() -> None:
    report = an_empty_report(language="en")

    for table in (
        post_table(report, SAID, name),
        trouble_table(report, SAID, name),
        plan_table(report, SAID, name),
        holiday_table(report, SAID),
    ):
        assert table.heads
        assert table.rows == ()
