"""What approval would refuse is refused when it is handed in."""

from datetime import timedelta
from typing import Any

import pytest

from crossposter.database.models import AnnouncementStatus as Step
from crossposter.errors import BadInput, Several
from crossposter.publishing.settings import PublishingSettings
from tests.conftest import MakeOffice
from tests.support.newsroom import PETUGAS, Office, wita


def unsubmitted(office: Office, message: str, **values: Any) -> None:
    """What approval would refuse is refused when it is handed in; it stays a draft."""
    key = office.write(**values)
    with pytest.raises(BadInput, match=message):
        office.announcements.submit(PETUGAS, key)
    assert office.announcement(key).status is Step.DRAFT


def test_what_expires_before_any_slot_is_not_handed_in(office: Office) -> None:
    unsubmitted(
        office,
        "next free slot comes after it expires: .*--at.*--urgent",
        expires_at=wita("23 11:00"),
    )


def test_a_time_beyond_the_life_of_an_approval_is_not_handed_in(
    make_office: MakeOffice,
) -> None:
    unsubmitted(
        make_office(rules=PublishingSettings(approval_holds=timedelta(days=2))),
        "after its approval would have grown too old .approval.expires",
        at=wita("25 08:00"),
    )


def test_all_that_keeps_it_from_going_out_is_told_at_once(
    make_office: MakeOffice,
) -> None:
    office = make_office(channels=("facebook", "instagram"))
    key = office.write(expires_at=wita("23 11:00"))

    with pytest.raises(Several) as refusal:
        office.announcements.submit(PETUGAS, key)

    pictures, time = refusal.value.lines()
    assert pictures.endswith("or go on with --without instagram")
    assert time.startswith("its next free slot comes after it expires")
