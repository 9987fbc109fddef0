"""Films, told by their content: what they are, and what is no film."""

import random
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from crossposter.media import MediaError, MediaFolder, VideoFile, folder, poster
from crossposter.media import video as films
from tests.support.films import a_film, box, turned, with_place_in

WHOLE = a_film()


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path.resolve()


def read(root: Path, data: bytes, name: str = "film.mp4") -> VideoFile:
    (root / name).write_bytes(data)
    film = MediaFolder(root).read(name)
    assert isinstance(film, VideoFile)
    return film


def test_a_film_is_told_by_its_content_and_not_by_its_name(root: Path) -> None:
    film = read(root, WHOLE, "surat.jpg")

    assert (film.mime, film.codec, film.sound) == ("video/mp4", "h264", "aac")
    assert (film.width, film.height, film.size) == (64, 64, len(WHOLE))
    assert (film.seconds, film.rate) == (1.0, 25.0)
    assert film.file == root / "surat.jpg"


def test_quicktime_is_told_from_mp4(root: Path) -> None:
    assert read(root, a_film(kind="mov")).mime == "video/quicktime"


def test_a_silent_film_has_no_sound(root: Path) -> None:
    assert read(root, a_film(sound=None)).sound is None


@pytest.mark.parametrize("flags", ["faststart", "frag_keyframe+empty_moov"])
def test_films_of_every_layout_are_read(root: Path, flags: str) -> None:
    film = read(root, a_film(movflags=flags))

    assert film.seconds == pytest.approx(1.0, abs=0.1)


def test_a_turned_film_has_the_size_that_is_seen(root: Path) -> None:
    film = read(root, turned(a_film(size=(96, 64)), (96, 64)))

    assert (film.width, film.height) == (64, 96)


def test_the_poster_is_the_first_picture_and_upright(root: Path) -> None:
    film = read(root, turned(a_film(size=(96, 64)), (96, 64)))

    with Image.open(BytesIO(poster(film.file, width=48))) as image:
        image.load()

    assert image.size == (48, 72)
    top, bottom = image.getpixel((24, 9)), image.getpixel((24, 63))
    assert isinstance(top, tuple)
    assert isinstance(bottom, tuple)
    assert top[0] > 200 > top[2]  # red was on the left, and is at the top
    assert bottom[2] > 200 > bottom[0]


@pytest.mark.parametrize("flags", ["faststart", "negative_cts_offsets"])
@pytest.mark.parametrize("share", [0.1, 0.5, 0.98])
def test_a_truncated_film_is_refused(root: Path, flags: str, share: float) -> None:
    whole = a_film(movflags=flags)

    with pytest.raises(MediaError, match=r"^film\.mp4 is damaged, incomplete"):
        read(root, whole[: int(len(whole) * share)])


def test_pictures_that_are_listed_and_missing_are_noticed(root: Path) -> None:
    data = a_film(movflags="faststart")
    at = data.index(b"mdat") - 4
    short = data[: at + 800]
    cut = short[:at] + (len(short) - at).to_bytes(4) + short[at + 4 :]

    with pytest.raises(MediaError, match="damaged, incomplete"):
        read(root, cut)


def test_a_film_without_a_picture_is_refused(root: Path) -> None:
    data = WHOLE.replace(b"vide", b"xxxx")

    with pytest.raises(MediaError, match="holds no moving picture"):
        read(root, data)


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"\x1aE\xdf\xa3" + bytes(100), id="WebM"),
        pytest.param(b"RIFF\x64\0\0\0AVI LIST" + bytes(100), id="AVI"),
    ],
)
def test_other_kinds_of_films_are_refused_with_the_way_out(
    root: Path, data: bytes
) -> None:
    with pytest.raises(MediaError, match="of a kind no platform takes: save it as MP4"):
        read(root, data)


def a_zip() -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("index.html", "<script>alert(1)</script>")
    return file.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(WHOLE + a_zip(), id="a zip behind a film"),
        pytest.param(box(b"ftyp", b"isom") + a_zip(), id="a zip"),
        pytest.param(box(b"ftyp", b"isom") + b"<html></html>", id="a page"),
        pytest.param(box(b"ftyp", b"isom"), id="nothing"),
        pytest.param(b"\xff\xff\xff\xffftypisom" + bytes(99), id="absurd size"),
        pytest.param(b"\0\0\0\x01ftypisom" + b"\xff" * 99, id="absurd long size"),
    ],
)
def test_a_polyglot_is_refused(root: Path, data: bytes) -> None:
    with pytest.raises(MediaError, match="damaged, incomplete or no film at all"):
        read(root, data)


def test_what_hides_in_a_box_of_its_own_does_not_go_out(root: Path) -> None:
    film = read(root, WHOLE + box(b"free", a_zip()))

    with films.cleaned(film.file) as stream:
        assert not zipfile.is_zipfile(stream)


def test_pictures_that_are_too_large_are_never_decoded(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = root / "film.mp4"
    path.write_bytes(WHOLE)
    monkeypatch.setattr(films, "MAX_PIXELS", 64 * 64 - 1)
    monkeypatch.setattr(films, "_first_picture", None)

    with pytest.raises(MediaError, match="too many pixels"):
        folder.read("film.mp4", path)


def test_a_film_that_is_too_large_is_refused_unread(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = root / "film.mp4"
    path.write_bytes(WHOLE)
    monkeypatch.setattr(films, "MAX_BYTES", len(WHOLE) - 1)
    monkeypatch.setattr(films, "file_digest", None)

    with pytest.raises(MediaError, match="is larger than"):
        folder.read("film.mp4", path)


def test_the_same_film_has_the_same_hash_wherever_it_was_made(root: Path) -> None:
    there = read(root, with_place_in(WHOLE, b"udta"), "a.mp4")
    elsewhere = (root / "a.mp4").read_bytes().replace(b"-03.4502", b"+12.3456")

    assert read(root, elsewhere, "b.mp4").sha256 == there.sha256


def test_damage_anywhere_ends_in_one_sentence(root: Path) -> None:
    chance = random.Random(20)  # noqa: S311 - the same damage every time
    whole = [WHOLE, a_film(movflags="faststart"), a_film(kind="mov")]
    refused = 0

    for _ in range(200):
        data = bytearray(chance.choice(whole))
        for _ in range(chance.choice((1, 5, 20))):
            data[chance.randrange(len(data))] = chance.randrange(256)
        data[4:8] = b"ftyp"
        try:
            read(root, bytes(data))
        except MediaError as error:
            refused += "\n" not in str(error)

    assert refused > 60
