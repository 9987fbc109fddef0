"""What a platform says and no database takes: nothing is sent again because of it."""

import pytest

from crossposter.channels import OutcomeUnknown, Post, Prepared, Receipt, Rejected
from crossposter.database.models import DeliveryStatus as Status
from tests.support.newsroom import Office

HALF = "\ud83d"  #: of an emoji
UNWRITABLE = Receipt(remote_id=f"1001_{HALF}")


def days(office: Office) -> None:
    """Two of them, with the daemon's own upkeep."""
    for _ in range(96):
        office.run_for(minutes=30)
        office.publishing.recover()


def test_a_refusal_in_half_characters_is_not_asked_for_again(office: Office) -> None:
    office.facebook.refuses(Rejected(f"tidak {HALF} bisa"), times=9)
    key = office.approved()

    days(office)

    held = office.delivery(key)
    assert held.status is Status.HELD
    assert "cannot be written down" in str(held.error)
    assert office.facebook.calls.count("commit") == 1


def test_a_doubt_in_half_characters_is_not_sent_again(office: Office) -> None:
    office.facebook.refuses(OutcomeUnknown(f"hilang {HALF}"), times=9)
    key = office.approved()

    days(office)

    assert office.delivery(key).status is Status.HELD
    assert office.facebook.calls.count("commit") == 1


def test_an_upload_refused_in_half_characters_waits_for_a_person(
    office: Office,
) -> None:
    office.facebook.refuses(Rejected(f"tidak {HALF} bisa"), on="prepare", times=9)
    key = office.approved()

    days(office)

    assert office.delivery(key).status is Status.HELD
    assert office.facebook.calls.count("prepare") == 1


def test_a_receipt_in_half_characters_is_looked_for(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    commit = office.facebook.commit

    def damaged(prepared: Prepared) -> Receipt:
        commit(prepared)
        return UNWRITABLE

    monkeypatch.setattr(office.facebook, "commit", damaged)
    key = office.approved()

    office.run_when_due(key)
    assert office.delivery(key).status is Status.UNCONFIRMED
    days(office)

    assert office.delivery(key).status is Status.PUBLISHED
    assert office.facebook.calls.count("commit") == 1


def test_a_post_that_is_found_in_half_characters_waits_for_a_person(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    def found(_post: Post, _attempt: object) -> Receipt:
        return UNWRITABLE

    monkeypatch.setattr(office.facebook, "find", found)
    office.facebook.drops_after()
    key = office.approved()

    days(office)

    held = office.delivery(key)
    assert held.status is Status.HELD
    assert office.facebook.calls.count("commit") == 1
