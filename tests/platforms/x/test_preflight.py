"""What X says about coming posts: of the keys, of the day, of the window."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import pytest

from crossposter.channels import NotAuthorized, PublisherError
from crossposter.channels.faults import FaultKind
from crossposter.platforms.x.preflight import faults_of, posts_left
from tests.support.fakes import MONDAY


@dataclass
class Api:
    """X in memory: one read, with its headers."""

    headers: dict[str, str] = field(default_factory=dict)
    refusal: PublisherError | None = None
    level: str = "read-write"
    rests: datetime | None = None

    def me(self, _step: object) -> dict[str, Any]:
        if self.refusal is not None:
            raise self.refusal
        return {"data": {"username": "pemkab"}}

    def access_level(self) -> str:
        return self.level

    def rests_until(self, _now: datetime) -> datetime | None:
        return self.rests

    def last_headers(self) -> dict[str, str]:
        return self.headers


def kinds(api: Any, *, count: int = 3, besides: int = 0) -> list[list[str]]:
    found = faults_of(api, MONDAY, count=count, besides=besides)
    return [[fault.kind for fault in faults] for faults in found]


def test_keys_that_work_and_a_day_that_is_open_have_no_fault() -> None:
    assert kinds(Api()) == [[], [], []]


def test_the_day_takes_as_many_as_it_says_after_those_before() -> None:
    api = Api(headers={"x-user-limit-24hour-remaining": "2"})

    assert kinds(api) == [[], [], [FaultKind.QUOTA]]
    assert kinds(api, besides=2) == [[FaultKind.QUOTA]] * 3


def test_a_day_that_is_used_up_takes_none() -> None:
    assert kinds(Api(rests=MONDAY), count=1) == [[FaultKind.QUOTA]]


@pytest.mark.parametrize(
    "api",
    [Api(level="read"), Api(refusal=NotAuthorized("izin", code="403/permissions"))],
    ids=["told", "refused"],
)
def test_keys_that_may_only_read_stop_every_post(api: Api) -> None:
    assert kinds(api, count=2) == [[FaultKind.READ_ONLY]] * 2


@pytest.mark.parametrize(
    ("headers", "left"),
    [
        ({}, None),
        ({"x-rate-limit-remaining": "0"}, None),  # of its window, not of its day
        ({"x-app-limit-24hour-remaining": "5"}, 5),
        (
            {
                "x-app-limit-24hour-remaining": "5",
                "x-user-limit-24hour-remaining": "0",
            },
            0,
        ),
        ({"x-app-limit-24hour-remaining": "-1"}, None),
        ({"x-user-limit-24hour-remaining": "soon"}, None),
        ({"x-app-limit-24hour-remaining": "9" * 16}, None),
    ],
)
def test_the_smaller_of_two_limits_counts(
    headers: dict[str, str], left: int | None
) -> None:
    assert posts_left(headers) == left
