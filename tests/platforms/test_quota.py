"""What the preflights of all platforms share: faults that stop, posts beyond a limit."""

import pytest

from crossposter.channels import Fault, Health
from crossposter.channels.faults import FaultKind
from crossposter.platforms.quota import beyond, stopping


@pytest.mark.parametrize(
    ("left", "besides", "taken"),
    [
        (None, 99, [True, True, True]),
        (3, 0, [True, True, True]),
        (2, 0, [True, True, False]),
        (2, 1, [True, False, False]),
        (0, 0, [False, False, False]),
        (1, 5, [False, False, False]),
    ],
)
def test_posts_are_taken_in_their_order(
    left: int | None, besides: int, taken: list[bool]
) -> None:
    found = beyond(left, 3, besides=besides, service="X")

    assert [not faults for faults in found] == taken
    assert all(fault.kind == FaultKind.QUOTA for faults in found for fault in faults)


def test_only_faults_with_which_no_post_goes_out_stop() -> None:
    expired = Fault(kind=FaultKind.EXPIRED, sentence="")
    health = Health(faults=(Fault(kind=FaultKind.INSIGHTS, sentence=""), expired))

    assert stopping(health) == (expired,)
    assert stopping(Health()) == ()
