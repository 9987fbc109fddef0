"""When a post goes out; the tests begin on Monday at 08:00 WITA."""

from dataclasses import replace
from datetime import timedelta

import pytest

from crossposter.database.models import AnnouncementStatus as Step
from crossposter.database.models import DeliveryStatus as Status
from crossposter.errors import BadInput
from crossposter.publishing.settings import PublishingSettings
from crossposter.scheduling.timetable import Timetable
from tests.conftest import MakeOffice
from tests.support.newsroom import KABID, Office, wita

NIGHTS = ["daily 22:00-05:30"]


def test_a_post_takes_the_next_slot_of_its_channel(office_on_either: Office) -> None:
    key = office_on_either.approved()

    for delivery in office_on_either.deliveries(key):
        assert delivery.due_at == delivery.next_at == wita("23 11:00")


def test_no_two_announcements_share_a_slot(office_on_either: Office) -> None:
    keys = [office_on_either.approved() for _ in range(4)]

    assert [office_on_either.delivery(key).due_at for key in keys] == [
        wita("23 11:00"),
        wita("23 17:00"),
        wita("24 07:00"),
        wita("24 11:00"),
    ]


def test_the_weekend_has_slots_of_its_own(office: Office) -> None:
    office.clock.advance(to=wita("27 18:00"))  # Friday evening

    keys = [office.approved() for _ in range(2)]

    assert [office.delivery(key).due_at for key in keys] == [
        wita("28 09:00"),
        wita("30 07:00"),
    ]


def test_a_slot_that_was_given_up_is_free_again(office: Office) -> None:
    given_up = office.approved()
    office.announcements.withdraw(KABID, given_up, None)

    assert office.delivery(office.approved()).due_at == wita("23 11:00")


def test_a_post_goes_out_at_the_time_asked_for(office: Office) -> None:
    key = office.approved(at=wita("25 13:45"))

    assert office.delivery(key).due_at == wita("25 13:45")


def test_two_posts_asked_for_the_same_time_keep_their_distance(
    make_office: MakeOffice,
) -> None:
    office = make_office(spacing=timedelta(minutes=5))

    keys = [office.approved(at=wita("25 13:45")) for _ in range(3)]

    assert [office.delivery(key).due_at for key in keys] == [
        wita("25 13:45"),
        wita("25 13:50"),
        wita("25 13:55"),
    ]


def test_a_slot_too_near_to_a_time_asked_for_is_passed_over(
    make_office: MakeOffice,
) -> None:
    office = make_office(spacing=timedelta(minutes=5))
    office.approved(at=wita("23 10:58"))

    assert office.delivery(office.approved()).due_at == wita("23 17:00")


def test_now_means_at_approval(office: Office) -> None:
    key = office.submitted(at_once=True)
    office.clock.advance(minutes=42)

    office.approval.approve(KABID, key)

    assert office.delivery(key).due_at == wita("23 08:42")
    office.run()
    assert office.delivery(key).status is Status.PUBLISHED


def test_now_keeps_the_distance(office: Office) -> None:
    first, second = office.approved(at_once=True), office.approved(at_once=True)

    assert office.delivery(first).due_at == wita("23 08:00")
    assert office.delivery(second).due_at == wita("23 08:01")


def test_the_urgent_goes_out_at_once_and_before_everything(office: Office) -> None:
    ordinary = office.approved(at_once=True)
    urgent = office.approved(title="Siaga banjir", urgent=True, category="peringatan")

    office.run()

    first, *_ = office.facebook.posts
    assert first.post.text.startswith("Siaga banjir")
    assert office.delivery(urgent).status is Status.PUBLISHED
    assert office.delivery(ordinary).status is Status.SCHEDULED  # a minute later
    office.run_for(minutes=2)
    assert office.delivery(ordinary).status is Status.PUBLISHED


def test_the_urgent_may_have_a_time_as_well(office: Office) -> None:
    office.approved(at=wita("25 13:45"))
    urgent = office.approved(urgent=True, at=wita("25 13:45"))

    assert office.delivery(urgent).due_at == wita("25 13:45")


def test_a_blackout_moves_a_slot(make_office: MakeOffice) -> None:
    office = make_office(blackouts=["2026-11-23..2026-11-24"])

    assert office.delivery(office.approved()).due_at == wita("25 07:00")


def test_now_waits_for_the_end_of_a_blackout(make_office: MakeOffice) -> None:
    office = make_office(blackouts=NIGHTS)
    office.clock.advance(to=wita("23 23:30"))

    key = office.approved(at_once=True)

    assert office.delivery(key).due_at == wita("24 05:30")


def test_the_urgent_does_not_wait_for_the_morning(make_office: MakeOffice) -> None:
    office = make_office(blackouts=NIGHTS)
    office.clock.advance(to=wita("23 23:30"))

    key = office.approved(urgent=True)
    office.run()

    assert office.delivery(key).status is Status.PUBLISHED


def refused(office: Office, key: int, message: str) -> None:
    """The approval is refused, and nothing of it is written."""
    with pytest.raises(BadInput, match=message):
        office.approval.approve(KABID, key)
    assert office.announcement(key).status is Step.SUBMITTED
    assert not office.deliveries(key)


def test_an_announcement_that_expires_before_its_slot_is_not_approved(
    office: Office,
) -> None:
    key = office.submitted(expires_at=wita("23 11:30"))
    office.approved(urgent=False)  # takes the slot at 11:00

    refused(office, key, "next free slot comes after it expires: .*--at.*--urgent")


@pytest.mark.parametrize("urgent", [True, False], ids=["urgent", "ordinary"])
@pytest.mark.parametrize("at_once", [True, False], ids=["now", "slot"])
def test_an_announcement_that_has_expired_is_not_approved(
    office: Office, urgent: bool, at_once: bool
) -> None:
    key = office.submitted(expires_at=wita("23 11:30"), urgent=urgent, at_once=at_once)
    office.clock.advance(to=wita("23 11:30"))

    refused(office, key, "expire")


def test_an_approval_long_after_the_time_asked_for_is_refused(office: Office) -> None:
    key = office.submitted(at=wita("23 09:00"))
    office.clock.advance(to=wita("23 11:01"))

    refused(office, key, "the time asked for has passed: .*edit 1 --at")


def test_an_approval_shortly_after_the_time_asked_for_means_now(
    office: Office,
) -> None:
    key = office.submitted(at=wita("23 09:00"))
    office.clock.advance(to=wita("23 10:59"))

    office.approval.approve(KABID, key)

    assert office.delivery(key).due_at == wita("23 10:59")


def test_an_approval_does_not_last_until_a_far_away_time(
    make_office: MakeOffice,
) -> None:
    office = make_office(rules=PublishingSettings(approval_holds=timedelta(days=2)))
    key = office.submitted(at=wita("25 07:59"))
    office.clock.advance(to=wita("22 07:00"))  # the clock was an hour and a day fast

    refused(office, key, "submit and approve it nearer to its time")


def test_the_expiry_goes_with_each_delivery(office: Office) -> None:
    key = office.approved(expires_at=wita("28 00:00"))

    assert {each.expires_at for each in office.deliveries(key)} == {wita("28 00:00")}


def test_a_time_asked_for_can_be_changed_to_now(office: Office) -> None:
    key = office.write(at=wita("27 09:00"))

    office.approve_again(key, at=None, at_once=True)

    assert office.delivery(key).due_at == wita("23 08:00")


def test_all_channels_that_share_a_timetable_get_one_slot(
    make_office: MakeOffice,
) -> None:
    office = make_office(channels=["facebook", "x", "instagram"])
    office.approved(channels=["x"])
    office.approved(channels=["facebook"], at=wita("23 17:00"))

    key = office.approved(channels=["facebook", "x"])

    assert {each.due_at for each in office.deliveries(key)} == {wita("24 07:00")}


def test_one_time_asked_for_is_one_time_on_all_channels(
    make_office: MakeOffice,
) -> None:
    office = make_office(channels=["facebook", "x"], spacing=timedelta(minutes=5))
    office.approved(channels=["x"], at=wita("25 13:45"))

    key = office.approved(at=wita("25 13:45"))

    assert {each.due_at for each in office.deliveries(key)} == {wita("25 13:50")}


def test_a_channel_with_a_timetable_of_its_own_keeps_its_own_time(
    make_office: MakeOffice,
) -> None:
    office = make_office(channels=["facebook", "x"])
    zone = office.channels["x"].agenda.timetable.zone
    agenda = replace(
        office.channels["x"].agenda, timetable=Timetable.parse(["daily 12:00"], zone)
    )
    office.channels["x"] = replace(office.channels["x"], agenda=agenda)

    key = office.approved()

    assert office.delivery(key, "facebook").due_at == wita("23 11:00")
    assert office.delivery(key, "x").due_at == wita("23 12:00")


def test_a_notice_that_ends_soon_does_not_wait_for_the_busiest_channel(
    make_office: MakeOffice,
) -> None:
    office = make_office(channels=["facebook", "x"])
    office.approved(channels=["x"])
    office.approved(channels=["facebook"], at=wita("23 17:00"))

    key = office.approved(channels=["facebook", "x"], valid_until=wita("23 18:00"))

    assert office.delivery(key, "facebook").due_at == wita("23 11:00")
    assert office.delivery(key, "x").due_at == wita("23 17:00")


def test_a_blackout_is_told_of_the_channel_that_was_asked_for(
    make_office: MakeOffice,
) -> None:
    office = make_office(blackouts=["daily 22:00-05:30"])
    at_night = wita("23 23:00")

    with pytest.raises(BadInput, match=r"^x posts nothing at that time"):
        office.write(at=at_night, channels=["x"])
    key = office.write(at=at_night, channels=["x"], urgent=True)
    with pytest.raises(BadInput, match=r"^x posts nothing at that time"):
        office.edit(key, urgent=False)
    with pytest.raises(BadInput, match=r"^facebook posts nothing at that time"):
        office.edit(key, urgent=False, channels=["facebook"])

    assert office.announcement(key).channels == ["x"]
