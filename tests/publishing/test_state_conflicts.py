"""Why a thing in its state cannot be had done to it, with what can be done instead."""

import pytest

from crossposter.database.models import AnnouncementStatus as Step
from crossposter.database.models import DeliveryStatus as Status
from crossposter.publishing.state_conflicts import why_not, why_not_delivery

DONE = ("submitted", "approved", "rejected", "withdrawn")


@pytest.mark.parametrize("status", Step)
@pytest.mark.parametrize("done", DONE)
def test_every_sentence_is_whole_and_names_the_announcement(
    status: Step, done: str
) -> None:
    sentence = why_not(7, status, done)

    assert sentence.startswith("announcement 7 is ")
    assert "{" not in sentence
    assert not sentence.endswith(":")


def test_a_second_time_is_told_as_such() -> None:
    assert why_not(7, Step.SUBMITTED, "submitted").startswith(
        "announcement 7 is already submitted: it waits for"
    )
    assert "approved already" in why_not(7, Step.APPROVED, "approved")


def test_a_draft_has_an_article() -> None:
    assert why_not(7, Step.DRAFT, "approved") == (
        "announcement 7 is a draft and cannot be approved: submit it first with"
        " `crossposter submit 7`"
    )


@pytest.mark.parametrize("status", Status)
def test_a_delivery_sends_people_to_its_announcement(status: Status) -> None:
    sentence = why_not_delivery(31, 7, status, "retried")

    assert sentence.startswith(f"delivery 31 is {status} and cannot be retried")
    assert "{" not in sentence
    assert "31`" not in sentence
