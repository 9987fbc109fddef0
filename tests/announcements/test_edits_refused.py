"""Edits after an approval has ended, and edits that are refused."""

import pytest
from sqlmodel import update

from crossposter.database.models import AnnouncementStatus as Step
from crossposter.database.models import Delivery
from crossposter.database.models import DeliveryStatus as Status
from crossposter.errors import BadInput, NotAllowed
from tests.announcements.test_edits import a_post_nobody_can_find
from tests.conftest import MakeOffice
from tests.support.newsroom import EDITOR, KABID, PETUGAS, Office, wita


def test_what_may_be_public_must_be_resolved_before_it_is_changed(
    office: Office,
) -> None:
    key = a_post_nobody_can_find(office)

    with pytest.raises(NotAllowed, match=r"may be public on facebook.*resolve"):
        office.edit(key, title="Judul lain")
    with pytest.raises(NotAllowed, match=r"may be public on facebook.*resolve"):
        office.announcements.withdraw(KABID, key, None)

    assert office.delivery(key).status is Status.HELD


def test_what_was_resolved_can_be_changed(office: Office) -> None:
    key = a_post_nobody_can_find(office)
    delivery = office.delivery(key)

    link = office.facebook.posts[0].permalink
    office.interventions.posted(KABID, delivery.id or 0, link)
    office.edit(key, title="Judul lain")

    assert office.delivery(key).status is Status.PUBLISHED


def test_a_new_approval_sends_only_to_channels_that_have_no_post_yet(
    office_on_either: Office,
) -> None:
    office = office_on_either
    key = office.approved()
    first = office.run_when_due(key, "x")

    office.approve_again(key, title="Jalan Raya Batulicin dibuka kembali")
    office.run_for(days=3)

    assert office.delivery(key, "x") == first
    assert len(office.publishers["x"].posts) == 1
    (post,) = office.facebook.posts
    assert post.post.text.startswith("Jalan Raya Batulicin dibuka kembali")


def test_a_new_approval_starts_from_the_beginning(office: Office) -> None:
    key = office.approved()
    with office.database.write() as session:
        session.exec(
            update(Delivery).values(
                status=Status.FAILED,
                tries=7,
                absents=2,
                saved={"picture": "upload-1"},
                error="ditolak",
            )
        )

    office.approve_again(key, title="Judul yang benar")

    delivery = office.delivery(key)
    assert delivery.status is Status.SCHEDULED
    assert (delivery.tries, delivery.absents, delivery.saved, delivery.error) == (
        0,
        0,
        {},
        None,
    )


def test_a_channel_that_is_no_longer_wanted_stays_cancelled(office: Office) -> None:
    key = office.approved()

    office.approve_again(key, channels=["x"])

    assert office.delivery(key, "facebook").status is Status.CANCELLED
    assert office.delivery(key, "x").status is Status.SCHEDULED


def test_a_bad_edit_changes_nothing(office: Office) -> None:
    key = office.approved(channels=["facebook"])
    before = office.overview.show(key)

    for change in (
        {"title": " "},
        {"title": "Baik", "link": "bukan alamat"},
        {"channels": ["tiktok"]},
        {"expires_at": wita("23 08:00")},
        {"images": [("../rahasia.png", "")]},
    ):
        with pytest.raises(BadInput):
            office.edit(key, **change)

    assert office.overview.show(key) == before


def test_an_edit_is_refused_when_the_new_expiry_is_before_the_old_time(
    office: Office,
) -> None:
    key = office.write(at=wita("25 09:00"))

    with pytest.raises(BadInput, match="expire before it is due"):
        office.edit(key, expires_at=wita("24 09:00"))


def test_a_time_in_a_blackout_is_only_for_the_urgent(make_office: MakeOffice) -> None:
    office = make_office(blackouts=["daily 22:00-05:30"])
    at_night = wita("23 23:00")

    with pytest.raises(BadInput, match="posts nothing at that time"):
        office.write(at=at_night)
    key = office.write(urgent=True)
    office.edit(key, at=at_night)

    assert office.announcement(key).at == at_night


def test_two_people_who_edit_at_once_do_not_overwrite_each_other(
    office: Office,
) -> None:
    key = office.submitted()
    stale = office.announcement(key)
    office.announcements.reject(EDITOR, key, "judul keliru")

    with pytest.raises(NotAllowed, match="changed by somebody else just now"):
        office.announcements._change(PETUGAS, stale, Step.SUBMITTED)

    assert office.announcement(key).status is Step.REJECTED
