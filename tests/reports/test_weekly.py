"""The weekly report tells what was published, by whom, and what became of it."""

from datetime import timedelta
from decimal import Decimal

import pytest

from crossposter.reports.model import Reach
from tests.support.newsroom import Office, wita
from tests.support.weekly_reports import NEXT, WEEK, Newsroom


def test_a_week_without_anything_is_all_zeros_and_unknowns(newsroom: Newsroom) -> None:
    report = newsroom.report()

    counted = report.summary
    assert (counted.approved, counted.published, counted.failed) == (0, 0, 0)
    assert (counted.held, counted.expired, counted.waiting) == (0, 0, 0)
    assert counted.on_time is None
    assert (counted.median_wait, counted.urgent_wait) == (None, None)
    assert report.before is None
    assert [row.on_time for row in report.channels] == [None, None]
    assert [row.reach for row in report.channels] == [Reach(), Reach()]
    lists = (report.posts, report.categories, report.troubles, report.plan)
    assert not any(lists)


def test_who_sent_nothing_stands_in_the_report(
    office: Office, newsroom: Newsroom
) -> None:
    """That is where officers must go and ask; an office that is no more must not."""
    key = office.approved()
    office.run_when_due(key)

    rows = {row.code: row for row in newsroom.report().sources}

    assert list(rows) == ["DPUPR", "BPBD"]
    assert (rows["DPUPR"].week, rows["DPUPR"].month, rows["DPUPR"].quota) == (1, 1, 2)
    assert rows["DPUPR"].met is False
    assert (rows["BPBD"].week, rows["BPBD"].met) == (0, None)


@pytest.mark.parametrize(("source", "name"), [("LAMA", "Dinas Lama"), ("ASING",) * 2])
def test_who_is_no_more_is_told_when_there_is_something_to_tell(
    office: Office, newsroom: Newsroom, source: str, name: str
) -> None:
    office.run_when_due(office.approved(source=source))

    report = newsroom.report()

    (row,) = (row for row in report.sources if row.code == source)
    assert (row.name, row.week) == (name, 1)
    assert report.posts[0].source == name


def test_an_announcement_is_listed_with_the_links_of_its_posts(
    office: Office, newsroom: Newsroom
) -> None:
    key = office.approved(title="Pasar <b>murah</b> 🎉", category="kegiatan")
    for channel in ("facebook", "x"):
        office.run_when_due(key, channel)

    report = newsroom.report()

    (row,) = report.posts
    assert row.title == "Pasar <b>murah</b> 🎉"
    assert row.links == {
        name: office.delivery(key, name).permalink for name in ("facebook", "x")
    }
    assert (row.officer, row.approver) == ("Petugas IKP", "Kepala Bidang IKP")
    assert row.at == office.delivery(key).published_at
    (category,) = report.categories
    assert (category.category, category.announcements, category.posts) == (
        "kegiatan",
        1,
        2,
    )


def test_the_week_is_counted_by_when_things_happened(
    office: Office, newsroom: Newsroom
) -> None:
    """Sunday is the last day of the week, by the clock of the office."""
    sunday = office.approved(at=wita("29 23:59"), channels=["facebook"])
    office.approved(at=wita("30 00:00"), channels=["x"])
    office.run_when_due(sunday)

    report = newsroom.report()

    assert report.summary.published == 1
    assert {row.channel: row.scheduled for row in report.channels} == {
        "facebook": 1,
        "x": 0,
    }
    assert report.summary.waiting == 1
    assert [row.channels for row in report.plan] == [("x",)]


def test_what_goes_out_later_was_waiting_at_the_end_of_its_week(
    office: Office, newsroom: Newsroom
) -> None:
    key = office.approved(at=wita("30 09:00"), channels=["facebook"])
    office.run_when_due(key)

    assert newsroom.report(WEEK).summary.waiting == 1
    assert newsroom.report(NEXT).summary.waiting == 0


def test_the_median_counts_from_approval_to_the_first_post(
    office: Office, newsroom: Newsroom
) -> None:
    slow = office.approved(at=wita("23 14:00"))
    urgent = office.approved(urgent=True)
    office.run("facebook")
    office.clock.advance(minutes=30)
    office.run("x")
    office.run_when_due(slow)

    counted = newsroom.report().summary

    assert office.announcement(urgent).urgent
    assert counted.median_wait == timedelta(hours=3)  # of no time, and six hours
    assert (counted.urgent, counted.urgent_wait) == (1, timedelta(0))


def test_a_post_before_its_last_approval_has_no_wait(
    office: Office, newsroom: Newsroom
) -> None:
    """Its second channel made the office change it, or the clock was set back."""
    office.clock.advance(hours=1)
    key = office.approved(at=wita("23 14:00"), channels=["facebook"])
    office.run("facebook", at=wita("23 14:00"))
    with office.database.write() as session:
        announcement = office.announcement(key)
        announcement.approved_at = wita("23 16:00")
        session.add(announcement)

    assert newsroom.report().summary.median_wait is None


def test_the_week_before_is_told_beside_this_one(
    office: Office, newsroom: Newsroom
) -> None:
    office.run_when_due(office.approved(channels=["facebook"]))
    office.clock.advance(to=wita("30 08:00"))
    for _ in range(2):
        office.run_when_due(office.approved(channels=["facebook"]))

    report = newsroom.report(NEXT)

    assert report.summary.published == 2
    assert report.before == newsroom.report(WEEK).summary
    assert report.before is not None
    assert report.before.published == 1


def test_x_takes_more_for_a_post_with_a_link(
    office: Office, newsroom: Newsroom
) -> None:
    """Whatever X makes a link of is one, also without https."""
    for body in ("Tanpa tautan.", "Lihat https://example.go.id/a", "Buka contoh.go.id"):
        key = office.approved(body=body)
        for channel in ("facebook", "x"):
            office.run_when_due(key, channel)

    report = newsroom.report()

    assert [row.price for row in report.channels] == [None, Decimal("0.415")]
    assert report.price == Decimal("0.415")


def test_figures_are_the_newest_of_each_post_and_unknown_stays_unknown(
    office: Office, newsroom: Newsroom
) -> None:
    first, second = (office.approved(channels=["facebook"]) for _ in range(2))
    for key in (first, second):
        office.run_when_due(key)
    newsroom.measured(first, "facebook", age="1h", likes=3, views=100)
    newsroom.measured(second, "facebook", age="1h", likes=2)
    office.clock.advance(hours=24)
    newsroom.measured(first, "facebook", age="24h", likes=7, views=250)

    facebook, x = newsroom.report().channels

    assert facebook.reach == Reach(likes=9, views=250)
    assert x.reach == Reach()
