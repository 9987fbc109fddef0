"""What each platform shows of the same pictures and films, and what it tells."""

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from crossposter.channels import Format, VideoRules
from crossposter.errors import BadInput
from crossposter.media import DecodedImage, VideoFile, examine
from crossposter.platforms.facebook import format as facebook
from crossposter.platforms.instagram import format as instagram
from crossposter.platforms.x import format as x
from crossposter.posts.attachments import (
    Described,
    Exhibit,
    Unable,
    illustrate,
    require_together,
    why_unshowable,
)

FILM = VideoFile(
    name="banjir.mp4",
    mime="video/mp4",
    sha256="f" * 64,
    file=Path("/media/banjir.mp4"),
    size=1_000_000,
    width=1080,
    height=1920,
    seconds=12.5,
    rate=30.0,
    codec="h264",
    sound="aac",
)
RULES = VideoRules(
    mimes=frozenset({"video/mp4"}),
    max_bytes=2_000_000,
    min_seconds=1,
    max_seconds=20,
    codecs=frozenset({"h264"}),
)
FORMATS = {"facebook": facebook.FORMAT, "x": x.FORMAT, "instagram": instagram.FORMAT}


def a_picture(
    name: str = "foto.jpg", kind: str = "JPEG", frames: int = 1
) -> DecodedImage:
    images = [Image.new("RGB", (400, 400), (80 * n, 90, 90)) for n in range(frames)]
    file = BytesIO()
    several = {"save_all": True, "append_images": images[1:]} if frames > 1 else {}
    images[0].save(file, kind, **several)
    return examine(name, file.getvalue())


def described(*exhibits: Exhibit) -> list[Described]:
    return [(each, f"alt of {each.name}") for each in exhibits]


@pytest.fixture
def taking_films() -> Format:
    return replace(x.FORMAT, films=RULES)


def sentence(unable: Unable | None) -> str:
    assert unable is not None
    return unable.sentence


def test_a_film_is_shown_as_it_is(taking_films: Format) -> None:
    [film] = illustrate("x", taking_films, described(FILM)).media

    assert film.is_film
    assert (film.file, film.size, film.seconds) == (FILM.file, 1_000_000, 12.5)
    assert (film.sha256, film.mime) == (FILM.sha256, "video/mp4")
    assert (film.alt, film.data) == ("alt of banjir.mp4", b"")


def test_a_channel_that_can_show_a_film_is_able(taking_films: Format) -> None:
    assert why_unshowable("x", taking_films, [FILM]) is None
    assert why_unshowable("x", taking_films, [a_picture()]) is None


def test_a_channel_names_what_keeps_it_from_showing_a_film(
    taking_films: Format,
) -> None:
    film = replace(FILM, seconds=21.0)

    assert sentence(why_unshowable("x", taking_films, [film])) == (
        "x does not take banjir.mp4: it lasts 21.0 seconds of at most 20 (change the"
        " film, or leave this channel out with --to)"
    )


def test_a_channel_without_films_says_so() -> None:
    assert sentence(why_unshowable("x", replace(x.FORMAT, films=None), [FILM])) == (
        "x takes no films (leave this channel out with --to)"
    )


@pytest.mark.parametrize("others", [[a_picture()], [FILM], [a_picture(), a_picture()]])
def test_a_film_stands_alone(others: list[Exhibit]) -> None:
    with pytest.raises(BadInput, match=r"the film banjir\.mp4 together with anything"):
        require_together([*others, FILM])


def test_ten_pictures_are_the_most() -> None:
    pictures = [a_picture()] * 10
    require_together(pictures)

    with pytest.raises(BadInput, match="11 pictures are too many: choose 10"):
        require_together([*pictures, a_picture()])


@pytest.mark.parametrize(("name", "shown"), [("facebook", 10), ("instagram", 10)])
def test_ten_pictures_are_shown(name: str, shown: int) -> None:
    result = illustrate(name, FORMATS[name], described(*[a_picture()] * 10))

    assert (len(result.media), result.problems) == (shown, ())


def test_x_shows_the_first_four_and_tells() -> None:
    pictures = [a_picture(f"{number}.jpg") for number in range(10)]

    result = illustrate("x", x.FORMAT, described(*pictures))

    assert [each.name for each in result.media] == ["0.jpg", "1.jpg", "2.jpg", "3.jpg"]
    assert result.problems == ("only the first 4 of 10 pictures fit",)


def test_an_animation_plays_on_x() -> None:
    animation = a_picture("gerak.gif", "GIF", frames=3)

    result = illustrate("x", x.FORMAT, described(animation))

    assert [each.data for each in result.media] == [animation.data]
    assert result.problems == ()


@pytest.mark.parametrize("name", ["facebook", "instagram"])
@pytest.mark.parametrize("kind", ["GIF", "WEBP", "PNG"])
def test_an_animation_stands_still_elsewhere_and_that_is_told(
    name: str, kind: str
) -> None:
    animation = a_picture("gerak.asli", kind, frames=3)

    result = illustrate(name, FORMATS[name], described(animation))

    assert [each.mime for each in result.media] == ["image/jpeg"]
    assert result.problems == (
        f"gerak.asli does not move on {name}: its first picture is shown",
    )


def test_an_animation_beside_pictures_stands_still_on_x() -> None:
    animation = a_picture("gerak.gif", "GIF", frames=3)

    result = illustrate("x", x.FORMAT, described(a_picture(), animation))

    assert [each.mime for each in result.media] == ["image/jpeg"] * 2
    assert result.problems == (
        "gerak.gif does not move on x: its first picture is shown",
    )
