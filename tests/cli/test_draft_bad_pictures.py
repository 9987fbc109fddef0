"""Pictures that cannot be taken are refused when they are named."""

import zlib
from pathlib import Path

import pytest
from PIL import Image

from tests.support.desk import ADD, Desk

WITH = (*ADD, "--source", "BPBD", "--image")


def a_bomb() -> bytes:
    """A PNG of a few kilobytes that says it is 60,000 pixels wide and high."""
    Image.new("1", (1, 1)).save("small.png")
    data = bytearray(Path("small.png").read_bytes())
    Path("small.png").unlink()
    data[16:24] = (60_000).to_bytes(4) * 2
    data[29:33] = zlib.crc32(bytes(data[12:29])).to_bytes(4)
    return bytes(data)


def refused(desk: Desk, *images: str) -> str:
    return desk.refused(*WITH, *images).casefold()


def test_a_missing_picture(monday: Desk) -> None:
    sentence = refused(monday, "pasko.jpg")

    assert "there is no file" in sentence
    assert "pasko.jpg" in sentence


def test_a_text_with_the_name_of_a_picture(monday: Desk) -> None:
    (monday.folder / "media" / "text.jpg").write_text("no picture at all")

    assert "text.jpg is not a picture" in refused(monday, "text.jpg")


def test_a_picture_that_would_fill_the_memory(monday: Desk) -> None:
    (monday.folder / "media" / "bomb.png").write_bytes(a_bomb())

    assert "bomb.png has more than 50 megapixels" in refused(monday, "bomb.png")


def test_a_picture_that_was_copied_in_part(monday: Desk) -> None:
    whole = (monday.folder / "media" / "posko.jpg").read_bytes()
    (monday.folder / "media" / "part.jpg").write_bytes(whole[: len(whole) // 2])

    assert "part.jpg is damaged or incomplete" in refused(monday, "part.jpg")


def test_a_folder_and_a_device(monday: Desk) -> None:
    (monday.folder / "media" / "2026").mkdir()

    assert "name a file" in refused(monday, "media/2026")
    assert "outside the media folder" in refused(monday, "/dev/zero")


@pytest.mark.parametrize("path", ["secret.jpg", "media/../secret.jpg", "{}/secret.jpg"])
def test_a_picture_outside_of_the_media_folder(monday: Desk, path: str) -> None:
    picture = (monday.folder / "media" / "posko.jpg").read_bytes()
    (monday.folder / "secret.jpg").write_bytes(picture)

    sentence = refused(monday, path.format(monday.folder))

    assert "lies outside the media folder" in sentence
    assert "copy the file there" in sentence


def test_a_link_that_leads_out_of_the_media_folder(monday: Desk) -> None:
    (monday.folder / "media" / "link.jpg").symlink_to(monday.folder / ".env")

    assert "lies outside the media folder" in refused(monday, "link.jpg")


def test_a_picture_that_went_missing_after_it_was_added(monday: Desk) -> None:
    key = str(monday.added())
    (monday.folder / "media" / "posko.jpg").unlink()

    for verb in ("preview", "submit"):
        assert "posko.jpg" in monday.refused(verb, key)


def test_one_bad_picture_of_two_refuses_both(monday: Desk) -> None:
    assert "pasko.jpg" in refused(monday, "posko.jpg", "--image", "pasko.jpg")


def test_pictures_may_be_named_by_path_or_by_their_place_in_the_folder(
    monday: Desk,
) -> None:
    whole = str(monday.folder / "media" / "posko.jpg")

    for name in ("posko.jpg", "media/posko.jpg", whole):
        images = monday.done(*WITH, name, "--alt", "Posko", "--json").values["images"]
        assert images == [{"file": "posko.jpg", "alt": "Posko"}]
