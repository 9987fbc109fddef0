"""The weekly report tells what went wrong as it happened, also what is mended since."""

from datetime import timedelta

from crossposter.channels import Blocked, NotAuthorized, Rejected, TryLater
from crossposter.database.models.event import channel_paused
from tests.support.newsroom import KABID, OPERATOR, Office, wita
from tests.support.weekly_reports import NEXT, WEEK, Newsroom

EXPIRED = NotAuthorized("The token for Facebook has expired. Make a new token.")
REFUSED = Rejected("Facebook refused the post: change it and approve it again.")
UNREACHED = TryLater("Facebook could not be reached, so nothing was sent.")


def on_time(newsroom: Newsroom) -> float | None:
    return newsroom.report().summary.on_time


def test_a_week_in_which_all_went_well_has_no_trouble(
    office: Office, newsroom: Newsroom
) -> None:
    office.run_when_due(office.approved(channels=["facebook"]))

    assert newsroom.troubles() == []
    assert on_time(newsroom) == 1.0


def test_a_refused_post_is_told_with_the_platforms_words(
    office: Office, newsroom: Newsroom
) -> None:
    office.facebook.refuses(REFUSED)
    key = office.approved(channels=["facebook"], title="<script>alert(1)</script> 🚨")
    office.run_when_due(key)

    report = newsroom.report()

    (row,) = report.troubles
    assert (row.kind, row.attempts, row.solved) == ("rejected", 1, False)
    assert row.detail == str(REFUSED)
    assert row.title == "<script>alert(1)</script> 🚨"
    assert report.summary.failed == report.channels[0].failed == 1
    assert report.channels[1].failed == 0
    assert on_time(newsroom) is None


def test_a_failure_somebody_mended_is_no_failure_any_more(
    office: Office, newsroom: Newsroom
) -> None:
    office.facebook.refuses(REFUSED)
    key = office.approved(channels=["facebook"])
    failed = office.run_when_due(key)
    office.clock.advance(hours=1)
    office.interventions.retry(OPERATOR, failed.id or 0)
    office.run_when_due(key)

    report = newsroom.report()

    assert newsroom.troubles() == [("rejected", "facebook", 2, True)]
    assert (report.summary.failed, report.summary.published) == (0, 1)
    assert on_time(newsroom) == 0.0  # the time it was approved for has passed


def test_a_post_that_took_three_tries_is_trouble_that_is_over(
    office: Office, newsroom: Newsroom
) -> None:
    office.facebook.refuses(UNREACHED, times=2)
    office.approved(channels=["facebook"])
    office.run_for(hours=12)

    assert newsroom.troubles() == [("network", "facebook", 3, True)]
    assert on_time(newsroom) == 1.0  # within five minutes


def test_a_post_that_came_much_later_was_not_on_time(
    office: Office, newsroom: Newsroom
) -> None:
    office.facebook.refuses(UNREACHED, times=4)
    for channel in ("facebook", "x"):
        office.approved(channels=[channel])
    office.run_for(hours=12)

    report = newsroom.report()

    assert report.summary.on_time == 0.5
    assert [row.on_time for row in report.channels] == [0.0, 1.0]


def test_a_lost_answer_is_told_and_was_found(
    office: Office, newsroom: Newsroom
) -> None:
    office.facebook.drops_after()
    office.approved(channels=["facebook"])
    office.run_for(hours=12)

    assert newsroom.troubles() == [("unconfirmed", "facebook", 1, True)]


def test_an_answer_nobody_has_found_yet_waits_for_somebody(
    office: Office, newsroom: Newsroom
) -> None:
    office.facebook.drops_after().cannot_be_read(times=9)
    office.run_when_due(office.approved(channels=["facebook"]))

    assert newsroom.troubles() == [("unconfirmed", "facebook", 1, False)]
    assert newsroom.report().summary.held == 1


def test_a_refused_token_is_told_of_the_delivery_and_of_the_channel(
    office: Office, newsroom: Newsroom
) -> None:
    office.facebook.refuses(EXPIRED, on="prepare")
    office.run_when_due(office.approved(channels=["facebook"]))

    assert newsroom.troubles() == [
        ("token", "facebook", 0, False),
        ("token", "facebook", 1, False),
    ]
    titles = [row.title is None for row in newsroom.report().troubles]
    assert sorted(titles) == [False, True]


def test_what_waited_for_a_paused_channel_was_not_on_time(
    office: Office, newsroom: Newsroom
) -> None:
    """Its time was given to it anew, which makes it no earlier."""
    office.facebook.refuses(EXPIRED, on="prepare")
    key = office.approved(channels=["facebook"])
    office.run_when_due(key)
    office.clock.advance(hours=3)
    office.pausing.resume(OPERATOR, ["facebook"])
    office.run_when_due(key)

    assert {told[-1] for told in newsroom.troubles()} == {True}
    assert newsroom.report().summary.published == 1
    assert on_time(newsroom) == 0.0


def test_a_channel_the_platform_stops_every_hour_is_one_trouble(
    office: Office, newsroom: Newsroom
) -> None:
    until = office.clock.now() + timedelta(hours=4)
    full = "Facebook takes no more posts of this account today: it goes on by itself."
    office.facebook.refuses(Blocked(full, until=until), on="prepare", times=2)
    for _ in range(2):
        office.approved(channels=["facebook"], urgent=True)
        office.run("facebook")
    with office.database.write() as session:
        office.pausing._note(session, KABID, channel_paused("facebook"), full)

    rows = [row for row in newsroom.report().troubles if row.title is None]

    assert [(row.channel, row.solved) for row in rows] == [("facebook", False)]


def test_what_came_too_late_and_what_ran_out_are_two_things(
    office: Office, newsroom: Newsroom
) -> None:
    for values in ({}, {"expires_at": wita("23 14:00")}):
        office.approved(channels=["facebook"], at=wita("23 11:00"), **values)
    office.run("facebook", at=wita("23 16:00"))
    office.run("facebook")

    report = newsroom.report()

    kinds = sorted(row.kind for row in report.troubles if row.title)
    assert kinds == ["expired", "late"]
    assert (report.summary.expired, report.summary.held) == (1, 1)


def test_trouble_belongs_to_the_week_it_happened_in(
    office: Office, newsroom: Newsroom
) -> None:
    office.facebook.refuses(REFUSED)
    key = office.approved(channels=["facebook"], at=wita("29 23:30"))
    office.run("facebook", at=wita("30 00:10"))

    assert office.delivery(key).status == "failed"
    assert newsroom.troubles(WEEK) == []
    assert newsroom.troubles(NEXT) == [("rejected", "facebook", 1, False)]
    assert newsroom.report(WEEK).summary.failed == 0
    assert newsroom.report(NEXT).summary.failed == 1


def test_troubles_stand_in_the_order_they_began(
    office: Office, newsroom: Newsroom
) -> None:
    office.facebook.refuses(REFUSED, times=3)
    for _ in range(3):
        office.run_when_due(office.approved(channels=["facebook"]))

    moments = [row.at for row in newsroom.report().troubles]

    assert moments == sorted(moments)
    assert len(moments) == 3
