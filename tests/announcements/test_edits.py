from typing import Any

import pytest
from sqlmodel import col, update

from crossposter.announcements.draft import Draft
from crossposter.database.models import AnnouncementStatus as Step
from crossposter.database.models import Delivery
from crossposter.database.models import DeliveryStatus as Status
from crossposter.errors import BadInput, NotAllowed
from tests.support.newsroom import KABID, PETUGAS, Office, wita


def put(office: Office, key: int, status: Status, channel: str = "facebook") -> None:
    """A delivery in the state that a test begins with."""
    with office.database.write() as session:
        session.exec(
            update(Delivery)
            .where(
                col(Delivery.announcement_id) == key, col(Delivery.channel) == channel
            )
            .values(status=status)
        )


def test_an_edit_withdraws_the_approval_and_cancels_what_waits(
    office_on_either: Office,
) -> None:
    office = office_on_either
    key = office.approved()

    office.edit(key, body="Perbaikan jembatan selesai lebih cepat.")

    edited = office.announcement(key)
    assert edited.status is Step.DRAFT
    assert (edited.approved_by, edited.approved_at, edited.submitted_by) == (
        None,
        None,
        None,
    )
    assert {each.status for each in office.deliveries(key)} == {Status.CANCELLED}
    office.run_for(days=3)
    assert not office.facebook.posts


@pytest.mark.parametrize(
    "change",
    [
        {"title": "Judul lain"},
        {"link": "https://tanahbumbukab.go.id/baru"},
        {"category": "layanan"},
        {"source": "BPBD"},
        {"channels": ["x"]},
        {"images": [("jembatan.png", "Jembatan Batulicin")]},
        {"urgent": True},
        {"at": wita("24 09:00")},
        {"at_once": True},
        {"expires_at": wita("28 09:00")},
    ],
    ids=lambda change: next(iter(change)),
)
def test_every_change_withdraws_the_approval(
    office: Office, change: dict[str, object]
) -> None:
    key = office.approved()
    office.picture("jembatan.png")
    before = office.announcement(key).revision

    office.edit(key, **change)

    edited = office.announcement(key)
    assert edited.status is Step.DRAFT
    assert edited.revision > before


PICTURE = ("jembatan.png", "Jembatan Batulicin")
AS_IT_WAS = {
    "title": {"title": "  Jembatan   Batulicin "},
    "body": {"body": "Perbaikan jembatan."},
    "source": {"source": "dpupr"},
    "link": {"link": "https://tanahbumbukab.go.id/a"},
    "channels": {"channels": ["x", "facebook"]},
    "texts": {"texts": {"x": "Jembatan.", "facebook": ""}},
    "at": {"at": wita("25 09:00")},
    "urgent": {"urgent": False},
    "images": {"images": [PICTURE]},
}


def written_in_full(office: Office) -> int:
    """An approved announcement with a value in every field an edit can name."""
    office.picture(PICTURE[0])
    return office.approved(
        title="Jembatan Batulicin",
        body="Perbaikan jembatan.",
        link="https://tanahbumbukab.go.id/a",
        channels=["facebook", "x"],
        texts={"x": "Jembatan."},
        at=wita("25 09:00"),
        images=[PICTURE],
    )


@pytest.mark.parametrize("values", AS_IT_WAS.values(), ids=AS_IT_WAS)
def test_an_edit_that_changes_nothing_ends_no_approval(
    office: Office, values: dict[str, Any]
) -> None:
    key = written_in_full(office)
    before, told = office.overview.show(key), office.events(key)

    assert not office.announcements.edit(PETUGAS, key, Draft(**values))

    assert office.overview.show(key) == before
    assert office.events(key) == told
    assert office.announcement(key).revision == 2  # submitted and approved, no more


def test_another_picture_under_the_same_name_ends_the_approval(office: Office) -> None:
    key = written_in_full(office)
    office.picture(PICTURE[0], colour="red")

    assert office.announcements.edit(PETUGAS, key, Draft(images=[PICTURE]))

    assert office.announcement(key).status is Step.DRAFT


def test_a_picture_named_again_is_to_be_looked_at_again(office: Office) -> None:
    office.picture(PICTURE[0])
    key = office.submitted(images=[PICTURE])

    assert office.announcements.edit(PETUGAS, key, Draft(images=[PICTURE]))

    assert office.announcement(key).status is Step.DRAFT


def test_any_edit_takes_up_again_what_was_withdrawn(office: Office) -> None:
    key = office.approved()
    office.announcements.withdraw(KABID, key, None)

    assert office.announcements.edit(
        PETUGAS, key, Draft(title=office.announcement(key).title)
    )

    assert office.announcement(key).status is Step.DRAFT


def test_an_edit_leaves_alone_what_it_does_not_name(office: Office) -> None:
    picture = office.picture()
    key = office.write(
        link="https://tanahbumbukab.go.id", images=[(picture, "jembatan")]
    )
    before = office.overview.show(key)

    office.edit(key, title="Judul lain")

    after = office.overview.show(key)
    named = {"title", "updated_at", "history"}
    assert after | {key: before[key] for key in named} == before
    assert after["title"] == "Judul lain"


def test_an_edit_of_nothing_is_refused(office: Office) -> None:
    key = office.approved()

    with pytest.raises(BadInput, match="nothing to change: name what"):
        office.edit(key)

    assert office.announcement(key).status is Step.APPROVED


@pytest.mark.parametrize(
    "status", [Status.PREPARING, Status.COMMITTING, Status.UNCONFIRMED]
)
def test_an_announcement_in_flight_is_neither_edited_nor_withdrawn(
    office: Office, status: Status
) -> None:
    key = office.approved()
    put(office, key, status, channel="x")
    before = office.overview.show(key)

    with pytest.raises(NotAllowed, match=f"sent to x just now: .*show {key}"):
        office.edit(key, title="Terlambat")
    with pytest.raises(NotAllowed, match="sent to x just now"):
        office.announcements.withdraw(KABID, key, None)

    assert office.overview.show(key) == before


@pytest.mark.parametrize("status", [Status.FAILED, Status.HELD, Status.SCHEDULED])
def test_what_waits_for_a_person_is_cancelled_by_an_edit(
    office: Office, status: Status
) -> None:
    key = office.approved()
    put(office, key, status)

    office.edit(key, title="Judul yang benar")

    assert office.delivery(key).status is Status.CANCELLED


@pytest.mark.parametrize("status", [Status.PUBLISHED, Status.EXPIRED])
def test_what_is_over_stays_as_it_is(office: Office, status: Status) -> None:
    key = office.approved()
    put(office, key, status)

    office.edit(key, title="Judul yang benar")

    assert office.delivery(key).status is status


def a_post_nobody_can_find(office: Office) -> int:
    """Sent, answer lost, and for a day the account could not be read."""
    office.facebook.drops_after().cannot_be_read(times=2)
    key = office.approved()
    office.run_when_due(key)
    office.clock.advance(hours=25)
    office.run()
    assert office.delivery(key).status is Status.HELD
    assert len(office.facebook.posts) == 1
    return key
