"""One refusal means another thing at each step, and never less certain than it is."""

from datetime import timedelta

import pytest

from crossposter.channels import (
    Blocked,
    Duplicate,
    NotAuthorized,
    OutcomeUnknown,
    PublisherError,
    Rejected,
    Rest,
    TryLater,
    Unreadable,
)
from crossposter.platforms.error_mapping import ErrorMapping, Step, doubted, like
from tests.support.fakes import MONDAY

MINUTE = timedelta(minutes=1)


@pytest.mark.parametrize(
    ("kind", "prepare", "commit", "read"),
    [
        (Rejected, Rejected, Rejected, Unreadable),
        (TryLater, TryLater, TryLater, Unreadable),
        (NotAuthorized, NotAuthorized, NotAuthorized, NotAuthorized),
        (Blocked, Blocked, Blocked, Blocked),
        (OutcomeUnknown, TryLater, OutcomeUnknown, Unreadable),
        (Duplicate, TryLater, Duplicate, Unreadable),
    ],
)
def test_a_refusal_is_what_its_step_makes_of_it(
    kind: type[PublisherError],
    prepare: type[PublisherError],
    commit: type[PublisherError],
    read: type[PublisherError],
) -> None:
    reaction = ErrorMapping(kind=kind, message="teks", code="32")

    for step, expected in zip(Step, (prepare, commit, read), strict=True):
        error = reaction.error(step, MONDAY)
        assert type(error) is expected
        assert (str(error), error.code) == ("teks", "32")


def test_a_wait_becomes_a_time_for_a_block_and_stays_a_wait_else() -> None:
    later = ErrorMapping(kind=TryLater, message="", wait=MINUTE).error(
        Step.COMMIT, MONDAY
    )
    blocked = ErrorMapping(kind=Blocked, message="", wait=MINUTE).error(
        Step.READ, MONDAY
    )
    forever = ErrorMapping(kind=Blocked, message="").error(Step.READ, MONDAY)

    assert isinstance(later, TryLater)
    assert isinstance(blocked, Blocked)
    assert isinstance(forever, Blocked)
    assert (later.after, blocked.until, forever.until) == (
        MINUTE,
        MONDAY + MINUTE,
        None,
    )


@pytest.mark.parametrize("step", Step)
def test_a_rest_is_asked_for_whatever_the_step(step: Step) -> None:
    rest = Rest(wait=MINUTE)

    error = ErrorMapping(kind=TryLater, message="", rest=rest).error(step, MONDAY)

    assert error.rest is rest


def test_the_same_trouble_under_another_name_keeps_what_it_says_of_the_account() -> (
    None
):
    error = TryLater("putus")
    error.rest, error.unreached, error.unsent = Rest(wait=MINUTE), True, True

    other = like(error, Unreadable("putus"))

    assert (other.rest, other.unreached, other.unsent) == (error.rest, True, True)
    unknown = doubted(Rejected("ganda", code="506"), error.rest)
    assert (type(unknown), unknown.code, unknown.rest) == (
        OutcomeUnknown,
        "506",
        error.rest,
    )
