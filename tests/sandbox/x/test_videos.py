"""Chunked uploads to X: every segment once, and a film that is looked at."""

from pathlib import Path
from typing import Any

import pytest

from crossposter.sandbox.request import Call, Refused
from crossposter.sandbox.state import State
from crossposter.sandbox.x import videos
from tests.support.footage import film


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return bytes_of(tmp_path_factory.mktemp("film"))


def bytes_of(folder: Path, **values: Any) -> bytes:
    with film(folder, **values).open() as stream:
        return stream.read()


def a_call(key: str = "", data: bytes = b"", **params: str) -> Call:
    return Call(
        method="POST",
        path="",
        base="",
        params=params,
        ids={"id": key},
        files={"media": data} if data else {},
        headers={"authorization": "Bearer sandbox"},
    )


def begun(state: State, size: int, category: str = "tweet_video") -> str:
    call = a_call(total_bytes=str(size), media_category=category)
    return str(videos.initialize(call, state).body["data"]["id"])


def ended(state: State, key: str) -> Any:
    return videos.finalize(a_call(key), state).body["data"]["processing_info"]


def test_segments_may_come_in_any_order_and_twice(state: State, data: bytes) -> None:
    key = begun(state, len(data))
    for index in (1, 0, 1):
        part = data[index * 500 : (index + 1) * 500 if not index else None]
        videos.append(a_call(key, part, segment_index=str(index)), state)

    assert ended(state, key)["state"] == "succeeded"


@pytest.mark.parametrize("indexes", [(0,), (1, 2)], ids=["one is missing", "no first"])
def test_a_gap_is_refused(state: State, data: bytes, indexes: tuple[int, ...]) -> None:
    key = begun(state, len(data))
    for index in indexes:
        videos.append(a_call(key, data[:500], segment_index=str(index)), state)

    with pytest.raises(Refused) as refused:
        videos.finalize(a_call(key), state)

    assert refused.value.answer.status == 400


@pytest.mark.parametrize(
    "params",
    [
        {"total_bytes": "0"},
        {"total_bytes": "-5"},
        {"total_bytes": str(videos.LARGEST_FILM + 1)},
        {"total_bytes": "5", "media_type": "text/plain"},
    ],
)
def test_what_x_does_not_take_is_refused_at_the_start(
    state: State, params: dict[str, Any]
) -> None:
    with pytest.raises(Refused):
        videos.initialize(a_call(media_category="tweet_video", **params), state)


@pytest.mark.parametrize("index", ["1000", "-1", "a"])
def test_a_segment_has_a_number(state: State, index: str) -> None:
    key = begun(state, 10)

    with pytest.raises(Refused):
        videos.append(a_call(key, b"x", segment_index=index), state)


@pytest.mark.parametrize(
    "values", [{"seconds": 141.0}, {"width": 4000, "height": 1000}, {"seconds": 0.4}]
)
def test_a_film_beyond_the_limits_fails_when_it_is_processed(
    state: State, tmp_path: Path, values: dict[str, Any]
) -> None:
    data = bytes_of(tmp_path, **values)
    key = begun(state, len(data))
    videos.append(a_call(key, data, segment_index="0"), state)

    told = ended(state, key)

    assert told["state"] == "failed"
    assert told["error"]["name"] == "InvalidMedia"


def test_a_status_is_asked_for_by_its_command(state: State, data: bytes) -> None:
    key = begun(state, len(data))
    asked = a_call(command="STATUS", media_id=key)

    told = videos.status(asked, state).body["data"]["processing_info"]

    assert told["state"] == "pending"
    with pytest.raises(Refused):
        videos.status(a_call(command="LOOK", media_id=key), state)
