"""Films are processed look by look, and what is wrong is told at the end."""

import pytest

from crossposter.sandbox.state import State
from crossposter.sandbox.video_processing import UNSUPPORTED, begin, look, progress
from tests.support.footage import film


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    with film(tmp_path_factory.mktemp("film")).open() as stream:
        return stream.read()


def settle(state: State, name: str, value: str) -> None:
    state.write("INSERT INTO setting VALUES (?, ?)", name, value)


def test_a_film_is_done_after_so_many_looks(state: State, data: bytes) -> None:
    settle(state, "film_looks", "2")
    begin(state, "1", data, lambda _: None)

    done = [found.done for _ in range(3) if (found := look(state, "1"))]

    assert done == [False, False, True]


def test_asking_without_looking_brings_no_end_nearer(state: State, data: bytes) -> None:
    settle(state, "film_looks", "1")
    begin(state, "1", data, lambda _: None)

    assert [progress(state, "1") for _ in range(3)] == [progress(state, "1")] * 3
    assert progress(state, "2") is None
    assert look(state, "2") is None


def test_what_is_no_film_fails_at_the_end(state: State) -> None:
    settle(state, "film_looks", "1")

    assert begin(state, "1", b"no film", lambda _: None) is None

    first, last = look(state, "1"), look(state, "1")
    assert first is not None
    assert last is not None
    assert (first.failed, last.failed, last.failure) == (False, True, UNSUPPORTED)


def test_an_objection_is_the_platforms_own(state: State, data: bytes) -> None:
    begin(state, "1", data, lambda film: f"too wide: {film.width}")

    found = progress(state, "1")
    assert found is not None
    assert (found.done, found.failed) == (False, True)
    assert (found.failure or "").startswith("too wide")


def test_every_film_fails_where_a_test_wants_it(state: State, data: bytes) -> None:
    settle(state, "film_fails", "true")
    begin(state, "1", data, lambda _: None)

    found = progress(state, "1")
    assert found is not None
    assert found.failed
