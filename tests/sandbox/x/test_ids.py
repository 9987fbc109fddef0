"""Ids of X grow, and hold the time they were made."""

from crossposter.sandbox.state import State
from crossposter.sandbox.x.ids import EPOCH, fresh
from tests.support.fakes import MONDAY, FrozenClock


def test_an_id_holds_its_millisecond(state: State) -> None:
    made = int(fresh(state))

    assert (made >> 22) + EPOCH == int(MONDAY.timestamp() * 1000)


def test_ids_of_one_moment_and_of_a_clock_set_back_still_grow(
    state: State, clock: FrozenClock
) -> None:
    made = [int(fresh(state)) for _ in range(3)]
    clock.advance(hours=-5)
    made.append(int(fresh(state)))
    clock.advance(days=1)
    made.append(int(fresh(state)))

    assert made == sorted(set(made))
