"""What a file takes to be decoded, it takes from another process, and not much there."""

import os
import signal
import threading
from collections.abc import Iterator
from pathlib import Path
from time import sleep

import av.error
import pytest

from crossposter.channels import ImageRules
from crossposter.errors import BadInput, Unavailable
from crossposter.media import DecodedImage, MediaError, folder
from crossposter.media import decoder as decoding
from crossposter.media import image_conversion as fitting
from crossposter.media.decoder import Decoding
from tests.support import bombs

COSTLY = "takes more time or memory"


@pytest.fixture
def apart() -> Iterator[Decoding]:
    process = Decoding(memory=200 * 1024**2, seconds=1)
    yield process
    process.end()


def test_what_a_function_returns_comes_back(apart: Decoding) -> None:
    assert apart("foto.jpg", divmod, 7, 2) == (3, 1)
    assert apart("foto.jpg", os.getpid) != os.getpid()


def test_memory_ends_and_the_next_picture_is_read(apart: Decoding) -> None:
    with pytest.raises(MediaError, match=f"foto.jpg {COSTLY}"):
        apart("foto.jpg", bytearray, 10**9)

    assert apart("foto.jpg", len, "ab") == 2


def test_time_ends_and_the_next_picture_is_read(apart: Decoding) -> None:
    with pytest.raises(MediaError, match=COSTLY):
        apart("foto.jpg", sum, range(10**12))

    assert apart("foto.jpg", len, "ab") == 2


@pytest.mark.parametrize("number", [signal.SIGSEGV, signal.SIGABRT, signal.SIGKILL])
def test_a_decoder_that_dies_is_told(apart: Decoding, number: signal.Signals) -> None:
    with pytest.raises(MediaError, match=COSTLY):
        apart("foto.jpg", signal.raise_signal, number)


def test_what_a_decoder_raises_is_a_sentence(apart: Decoding) -> None:
    with pytest.raises(MediaError, match=r"foto\.jpg cannot be shown") as raised:
        apart("foto.jpg", int, "x")

    assert "ValueError" in str(raised.value.__cause__)


def test_an_error_that_cannot_be_passed_on_is_a_sentence_as_well(
    apart: Decoding,
) -> None:
    with pytest.raises(MediaError, match="cannot be shown"):
        apart("foto.jpg", bytes.decode, b"\xff")
    with pytest.raises(MediaError, match="cannot be shown"):
        apart("film.mp4", av.error.err_check, -1)


def test_a_sentence_of_ours_stays_as_it_is(apart: Decoding, tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="there is no file"):
        apart("foto.jpg", folder.read, "foto.jpg", tmp_path / "foto.jpg")


def test_several_threads_take_turns(apart: Decoding) -> None:
    found: list[int] = []
    threads = [
        threading.Thread(target=lambda at=at: found.append(apart("f", pow, at, 2)))
        for at in range(5)
    ]
    for each in threads:
        each.start()
    for each in threads:
        each.join()

    assert sorted(found) == [0, 1, 4, 9, 16]


def wait_until_interrupted(apart: Decoding) -> None:
    this = threading.get_ident()
    threading.Timer(0.3, signal.pthread_kill, (this, signal.SIGINT)).start()
    apart("foto.jpg", sleep, 60)


def test_whoever_is_interrupted_gets_no_answer_that_was_meant_for_the_last_question(
    apart: Decoding,
) -> None:
    apart("foto.jpg", len, "")

    with pytest.raises(KeyboardInterrupt):
        wait_until_interrupted(apart)

    assert apart("foto.jpg", len, "ab") == 2


def test_a_process_that_cannot_start_is_told(
    apart: Decoding, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(decoding, "_PROCESS", "crossposter.nothing")

    with pytest.raises(Unavailable, match="no process can be started to read"):
        apart("foto.jpg", len, "")


def test_a_decoder_that_takes_too_long_is_ended(
    apart: Decoding, tmp_path: Path
) -> None:
    """3 KB that take as long as 900 pictures; `examine` would have refused them."""
    path = tmp_path / "kisi.heic"
    path.write_bytes(bombs.tiles(rows=30, size=2048, shown=64))
    picture = DecodedImage(
        name=path.name,
        mime="image/heif",
        sha256="",
        data=path.read_bytes(),
        width=64,
        height=64,
    )

    with pytest.raises(MediaError, match=COSTLY):
        apart(
            path.name, fitting.fit, picture, ImageRules(mimes=frozenset(), max_bytes=9)
        )


@pytest.mark.parametrize("kind", ["zTXt", "iTXt", "iCCP", "many"])
def test_texts_that_unfold_to_200_megabytes_are_not_unfolded(
    apart: Decoding, tmp_path: Path, kind: str
) -> None:
    path = tmp_path / "teks.png"
    path.write_bytes(bombs.texts()[kind])
    assert path.stat().st_size < 300_000

    with pytest.raises(MediaError, match=r"teks.png is damaged"):
        apart(path.name, folder.read, path.name, path)


def test_exif_that_names_one_megabyte_60000_times_is_read_once(
    apart: Decoding, tmp_path: Path
) -> None:
    path = tmp_path / "exif.webp"
    path.write_bytes(bombs.endless_exif())

    picture = apart(path.name, folder.read, path.name, path)

    assert isinstance(picture, DecodedImage)
    assert (picture.width, picture.height) == (16, 16)


def test_a_film_of_boxes_in_boxes_is_refused(apart: Decoding, tmp_path: Path) -> None:
    path = tmp_path / "film.mp4"
    path.write_bytes(bombs.nested(5_000))

    with pytest.raises(MediaError, match=r"film.mp4 is damaged"):
        apart(path.name, folder.read, path.name, path)
