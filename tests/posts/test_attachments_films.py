"""A film on its way: added, shown, approved, kept, and sent as it was approved."""

import tarfile
from collections.abc import Set as AbstractSet
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import BytesIO
from typing import Any

import pytest
from PIL import Image

from crossposter.announcements.preview import PageRenderer
from crossposter.announcements.preview.builder import PreviewBuilder
from crossposter.channels import Media, VideoRules
from crossposter.database.backup import Backups
from crossposter.database.models import DeliveryStatus as Status
from crossposter.errors import BadInput, Several
from crossposter.platforms import PLATFORMS
from crossposter.platforms.instagram.format import FILMS as INSTAGRAM_FILMS
from crossposter.platforms.x.format import FILMS as X_FILMS
from tests.conftest import MakeOffice
from tests.support.films import PLACE, a_film, with_place_in
from tests.support.newsroom import OPERATOR, PETUGAS, WITA, Office
from tests.support.pages import Page

FILM = with_place_in(a_film(), b"udta")
ALT = "Air menggenangi jalan"


@pytest.fixture
def office(make_office: MakeOffice) -> Office:
    """X takes a second of film, Instagram wants three."""
    office = make_office(channels=("facebook", "x", "instagram"))
    _take_films(office, "x", X_FILMS)
    _take_films(office, "instagram", INSTAGRAM_FILMS)
    film(office)
    return office


def _take_films(office: Office, name: str, rules: VideoRules) -> None:
    channel = office.channels[name]
    takes = replace(channel.format, films=rules)
    office.channels[name] = replace(channel, format=takes)


def film(office: Office, data: bytes = FILM) -> None:
    (office.folder / "media" / "banjir.mp4").write_bytes(data)


def approved(office: Office, **values: Any) -> int:
    """On X alone: the others cannot show it."""
    choice = {"without": ["facebook", "instagram"]}
    return office.approved(images=[("banjir.mp4", ALT)], **choice, **values)


def sent(office: Office) -> Media:
    [post] = office.publishers["x"].posts
    [medium] = post.post.media
    return medium


def content(medium: Media) -> bytes:
    with medium.open() as stream:
        return stream.read()


def test_what_was_approved_goes_out_without_its_place(office: Office) -> None:
    key = approved(office)

    office.run("x", at=office.delivery(key, "x").due_at)

    medium = sent(office)
    assert (medium.is_film, medium.size, medium.seconds) == (True, len(FILM), 1.0)
    assert (medium.alt, medium.mime, medium.data) == (ALT, "video/mp4", b"")
    assert PLACE in FILM
    assert PLACE not in content(medium)
    assert len(content(medium)) == len(FILM)


def test_the_media_folder_may_be_tidied_after_approval(office: Office) -> None:
    key = approved(office)
    (office.folder / "media" / "banjir.mp4").unlink()

    office.run("x", at=office.delivery(key, "x").due_at)

    assert office.delivery(key, "x").status is Status.PUBLISHED
    assert len(content(sent(office))) == len(FILM)


def test_a_film_that_was_altered_in_the_archive_is_held(office: Office) -> None:
    key = approved(office)
    [kept] = (office.folder / "archive").glob("??/??/*.mp4")
    kept.chmod(0o644)
    kept.write_bytes(a_film(pictures=30))

    office.run("x", at=office.delivery(key, "x").due_at)

    delivery = office.delivery(key, "x")
    assert delivery.status is Status.HELD
    assert "was altered" in (delivery.error or "")


def test_channels_that_cannot_show_it_are_left_out_and_told(office: Office) -> None:
    key = approved(office)

    problems = {
        each.channel.name: each.problems for each in office.approval.preview(key)
    }
    assert [each.channel for each in office.deliveries(key)] == ["x"]
    assert problems["facebook"] == ("facebook takes no films",)
    assert "it lasts 1.0 seconds of at least 3" in problems["instagram"][0]


def test_every_channel_that_cannot_show_it_is_named_at_submit(office: Office) -> None:
    key = office.write(images=[("banjir.mp4", ALT)])

    with pytest.raises(Several) as refusal:
        office.announcements.submit(PETUGAS, key)

    facebook, instagram = refusal.value.lines()
    assert facebook.startswith("facebook takes no films")
    assert "it lasts 1.0 seconds of at least 3" in instagram
    assert instagram.endswith("go on with --without instagram")


def test_a_channel_asked_for_by_name_refuses_at_submit(office: Office) -> None:
    key = office.write(images=[("banjir.mp4", ALT)], channels=["x", "instagram"])

    with pytest.raises(BadInput, match="instagram does not take banjir"):
        office.announcements.submit(PETUGAS, key)


def test_a_film_beside_a_picture_is_refused_when_it_is_added(office: Office) -> None:
    with pytest.raises(BadInput, match="together with anything else"):
        office.write(images=[("banjir.mp4", ALT), (office.picture(), "Jembatan")])


def test_a_file_that_became_another_kind_is_seen_at_submit(office: Office) -> None:
    names = [office.picture("a.png"), office.picture("b.png")]
    key = office.write(images=[(name, ALT) for name in names])
    (office.folder / "media" / "b.png").write_bytes(FILM)

    with pytest.raises(BadInput, match="together with anything else"):
        office.announcements.submit(PETUGAS, key)


def test_a_film_needs_its_alternative_text(office: Office) -> None:
    key = office.write(images=[("banjir.mp4", "")])

    with pytest.raises(BadInput, match=r"banjir\.mp4 has no alternative text"):
        office.announcements.submit(PETUGAS, key)


def test_eleven_pictures_are_refused_when_they_are_added(office: Office) -> None:
    names = [office.picture(f"{number}.png") for number in range(11)]

    with pytest.raises(BadInput, match="11 pictures are too many"):
        office.write(images=[(name, ALT) for name in names])


def test_the_preview_shows_the_first_picture_with_its_length(office: Office) -> None:
    key = approved(office)
    viewing = PreviewBuilder(
        database=office.database,
        clock=office.clock,
        composer=office.approval.composer,
        archive=office.archive,
        review=lambda *_: [],
        platforms=PLATFORMS,
    )

    sheet = viewing.sheet(key)

    [shot] = next(each for each in sheet.views if each.channel == "x").shots
    with Image.open(BytesIO(shot.large or b"")) as image:
        left = image.getpixel((8, 32))
    assert isinstance(left, tuple)
    assert left[0] > 200 > left[2]
    page = PageRenderer(zone=WITA, language="id", office="Pemkab").draw(sheet)
    assert "0:01" in Page(page).text
    assert 'class="play"' in page


def test_a_backup_has_the_film_in_it_and_reads_it_back(office: Office) -> None:
    approved(office)
    backups = Backups(
        database=office.database,
        clock=office.clock,
        zone=WITA,
        pictures=office.folder / "archive",
        keeping=office.archive.keeping,
    )

    written = backups.write(OPERATOR, office.folder / "backup.tar.gz")

    assert (written.pictures, written.damaged) == (1, ())
    with tarfile.open(written.file) as tar:
        assert [name for name in tar.getnames() if name.endswith(".mp4")]


def test_the_archive_keeps_films_that_are_needed_and_no_others(office: Office) -> None:
    key = approved(office)
    needed = {medium["sha256"] for medium in office.delivery(key, "x").media}
    ever = datetime(1970, 1, 1, tzinfo=UTC)
    later = office.clock.now() + timedelta(days=36_500)

    def without(keep: AbstractSet[str]) -> int:
        return office.archive.remove_unused(
            lambda hashes: hashes - keep, since=ever, until=later
        )

    assert without(needed) == 0
    assert without(set()) == 1
