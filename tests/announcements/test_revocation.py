"""Who ends an approval is told to who gave it, and the log keeps what was changed."""

import json

import pytest

from crossposter.announcements.draft import Draft
from crossposter.database.models import AnnouncementStatus as Step
from crossposter.database.models import DeliveryStatus as Status
from crossposter.database.queries import announcements
from crossposter.errors import NotAllowed
from tests.support.newsroom import EDITOR, KABID, PETUGAS, Office
from tests.support.watchman import Watchman


@pytest.fixture
def watchman(office: Office) -> Watchman:
    return Watchman(office=office)


def test_the_approver_hears_who_ended_it(office: Office, watchman: Watchman) -> None:
    key = office.approved(title="Jembatan ditutup")
    office.edit(key, title="Jembatan dibuka")

    watchman.look()
    watchman.watch(days=2)

    [letter] = watchman.texts
    assert "petugas mengubah atau menarik yang disetujui kabid" in letter
    assert f"crossposter show {key}" in letter


def test_a_second_approval_that_ends_is_told_again(
    office: Office, watchman: Watchman
) -> None:
    key = office.approved()
    office.edit(key, title="Jembatan dibuka")
    watchman.look()
    office.announcements.submit(PETUGAS, key)
    office.approval.approve(KABID, key)

    office.edit(key, title="Jembatan ditutup lagi")
    watchman.look()

    assert len(watchman.letters) == 2


def test_nobody_is_told_what_they_did_themselves(
    office: Office, watchman: Watchman
) -> None:
    office.announcements.withdraw(KABID, office.approved(), None)
    office.announcements.edit(KABID, office.approved(), Draft(title="Lain"))
    draft = office.write()
    office.edit(draft, title="Lain")

    watchman.look()

    assert watchman.letters == []


def test_the_log_keeps_old_and_new(office: Office) -> None:
    office.picture("lama.png")
    office.picture("baru.png", colour="red")
    key = office.approved(title="Lama", images=[("lama.png", "Jembatan")])

    office.edit(key, title="Baru", images=[("baru.png", "Jalan")], urgent=True)

    [edited] = (each for each in office.events(key) if each.action == "edited")
    assert json.loads(edited.detail or "") == {
        "title": ["Lama", "Baru"],
        "urgent": [False, True],
        "images": [[["lama.png", "Jembatan"]], [["baru.png", "Jalan"]]],
    }


def test_an_editor_changes_drafts_of_others_and_no_approved_ones(
    office: Office,
) -> None:
    draft, approved = office.submitted(), office.approved()

    office.announcements.edit(EDITOR, draft, Draft(title="Lain"))
    with pytest.raises(NotAllowed, match="that takes the role approver"):
        office.announcements.edit(EDITOR, approved, Draft(title="Lain"))

    assert office.announcement(approved).status is Step.APPROVED


def public(office: Office, *channels: str) -> int:
    """Public on these channels; it waits on the others."""
    key = office.approved()
    for name in channels:
        office.run_when_due(key, name)
        assert office.delivery(key, name).status is Status.PUBLISHED
    return key


def test_what_is_public_on_some_channels_may_be_mended_for_the_others(
    office: Office,
) -> None:
    key = public(office, "facebook")

    office.approve_again(key, title="Jembatan dibuka")
    office.run_when_due(key, "x")

    assert len(office.facebook.posts) == 1
    assert "Jembatan dibuka" in office.delivery(key, "x").text
    assert "Jembatan dibuka" not in office.delivery(key, "facebook").text
    titles = {each.channel: each.title for each in office.deliveries(key)}
    assert titles["facebook"] != titles["x"] == "Jembatan dibuka"


def test_what_is_public_everywhere_stays_as_it_was_read(office: Office) -> None:
    key = public(office, "facebook", "x")

    with pytest.raises(NotAllowed, match="write a correction as a new announcement"):
        office.edit(key, title="Jembatan dibuka")

    assert office.announcement(key).status is Step.APPROVED


def test_what_an_earlier_version_let_be_edited_is_not_approved(office: Office) -> None:
    key = public(office, "facebook", "x")
    with office.database.write() as session:
        row = announcements.get(session, key)
        row.status, row.title = Step.SUBMITTED, "Jembatan dibuka"
        session.add(row)

    with pytest.raises(NotAllowed, match="write a correction as a new announcement"):
        office.approval.approve(KABID, key)

    assert office.announcement(key).status is Step.SUBMITTED


def test_it_may_still_go_to_more_channels_as_it_is(office: Office) -> None:
    key = office.approved(channels=["facebook"])
    office.run_when_due(key)
    with pytest.raises(NotAllowed, match="a correction"):
        office.edit(key, title="Lain", channels=["facebook", "x"])

    office.approve_again(key, channels=["facebook", "x"])
    office.run_when_due(key, "x")

    assert len(office.facebook.posts) == len(office.publishers["x"].posts) == 1
