"""What X says about the keys of an account."""

from typing import Any

import pytest

from crossposter.channels import Blocked, Health, NotAuthorized, PublisherError
from crossposter.channels.faults import FaultKind
from crossposter.platforms.x.account import health_of


class Api:
    """X in memory, for one question."""

    def __init__(
        self, answer: dict[str, Any] | PublisherError, level: str = ""
    ) -> None:
        self.answer = answer
        self.level = level

    def me(self, _step: object) -> dict[str, Any]:
        if isinstance(self.answer, PublisherError):
            raise self.answer
        return self.answer

    def access_level(self) -> str:
        return self.level


def health(answer: dict[str, Any] | PublisherError, level: str = "") -> Health:
    api: Any = Api(answer, level)
    return health_of(api)


def test_an_account_is_told_by_its_name() -> None:
    assert health({"data": {"username": "pemkab"}}) == Health(account="@pemkab")


@pytest.mark.parametrize("answer", [{}, {"data": None}, {"data": {"username": ""}}])
def test_an_answer_without_a_name_is_an_account_without_one(
    answer: dict[str, Any],
) -> None:
    assert health(answer).account is None


@pytest.mark.parametrize(("level", "faults"), [("read", 1), ("read-write", 0), ("", 0)])
def test_keys_that_may_only_read_are_told(level: str, faults: int) -> None:
    assert len(health({"data": {"username": "a"}}, level).faults) == faults


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (NotAuthorized("a", code="401"), FaultKind.REFUSED),
        (NotAuthorized("a", code="403/oauth1-permissions"), FaultKind.READ_ONLY),
        (NotAuthorized("a"), FaultKind.REFUSED),
        (Blocked("a", code="402"), FaultKind.CREDITS),
        (Blocked("a", code="403 usage-capped"), FaultKind.CREDITS),
        (Blocked("a", code="403 suspended"), FaultKind.RESTRICTED),
        (Blocked("a"), FaultKind.RESTRICTED),
    ],
)
def test_a_refusal_is_a_fault_in_its_own_words(
    error: PublisherError, kind: FaultKind
) -> None:
    (fault,) = health(error).faults

    assert (fault.kind, fault.sentence) == (kind, "a")
