"""What a preflight found: of one post, of its channel, or told elsewhere."""

from datetime import timedelta

import pytest

from crossposter.channels import Fault
from crossposter.channels.faults import FaultKind
from crossposter.monitoring.alerts.preflight_rules import (
    LAST_CALL,
    FailedPreflight,
    unready,
)
from tests.support.builders import a_delivery
from tests.support.fakes import MONDAY

HOUR = timedelta(hours=1)


def a_fault(kind: FaultKind) -> Fault:
    return Fault(kind=kind, sentence=f"{kind}.")


def tried(
    *kinds: FaultKind, number: int = 1, due: timedelta = HOUR, channel: str = "x"
) -> FailedPreflight:
    return FailedPreflight(
        delivery=a_delivery(3, id=number, channel=channel, due_at=MONDAY + due),
        title="Jembatan",
        at=MONDAY - number * HOUR,
        faults=tuple(map(a_fault, kinds)),
    )


def keys(*those: FailedPreflight) -> list[str]:
    return [each.key for each in unready(those, MONDAY)]


def test_a_fault_of_one_post_and_one_of_its_channel_are_two_conditions() -> None:
    assert keys(tried(FaultKind.MISFIT, FaultKind.EXPIRED)) == [
        "delivery/1/preflight",
        "channel/x/preflight",
    ]


def test_a_channel_is_told_once_with_how_many_posts_wait() -> None:
    posts = [tried(FaultKind.EXPIRED, number=number) for number in (1, 2, 3)]

    (condition,) = unready(posts, MONDAY)

    assert condition.values["count"] == 3
    assert condition.values["delivery"] == 1
    assert condition.since == MONDAY - 3 * HOUR


@pytest.mark.parametrize(
    ("before", "told"), [(LAST_CALL + timedelta(seconds=1), False), (LAST_CALL, True)]
)
def test_an_outage_is_told_when_it_may_not_pass_in_time(
    before: timedelta, *, told: bool
) -> None:
    assert bool(keys(tried(FaultKind.UNREACHABLE, due=before))) is told


def test_a_full_disk_is_told_otherwise() -> None:
    assert keys(tried(FaultKind.DISK)) == []
    assert keys(tried()) == []


def test_another_kind_of_fault_is_told_again_and_the_same_is_not() -> None:
    (one,), (other,), (again,) = (
        list(unready([tried(*kinds)], MONDAY))
        for kinds in (
            (FaultKind.EXPIRED, FaultKind.SCOPE),
            (FaultKind.EXPIRED,),
            (FaultKind.SCOPE, FaultKind.EXPIRED, FaultKind.SCOPE),
        )
    )

    assert one.variant == again.variant != other.variant
    assert str(again.values["reason"]).count("scope-missing.") == 1
