"""Removed posts, the plan of next week, and the month of a report."""

from datetime import timedelta
from decimal import Decimal
from pathlib import Path

from crossposter.channels import Rejected
from crossposter.reports.model import Reach
from tests.support.newsroom import KABID, OPERATOR, Office, wita
from tests.support.weekly_reports import NEXT, WEEK, Newsroom


def test_figures_stay_when_the_next_question_learned_nothing(
    office: Office, newsroom: Newsroom
) -> None:
    key = office.approved()
    for channel in ("facebook", "x"):
        office.run_when_due(key, channel)
    newsroom.measured(key, "facebook", age="1h", likes=3, views=100)
    newsroom.measured(key, "x", age="1h", likes=5)
    office.clock.advance(hours=24)
    newsroom.measured(key, "facebook", age="24h")
    newsroom.measured(key, "x", age="24h", gone=True)

    facebook, x = newsroom.report().channels

    assert facebook.reach == Reach(likes=3, views=100)
    assert x.reach == Reach(likes=5)


def test_a_removed_post_is_marked_and_is_trouble_once(
    office: Office, newsroom: Newsroom
) -> None:
    key = office.approved(at=wita("29 20:00"))
    for channel in ("facebook", "x"):
        office.run_when_due(key, channel)
    office.clock.advance(hours=1)
    newsroom.measured(key, "x", age="1h", gone=True)
    office.clock.advance(hours=24)
    newsroom.measured(key, "x", age="24h", gone=True)

    report = newsroom.report()

    assert report.posts[0].gone == {"x"}
    assert newsroom.troubles(WEEK) == [("removed", "x", 0, False)]
    assert newsroom.troubles(NEXT) == []


def test_next_week_is_planned_with_its_holidays(
    office: Office, newsroom: Newsroom
) -> None:
    office.clock.advance(to=wita("30 08:00") + timedelta(days=14))
    week = newsroom.reporting.running_week()
    following = office.clock.now() + timedelta(days=8)
    key = office.approved(at=following)

    report = newsroom.report(week)

    (row,) = report.plan
    assert (row.at, row.source) == (following, "Dinas Pekerjaan Umum")
    assert row.channels == ("facebook", "x")
    assert row.title == office.announcement(key).title
    assert [it.name for it in report.holidays] == [
        "Cuti Bersama Hari Raya Natal",
        "Hari Raya Natal",
    ]


def test_a_withdrawn_announcement_is_not_planned(
    office: Office, newsroom: Newsroom
) -> None:
    key = office.approved(at=wita("30 09:00"))
    office.announcements.withdraw(KABID, key, "dibatalkan")

    assert newsroom.report().plan == ()
    assert newsroom.report().summary.waiting == 0


def test_the_month_is_that_of_the_weeks_monday(
    office: Office, newsroom: Newsroom
) -> None:
    """So the last week of a month tells how its quotas ended."""
    for moment in (
        wita("25 09:00"),
        wita("30 09:00"),
        wita("30 09:00").replace(day=1, month=12),
    ):
        office.run_when_due(office.approved(at=moment, channels=["facebook"]))

    this, following = newsroom.report(WEEK), newsroom.report(NEXT)

    assert (this.sources[0].week, this.sources[0].month) == (1, 1)
    assert (following.sources[0].week, following.sources[0].month) == (2, 2)
    assert following.month == WEEK.start.replace(day=1)


def test_every_database_tells_all_of_it(
    office_on_either: Office, tmp_path: Path
) -> None:
    office, newsroom = office_on_either, Newsroom(office_on_either, tmp_path)
    office.facebook.refuses(Rejected("Facebook refused the post."))
    keys = [office.approved(urgent=True, link="https://a.go.id/1") for _ in range(2)]
    office.run_for(hours=3)
    newsroom.measured(keys[1], "x", age="1h", likes=4)
    newsroom.measured(keys[0], "x", age="24h", gone=True)
    office.pausing.pause(OPERATOR, ["x"], "akun diperiksa")
    office.approved(at=wita("30 09:00"))

    report = newsroom.report()

    assert (report.summary.approved, report.summary.published) == (3, 3)
    assert (report.summary.failed, report.summary.waiting) == (1, 2)
    assert report.summary.urgent == 2
    facebook, x = report.channels
    assert (facebook.scheduled, facebook.failed, facebook.on_time) == (2, 1, 1.0)
    assert (x.reach, x.price) == (Reach(likes=4), Decimal("0.40"))
    assert (report.sources[0].week, report.sources[0].month) == (2, 2)
    assert sorted(row.kind for row in report.troubles) == [
        "paused",
        "rejected",
        "removed",
    ]
    assert len(report.plan) == 1
    office.clock.advance(to=wita("30 08:00"))
    newsroom.reporting.write_due()
    assert newsroom.letters() == ["2026-W48"]
    assert newsroom.report(NEXT).before is not None
