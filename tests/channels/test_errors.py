"""Errors of publishing carry what their reaction needs."""

from datetime import timedelta

import pytest

from crossposter.channels import (
    Blocked,
    Duplicate,
    NotAuthorized,
    OutcomeUnknown,
    PublisherError,
    Rejected,
    SeveralFound,
    TryLater,
    Unreadable,
)
from crossposter.channels.errors import NotReady, Rest
from crossposter.errors import CrossposterError
from tests.support.fakes import MONDAY

CERTAIN = (Rejected, TryLater, NotReady, NotAuthorized, Blocked)


@pytest.mark.parametrize("kind", CERTAIN)
def test_what_certainly_is_not_public_is_never_taken_for_unknown(
    kind: type[PublisherError],
) -> None:
    assert not issubclass(kind, OutcomeUnknown | Unreadable)
    assert issubclass(kind, CrossposterError)


def test_evidence_of_a_post_is_an_unknown_outcome() -> None:
    assert issubclass(Duplicate, OutcomeUnknown)
    assert issubclass(SeveralFound, Unreadable)
    assert issubclass(NotReady, TryLater)


def test_the_words_of_an_error_are_its_message_alone() -> None:
    error = TryLater("nanti", code="32", after=timedelta(minutes=5))

    assert (str(error), error.code, error.after) == (
        "nanti",
        "32",
        timedelta(minutes=5),
    )
    assert list(error.lines()) == ["nanti"]
    assert Blocked("berhenti", until=MONDAY).until == MONDAY


def test_nobody_asks_for_a_rest_unless_an_error_says_so() -> None:
    error = Rejected("tidak")

    error.rest = Rest(wait=timedelta(minutes=1))

    assert Rejected("lagi").rest is None
    assert (error.unsent, error.unreached) == (False, False)


def test_a_rest_is_the_same_whoever_has_to_keep_it() -> None:
    hour = timedelta(hours=1)

    assert Rest(wait=hour, account="a") == Rest(wait=hour, account="b")
    assert Rest(wait=hour) != Rest(wait=hour, named=False)
