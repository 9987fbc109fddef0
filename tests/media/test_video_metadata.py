"""What a film tells besides what plays is blanked, and the film plays as before."""

import io
from collections.abc import Callable
from functools import partial
from hashlib import sha256
from pathlib import Path

import av
import pytest

from crossposter.media import MediaError, MediaFolder, VideoFile, cleaned
from tests.support.films import (
    PLACE,
    a_film,
    box,
    in_movie,
    turned,
    with_place_in,
    with_track_of_places,
)


def went_out(folder: Path, data: bytes) -> bytes:
    """The very bytes, once their hash was found to be the one that was told."""
    (folder / "film.mp4").write_bytes(data)
    film = MediaFolder(folder).read("film.mp4")
    assert isinstance(film, VideoFile)
    with cleaned(film.file) as stream:
        sent = stream.read()
    assert sha256(sent).hexdigest() == film.sha256
    return sent


def played(data: bytes) -> list[bytes]:
    """All that is seen and heard."""
    with av.open(io.BytesIO(data), "r") as container:
        tracks = [*container.streams.video, *container.streams.audio]
        return [bytes(each) for each in container.demux(tracks)]


def with_place_at_the_top(film: bytes) -> bytes:
    return film + box(b"uuid", bytes(16), PLACE)


def with_place_in_a_track(film: bytes) -> bytes:
    """As `with_place_in`, one level deeper; *film* ends with its last track."""
    at = film.rindex(b"trak") - 4
    size = int.from_bytes(film[at : at + 4])
    inside = film[at + 8 : at + size] + box(b"meta", PLACE)
    movie = film.index(b"moov") - 4
    rest = film[movie + 8 : at] + box(b"trak", inside) + film[at + size :]
    return film[:movie] + box(b"moov", rest)


PLACES = [
    pytest.param(partial(with_place_in, kind=b"udta"), id="of Android"),
    pytest.param(partial(with_place_in, kind=b"meta"), id="of Apple"),
    pytest.param(partial(with_place_in, kind=b"gps "), id="of a dashcam"),
    pytest.param(with_place_in_a_track, id="in a track"),
    pytest.param(with_place_at_the_top, id="in XMP"),
    pytest.param(with_track_of_places, id="as a track of its own"),
]


@pytest.mark.parametrize("placed", PLACES)
def test_no_place_goes_out_and_all_that_plays_stays(
    tmp_path: Path, placed: Callable[[bytes], bytes]
) -> None:
    original = placed(a_film())

    sent = went_out(tmp_path, original)

    assert PLACE in original
    assert PLACE not in sent
    assert len(sent) == len(original)
    assert played(sent) == played(original) == played(a_film())


def test_no_time_of_recording_goes_out(tmp_path: Path) -> None:
    original = a_film()
    for kind in (b"mvhd", b"tkhd", b"mdhd"):
        at = original.index(kind) + 8
        original = original[:at] + b"WHENWHEN" + original[at + 8 :]

    assert b"WHEN" not in went_out(tmp_path, original)


@pytest.mark.parametrize("kind", ["mp4", "mov"])
@pytest.mark.parametrize("flags", ["faststart", "frag_keyframe+empty_moov"])
def test_films_of_every_layout_play_as_before(
    tmp_path: Path, kind: str, flags: str
) -> None:
    original = a_film(kind=kind, movflags=flags)

    assert played(went_out(tmp_path, original)) == played(original)


def test_a_film_stays_turned(tmp_path: Path) -> None:
    original = turned(a_film(size=(96, 64)), (96, 64))

    sent = went_out(tmp_path, original)

    with av.open(io.BytesIO(sent), "r") as container:
        assert next(container.decode(video=0)).rotation == -90


@pytest.mark.parametrize("placed", PLACES)
def test_what_was_cleaned_is_clean(
    tmp_path: Path, placed: Callable[[bytes], bytes]
) -> None:
    once = went_out(tmp_path, placed(a_film()))

    assert went_out(tmp_path, once) == once


def test_a_stream_can_be_read_in_any_pieces(tmp_path: Path) -> None:
    file = tmp_path / "film.mp4"
    file.write_bytes(with_place_in(a_film(), b"udta"))
    with cleaned(file) as stream:
        whole = stream.read()

    with cleaned(file) as stream:
        pieces = []
        for start in range(0, len(whole), 7):
            stream.seek(start)
            pieces.append(stream.read(7))

    assert b"".join(pieces) == whole


def test_a_list_of_boxes_may_be_closed_as_quicktime_does(tmp_path: Path) -> None:
    original = in_movie(a_film(kind="mov"), box(b"udta", PLACE) + bytes(4))

    assert PLACE not in went_out(tmp_path, original)


def test_a_track_in_fragments_that_neither_shows_nor_sounds_is_refused(
    tmp_path: Path,
) -> None:
    film = a_film(movflags="frag_keyframe+empty_moov", sound="aac")
    silent = film.replace(b"soun", b"meta")

    with pytest.raises(MediaError, match="damaged, incomplete"):
        went_out(tmp_path, silent)


def test_a_track_that_refers_to_the_film_itself_is_refused(tmp_path: Path) -> None:
    film = with_track_of_places(a_film())
    at = film.rindex(b"stco") + 12
    outside = film[:at] + bytes(4) + film[at + 4 :]

    with pytest.raises(MediaError, match="damaged, incomplete"):
        went_out(tmp_path, outside)


def test_a_box_that_reaches_out_of_its_parent_is_refused(tmp_path: Path) -> None:
    film = in_movie(a_film(), b"\0\0\xff\xffudta")

    with pytest.raises(MediaError, match="damaged, incomplete"):
        went_out(tmp_path, film)
