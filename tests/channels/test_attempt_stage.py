"""An attempt is open in one thread, and only until its block ends."""

import contextlib
import threading

from crossposter.channels.attempt_stage import Stage, attempt_stage, open_attempt


def test_outside_of_every_attempt_nothing_may_be_written() -> None:
    assert attempt_stage() is None


def test_an_attempt_ends_with_its_block_even_if_that_breaks() -> None:
    with contextlib.suppress(RuntimeError), open_attempt(Stage.COMMITTING):
        assert attempt_stage() is Stage.COMMITTING
        raise RuntimeError

    assert attempt_stage() is None


def test_the_attempt_around_another_comes_back() -> None:
    with open_attempt(Stage.PREPARING):
        with open_attempt(Stage.COMMITTING):
            assert attempt_stage() is Stage.COMMITTING
        assert attempt_stage() is Stage.PREPARING


def test_another_thread_has_no_part_in_it() -> None:
    seen: list[Stage | None] = []
    with open_attempt(Stage.COMMITTING):
        other = threading.Thread(target=lambda: seen.append(attempt_stage()))
        other.start()
        other.join()

    assert seen == [None]
