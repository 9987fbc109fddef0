"""What people look at is what goes out: rendered before approval, frozen after."""

from base64 import b64decode
from io import BytesIO

import pytest
from PIL import Image

from crossposter.announcements.checks import Finding, Level
from crossposter.announcements.preview import PageRenderer, PostView, PreviewPage
from crossposter.announcements.preview.builder import PreviewBuilder
from crossposter.database.models import Announcement
from crossposter.database.models import DeliveryStatus as Status
from crossposter.database.queries import announcements, deliveries
from crossposter.platforms import PLATFORMS
from tests.support.newsroom import KABID, WITA, Office, wita
from tests.support.pages import Page

PAGE = PageRenderer(zone=WITA, language="id", office="Pemerintah Kabupaten")
NAVY = (0, 0, 128)


def objecting(announcement: Announcement, _files: object) -> list[Finding]:
    return [
        Finding(
            rule="title", level=Level.ERROR, sentence=f"Periksa: {announcement.title}"
        )
    ]


def viewed(office: Office, key: int) -> PreviewPage:
    viewing = PreviewBuilder(
        database=office.database,
        clock=office.clock,
        composer=office.approval.composer,
        archive=office.archive,
        review=objecting,
        platforms=PLATFORMS,
    )
    return viewing.sheet(key)


def view(office: Office, key: int, channel: str = "facebook") -> PostView:
    return next(each for each in viewed(office, key).views if each.channel == channel)


def template(office: Office, text: str) -> None:
    for path in (office.folder / "templates").rglob("default.j2"):
        path.write_text(text)


def test_a_draft_is_shown_as_it_would_go_out_now(office: Office) -> None:
    key = office.write(images=[(office.picture(), "Jembatan")])

    sheet = viewed(office, key)

    assert not sheet.frozen
    composed = {each.channel.name: each for each in office.approval.preview(key)}
    for each in sheet.views:
        post = composed[each.channel].post
        assert post is not None
        assert (each.text, each.frozen) == (post.text, False)
        assert [shot.sha256 for shot in each.shots] == [m.sha256 for m in post.media]


def test_the_very_text_that_was_approved_is_shown_whatever_templates_say_since(
    office: Office,
) -> None:
    key = office.approved()
    frozen = office.delivery(key).text

    template(office, "Something else entirely")

    shown = view(office, key)
    assert (shown.text, shown.frozen) == (frozen, True)
    page = PAGE.draw(viewed(office, key))
    assert frozen.splitlines()[0] in page
    assert "Something else" not in page


def test_the_pictures_are_those_of_the_archive_whatever_the_media_folder_holds(
    office: Office,
) -> None:
    key = office.approved(images=[(office.picture(), "Jembatan")])
    [approved] = office.delivery(key).media

    office.picture(colour="red")

    [shot] = view(office, key).shots
    assert shot.sha256 == approved["sha256"]
    [source] = {
        given["src"]
        for tag, given in Page(PAGE.draw(viewed(office, key))).attributes
        if tag == "img" and given.get("data-sha256") == approved["sha256"]
    }
    drawn = Image.open(BytesIO(b64decode((source or "").partition(",")[2])))
    pixel = drawn.convert("RGB").getpixel((5, 5))
    assert isinstance(pixel, tuple)
    assert all(abs(a - b) < 8 for a, b in zip(pixel, NAVY, strict=True))


def test_it_is_shown_after_the_media_folder_was_tidied_up(office: Office) -> None:
    key = office.approved(images=[(office.picture(), "Jembatan")])

    (office.folder / "media" / "jembatan.png").unlink()

    assert [shot.alt for shot in view(office, key).shots] == ["Jembatan"]


def test_a_picture_that_is_not_the_approved_one_is_never_shown(office: Office) -> None:
    key = office.approved(images=[(office.picture(), "Jembatan")])
    [kept] = (office.folder / "archive").rglob("*.png")
    kept.chmod(0o644)
    Image.new("RGB", (64, 48), "red").save(kept)

    shown = view(office, key)

    assert shown.shots == ()
    assert "was altered" in " ".join(shown.problems)


def test_a_text_changed_behind_the_programs_back_is_told(office: Office) -> None:
    key = office.approved()
    with office.database.write() as session:
        row = deliveries.get(session, office.delivery(key).id or 0)
        row.text = "Bukan yang disetujui"
        session.add(row)

    assert "altered after its approval" in " ".join(view(office, key).problems)


def test_the_page_says_who_approved_it_and_when_on_the_offices_clock(
    office: Office,
) -> None:
    key = office.approved()

    said = Page(PAGE.draw(viewed(office, key))).text

    assert "disetujui kabid, Senin, 23 November 2026 pukul 08.00 WITA" in said
    assert "Senin, 23 November 2026 pukul 11.00 WITA" in said


def test_an_edit_after_approval_shows_the_edited_text_and_says_it_is_not_approved(
    office: Office,
) -> None:
    key = office.approved()

    office.edit(key, title="Jembatan dibuka kembali")

    sheet = viewed(office, key)
    assert not sheet.frozen
    assert all("Jembatan dibuka kembali" in (each.text or "") for each in sheet.views)
    assert "Belum disetujui" in Page(PAGE.draw(sheet)).text


def test_what_is_public_stays_in_view_as_it_was_sent_after_an_edit(
    office: Office,
) -> None:
    key = office.approved()
    sent = office.run_when_due(key)
    assert sent.status is Status.PUBLISHED

    office.edit(key, title="Jembatan dibuka kembali")

    shown = {each.channel: each for each in viewed(office, key).views}
    assert shown["facebook"].text == sent.text
    assert shown["facebook"].frozen
    assert shown["facebook"].permalink == sent.permalink
    assert "dibuka kembali" in (shown["x"].text or "")


@pytest.mark.parametrize(
    ("asked", "how", "at"),
    [
        ({}, "slot", wita("23T11:00")),
        ({"urgent": True}, "approval", None),
        ({"at_once": True}, "approval", None),
        ({"at": wita("25T09:30")}, "asked", wita("25T09:30")),
        ({"at": wita("25T09:30"), "urgent": True}, "asked", wita("25T09:30")),
    ],
    ids=["timetable", "urgent", "now", "at", "urgent-at"],
)
def test_the_time_before_approval_is_the_one_approval_gives(
    office: Office, asked: dict[str, object], how: str, at: object
) -> None:
    key = office.submitted()
    with office.database.write() as session:
        row = announcements.get(session, key)
        for name, value in asked.items():
            setattr(row, name, value)
        session.add(row)
    due = view(office, key).due
    assert due is not None
    assert (due.how, due.at) == (how, at)

    office.approval.approve(KABID, key)

    given = office.delivery(key).due_at
    assert given == (due.at or office.clock.now())
