"""`--film`, beside `--image`."""

import re
from pathlib import Path

import pytest

from tests.support.desk import ADD, Desk
from tests.support.films import a_film

BPBD = (*ADD, "--source", "BPBD")
FILM = ("--film", "media/banjir.mp4", "--alt", "Air menggenangi jalan")


@pytest.fixture
def desk(desk: Desk) -> Desk:
    film = a_film(pictures=80, size=(96, 64))
    (desk.folder / "media" / "banjir.mp4").write_bytes(film)
    return desk


def test_a_film_is_added_with_its_alternative_text(desk: Desk) -> None:
    answer = desk.done(*BPBD, *FILM, "--json")

    assert answer.values["images"] == [
        {"file": "banjir.mp4", "alt": "Air menggenangi jalan"}
    ]


def test_the_preview_tells_how_long_and_how_large_it_is(desk: Desk) -> None:
    key = desk.done(*BPBD, *FILM, "--to", "x", "--json").values["id"]

    answer = desk.done("preview", str(key))

    told = r"film: banjir.mp4 \(96×64, video/mp4, 3.2 seconds, [1-9][\d.]* kB\) Air"
    assert re.search(told, answer.out)


def test_json_tells_size_and_seconds_of_a_film(desk: Desk) -> None:
    key = desk.done(*BPBD, *FILM, "--to", "x", "--json").values["id"]

    [post] = desk.done("preview", str(key), "--json").values

    size = (desk.folder / "media" / "banjir.mp4").stat().st_size
    [film] = post["media"]
    assert (film["seconds"], film["size"]) == (3.2, size)


def test_a_film_takes_the_place_of_pictures(desk: Desk) -> None:
    key = desk.done(*BPBD, "--image", "posko.jpg", "--json").values["id"]

    answer = desk.done("edit", str(key), *FILM, "--json")

    assert [each["file"] for each in answer.values["images"]] == ["banjir.mp4"]


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ((*FILM, "--image", "posko.jpg"), "a film stands alone in its post"),
        ((*FILM, "--alt", "b"), "2 --alt for 1 --film: give one for each"),
        (("--film", "missing.mp4"), "there is no file"),
        (("--film", "../outside.mp4"), "outside the media folder"),
    ],
)
def test_what_cannot_be_is_told_in_one_sentence(
    desk: Desk, options: tuple[str, ...], told: str
) -> None:
    (Path(desk.folder).parent / "outside.mp4").write_bytes(b"")

    answer = desk(*BPBD, *options)

    assert answer.code == 1
    assert told in " ".join(answer.err.split())
