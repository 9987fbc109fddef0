import os
import socket
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from crossposter.media import DecodedImage, MediaError, MediaFolder, folder


def png(colour: str = "red") -> bytes:
    file = BytesIO()
    Image.new("RGB", (4, 3), colour).save(file, "PNG")
    return file.getvalue()


def read(media: MediaFolder, name: str) -> DecodedImage:
    picture = media.read(name)
    assert isinstance(picture, DecodedImage)
    return picture


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "media" / "banjir").mkdir(parents=True)
    (tmp_path / "media" / "banjir" / "foto.png").write_bytes(png())
    return tmp_path / "media"


@pytest.fixture
def media(root: Path) -> MediaFolder:
    return MediaFolder(root)


@pytest.fixture
def ordinary_person() -> Iterator[None]:
    """Root may read everything, so the tests of permissions are not run as root."""
    is_root = os.geteuid() == 0
    if is_root:
        os.seteuid(65534)
    yield
    if is_root:
        os.seteuid(0)


@pytest.mark.parametrize(
    ("typed", "folder_of_person"),
    [
        ("media/banjir/foto.png", "."),
        ("foto.png", "media/banjir"),
        ("../banjir/foto.png", "media/banjir"),
        ("banjir/foto.png", "elsewhere"),
        ("banjir/../banjir/foto.png", "elsewhere"),
    ],
)
def test_a_picture_is_found_from_the_current_folder_or_the_media_folder(
    media: MediaFolder, tmp_path: Path, typed: str, folder_of_person: str
) -> None:
    name = media.locate(typed, relative_to=tmp_path / folder_of_person)

    assert name == "banjir/foto.png"


def test_an_absolute_path_inside_the_folder_becomes_a_name(
    media: MediaFolder, root: Path, tmp_path: Path
) -> None:
    name = media.locate(root / "banjir" / "foto.png", relative_to=tmp_path)

    assert name == "banjir/foto.png"


def test_a_symlink_within_the_folder_is_named_after_its_target(
    media: MediaFolder, root: Path, tmp_path: Path
) -> None:
    (root / "terbaru.png").symlink_to("banjir/foto.png")

    assert media.locate("terbaru.png", relative_to=tmp_path) == "banjir/foto.png"


def test_the_folder_itself_may_be_a_symlink(root: Path, tmp_path: Path) -> None:
    (tmp_path / "shared").symlink_to(root)
    media = MediaFolder(tmp_path / "shared")

    name = media.locate(root / "banjir" / "foto.png", relative_to=tmp_path)

    assert read(media, name).data == png()


def test_a_picture_is_read_with_its_bytes_and_kind(media: MediaFolder) -> None:
    picture = read(media, "banjir/foto.png")

    assert picture.name == "banjir/foto.png"
    assert picture.data == png()
    assert (picture.mime, picture.width, picture.height) == ("image/png", 4, 3)


@pytest.mark.parametrize("typed", ["../luar.png", "{tmp}/luar.png", "link.png"])
def test_a_file_outside_the_folder_is_refused(
    media: MediaFolder, root: Path, tmp_path: Path, typed: str
) -> None:
    (tmp_path / "luar.png").write_bytes(png())
    (root / "link.png").symlink_to(tmp_path / "luar.png")

    with pytest.raises(MediaError, match=rf"outside the media folder {root}: copy"):
        media.locate(typed.format(tmp=tmp_path), relative_to=root)


@pytest.mark.parametrize("name", ["../luar.png", "{tmp}/luar.png", "link.png"])
def test_reading_never_leaves_the_folder(
    media: MediaFolder, root: Path, tmp_path: Path, name: str
) -> None:
    (tmp_path / "luar.png").write_bytes(png())
    (root / "link.png").symlink_to(tmp_path / "luar.png")

    with pytest.raises(MediaError, match="outside the media folder"):
        media.read(name.format(tmp=tmp_path))


def test_a_folder_that_only_starts_with_the_same_letters_is_outside(
    media: MediaFolder, tmp_path: Path
) -> None:
    (tmp_path / "media-lama").mkdir()
    (tmp_path / "media-lama" / "foto.png").write_bytes(png())

    with pytest.raises(MediaError, match="outside"):
        media.locate("media-lama/foto.png", relative_to=tmp_path)


def test_two_different_pictures_of_one_name_are_not_guessed_between(
    media: MediaFolder, root: Path, tmp_path: Path
) -> None:
    (tmp_path / "foto.png").write_bytes(png("blue"))
    (root / "foto.png").write_bytes(png("green"))

    with pytest.raises(MediaError, match="type the whole path"):
        media.locate("foto.png", relative_to=tmp_path)


def test_a_copy_in_the_folder_is_preferred_to_its_original(
    media: MediaFolder, root: Path, tmp_path: Path
) -> None:
    (tmp_path / "foto.png").write_bytes(png())
    (root / "foto.png").write_bytes(png())

    assert media.locate("foto.png", relative_to=tmp_path) == "foto.png"


@pytest.mark.parametrize("typed", ["tidak-ada.png", "banjir/foto.png/x", "putus.png"])
def test_a_missing_file_is_named(media: MediaFolder, root: Path, typed: str) -> None:
    (root / "putus.png").symlink_to("tidak-ada.png")

    with pytest.raises(MediaError, match=typed):
        media.locate(typed, relative_to=root)


@pytest.mark.parametrize("typed", ["", ".", "banjir"])
def test_a_folder_is_no_picture(media: MediaFolder, root: Path, typed: str) -> None:
    with pytest.raises(MediaError, match="a folder or a device"):
        media.locate(typed, relative_to=root)


def test_a_pipe_is_refused_without_waiting_for_it(
    media: MediaFolder, root: Path
) -> None:
    os.mkfifo(root / "pipa.png")

    with pytest.raises(MediaError, match="a folder or a device"):
        media.locate("pipa.png", relative_to=root)
    with pytest.raises(MediaError, match="a folder or a device"):
        media.read("pipa.png")


def test_a_socket_is_refused(media: MediaFolder, root: Path) -> None:
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(root / "soket"))

        with pytest.raises(MediaError, match="cannot be read"):
            media.locate("soket", relative_to=root)


@pytest.mark.parametrize("typed", ["a\0b.png", "a" * 300 + ".png", "circle.png"])
def test_a_name_the_system_cannot_follow_is_explained(
    media: MediaFolder, root: Path, typed: str
) -> None:
    (root / "circle.png").symlink_to("circle.png")

    with pytest.raises(MediaError, match="cannot be read"):
        media.locate(typed, relative_to=root)


@pytest.mark.parametrize("name", [b"foto\x1b[2J.png", b"foto\n.png", b"foto\xff.png"])
def test_a_name_that_cannot_be_shown_is_refused(
    media: MediaFolder, root: Path, name: bytes
) -> None:
    file = Path(os.fsdecode(os.fsencode(root) + b"/" + name))
    file.write_bytes(png())

    with pytest.raises(MediaError, match="rename the file") as caught:
        media.locate(file, relative_to=root)
    assert str(caught.value).isprintable()


def test_names_may_hold_any_letters(media: MediaFolder, root: Path) -> None:
    name = "Foto\u202fBupati – 24 Nov 😀.png"
    (root / name).write_bytes(png())

    assert media.locate(name, relative_to=root) == name


def test_a_file_that_vanishes_before_it_is_read_is_missing(
    media: MediaFolder, root: Path, tmp_path: Path
) -> None:
    name = media.locate("banjir/foto.png", relative_to=tmp_path)
    (root / name).unlink()

    with pytest.raises(MediaError, match="there is no file"):
        media.read(name)


def test_a_file_that_vanishes_while_it_is_opened_is_missing(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_now = os.open

    def open_too_late(path: Path, flags: int) -> int:
        path.unlink()
        return open_now(path, flags)

    monkeypatch.setattr(os, "open", open_too_late)

    with pytest.raises(MediaError, match="there is no file"):
        folder.read("foto.png", root / "banjir" / "foto.png")


@pytest.mark.parametrize("closed", ["media/banjir", "media"])
def test_an_unreadable_folder_is_explained(
    media: MediaFolder, tmp_path: Path, closed: str, ordinary_person: None
) -> None:
    if os.getuid():
        (tmp_path / closed).chmod(0)

    try:
        with pytest.raises(MediaError, match="ask its owner for the permission"):
            media.read("banjir/foto.png")
    finally:
        if os.getuid():
            (tmp_path / closed).chmod(0o700)


def test_a_missing_media_folder_is_named(tmp_path: Path) -> None:
    media = MediaFolder(tmp_path / "tiada")

    with pytest.raises(MediaError, match=r"the media folder .*tiada does not exist"):
        media.locate("foto.png", relative_to=tmp_path)


def test_a_file_above_the_limit_is_refused(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(folder, "MAX_BYTES", len(png()) - 1)

    with pytest.raises(MediaError, match="larger than"):
        folder.read("foto.png", root / "banjir" / "foto.png")


def test_a_file_of_the_limit_is_read(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(folder, "MAX_BYTES", len(png()))

    picture = folder.read("foto.png", root / "banjir" / "foto.png")

    assert isinstance(picture, DecodedImage)
    assert picture.data == png()


def test_nothing_stays_open(media: MediaFolder, tmp_path: Path) -> None:
    before = lowest_free_descriptor()

    media.read(media.locate("banjir/foto.png", relative_to=tmp_path))
    with pytest.raises(MediaError):
        media.read("banjir")

    assert lowest_free_descriptor() == before


def lowest_free_descriptor() -> int:
    descriptor = os.open(os.devnull, os.O_RDONLY)
    os.close(descriptor)
    return descriptor
