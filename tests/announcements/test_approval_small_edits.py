"""Who changed a comma may approve, where the office allows it, and nobody else may."""

from dataclasses import replace
from typing import Any

import pytest

from crossposter.announcements.draft import Draft
from crossposter.database.models import AnnouncementStatus
from crossposter.errors import NotAllowed
from tests.conftest import MakeOffice
from tests.support.builders import BODY, TITLE
from tests.support.newsroom import KABID, PETUGAS, STAFF, Office

ALLOWED = replace(STAFF, small_edits=True)
WITH_COMMA = Draft(body=BODY.replace(" ", ", ", 1))


def edited(office: Office, *drafts: Draft, by: Any = KABID) -> int:
    key = office.submitted()
    for draft in drafts:
        office.announcements.edit(by, key, draft)
    office.announcements.submit(PETUGAS, key)
    return key


def test_a_comma_by_the_approver_keeps_four_eyes(make_office: MakeOffice) -> None:
    office = make_office(staff=ALLOWED)
    key = edited(office, WITH_COMMA)

    office.approval.approve(KABID, key)

    assert office.announcement(key).status is AnnouncementStatus.APPROVED
    assert "edited slightly" in [each.action for each in office.events(key)]


def test_by_default_no_edit_is_small_enough(office: Office) -> None:
    key = edited(office, WITH_COMMA)

    with pytest.raises(NotAllowed, match="somebody else must approve it"):
        office.approval.approve(KABID, key)


@pytest.mark.parametrize(
    "draft",
    [
        Draft(body=f"{BODY} Bawa KTP."),
        Draft(link="https://example.go.id/lain"),
        Draft(urgent=True),
        Draft(area="Satui"),
        Draft(texts={"x": "Siaga"}),
    ],
    ids=["a sentence", "a link", "the hurry", "the area", "a channel's text"],
)
def test_more_than_that_is_for_somebody_else(
    make_office: MakeOffice, draft: Draft
) -> None:
    office = make_office(staff=ALLOWED)
    key = edited(office, draft, WITH_COMMA)

    with pytest.raises(NotAllowed, match="somebody else must approve it"):
        office.approval.approve(KABID, key)


def test_nobody_approves_what_they_wrote_however_small_the_last_edit(
    make_office: MakeOffice,
) -> None:
    office = make_office(staff=ALLOWED)
    draft = Draft(title=TITLE, body=BODY, source="DPUPR")
    key = office.announcements.add(KABID, draft)
    office.announcements.edit(KABID, key, WITH_COMMA)
    office.announcements.submit(PETUGAS, key)

    with pytest.raises(NotAllowed, match="somebody else must approve it"):
        office.approval.approve(KABID, key)
