"""One turn of an upload: piece by piece, from where the last one ended."""

from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest

from crossposter.channels import Media, NotReady
from crossposter.platforms.chunked_upload import PIECE, TURN, Remainder, TimeSlice
from tests.support.fakes import FrozenClock


@pytest.fixture
def film(tmp_path: Path) -> Media:
    file = tmp_path / "a.mp4"
    file.write_bytes(bytes(PIECE) + b"\1" * PIECE + b"\2")
    return Media(name="a.mp4", mime="video/mp4", sha256="f", file=file)


def test_pieces_begin_after_what_is_done(clock: FrozenClock, film: Media) -> None:
    pieces = list(TimeSlice(clock, "X").pieces(film, done=PIECE))

    assert [len(piece) for piece in pieces] == [PIECE, 1]
    assert pieces[-1] == b"\2"
    assert list(TimeSlice(clock, "X").pieces(film, done=2 * PIECE + 1)) == []


def test_a_turn_ends_on_time_and_asks_to_come_back_at_once(
    clock: FrozenClock, film: Media
) -> None:
    pieces = TimeSlice(clock, "X").pieces(film, done=0)
    next(pieces)
    clock.sleep(TURN - timedelta.resolution)
    next(pieces)
    clock.sleep(timedelta.resolution)

    with pytest.raises(NotReady) as ended:
        next(pieces)

    assert ended.value.after == timedelta(0)
    assert "X" in str(ended.value)


def test_the_rest_of_a_file_says_how_long_it_is() -> None:
    stream = BytesIO(b"0123456789")
    stream.seek(4)
    rest = Remainder(stream, 10)

    assert len(rest) == 6
    assert b"".join(rest) == b"456789"
    assert len(rest) == 6
    assert rest.read() == b""
