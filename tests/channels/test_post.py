"""A post and its fingerprint: whatever the public sees, and nothing else, is in it."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from crossposter.channels import Media, Post

PICTURE = Media(name="a.png", mime="image/png", sha256="aa", data=b"x", alt="Posko")
POST = Post(text="Jembatan", link="https://contoh.go.id", media=(PICTURE,))


@pytest.mark.parametrize(
    "change",
    [
        {"text": "Jembatan."},
        {"link": None},
        {"media": ()},
        {"media": (replace(PICTURE, sha256="bb"),)},
        {"media": (replace(PICTURE, alt="Tenda"),)},
        {"media": (PICTURE, PICTURE)},
        {"replies": ("lanjutan",)},
    ],
)
def test_whatever_people_see_changes_the_fingerprint(change: dict[str, Any]) -> None:
    assert replace(POST, **change).fingerprint() != POST.fingerprint()


def test_a_file_name_is_not_seen_by_anybody() -> None:
    renamed = replace(POST, media=(replace(PICTURE, name="b.png"),))

    assert renamed.fingerprint() == POST.fingerprint()


def test_the_border_between_two_parts_counts() -> None:
    one, other = Post(text="a", replies=("b", "c")), Post(text="a", replies=("b\nc",))

    assert one.fingerprint() != other.fingerprint()


def test_pictures_and_link_belong_to_the_first_part() -> None:
    thread = replace(POST, replies=("dua", "tiga"))

    first, third = (thread.part(at, reply_to="77") for at in (0, 2))

    assert thread.parts == ("Jembatan", "dua", "tiga")
    assert (first.media, first.replies, first.link) == ((PICTURE,), (), POST.link)
    assert (third.text, third.media, third.reply_to) == ("tiga", (), "77")


def test_bytes_are_read_from_memory_or_from_the_film(tmp_path: Path) -> None:
    file = tmp_path / "a.mp4"
    file.write_bytes(b"film")
    film = Media(name="a.mp4", mime="video/mp4", sha256="cc", file=file)

    with film.open() as stream, PICTURE.open() as other:
        assert (stream.read(), other.read()) == (b"film", b"x")
    assert film.is_film
    assert not replace(film, mime="image/gif").is_film


def test_a_picture_does_not_print_its_bytes() -> None:
    assert "data" not in repr(PICTURE)
