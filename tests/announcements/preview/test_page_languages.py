"""The page in the language of the office: findings and remarks as well."""

import pytest

from crossposter.announcements.preview import PageRenderer, PreviewPage
from crossposter.announcements.preview.builder import PreviewBuilder
from crossposter.database.queries import announcements, deliveries
from crossposter.platforms import PLATFORMS
from tests.conftest import MakeOffice
from tests.support.newsroom import KABID, WITA, Office
from tests.support.pages import Page

BODY = f"{'Warga diminta tidak melintas di jembatan lama itu. ' * 200}Hubungi 0812 5012 3456."
ENGLISH = {
    "the body holds the mobile number 0812 5012 3456: is it the office's?",
    "body shortened from 10,223 to 4,946 characters",
    'the part that is left out names a number, "Hubungi 0812 5012 3456":',
}
INDONESIAN = {
    "isi memuat nomor ponsel 0812 5012 3456: apakah itu nomor kantor?",
    "isi dipendekkan dari 10.223 menjadi 4.946 karakter",
    'bagian yang dihilangkan menyebut nomor, "Hubungi 0812 5012 3456":',
}


@pytest.fixture
def sheet(office: Office) -> PreviewPage:
    return sheet_of(office, office.write(body=BODY))


def sheet_of(office: Office, key: int) -> PreviewPage:
    viewing = PreviewBuilder(
        database=office.database,
        clock=office.clock,
        composer=office.approval.composer,
        archive=office.archive,
        review=office.reviewer.review,
        platforms=PLATFORMS,
    )
    return viewing.sheet(key)


def told(sheet: PreviewPage, language: str) -> str:
    page = PageRenderer(zone=WITA, language=language, office="Pemerintah Kabupaten")
    return Page(page.draw(sheet)).text


def test_findings_and_remarks_are_told_in_the_language_of_the_office(
    sheet: PreviewPage,
) -> None:
    indonesian, english = told(sheet, "id"), told(sheet, "en")

    assert {it for it in INDONESIAN if it not in indonesian} == set()
    assert {it for it in ENGLISH if it not in english} == set()
    assert {it for it in ENGLISH if it in indonesian} == set()


def test_the_command_line_goes_on_in_english(sheet: PreviewPage) -> None:
    said = [each.sentence for each in sheet.remarks]
    said += [it for view in sheet.views for it in view.problems]

    assert {it for it in ENGLISH if it not in " ".join(said)} == set()


def test_why_a_channel_is_left_out_is_told_in_the_language_of_the_office(
    make_office: MakeOffice,
) -> None:
    office = make_office(channels=("facebook", "x", "instagram"))
    key = office.submitted(without=["x", "instagram"])
    office.approval.approve(KABID, key)

    page = told(sheet_of(office, key), "id")

    assert "instagram tidak menerima kiriman tanpa gambar" in page
    assert "x dilewati atas pilihan petugas" in page


def test_a_reason_that_holds_no_more_is_told_as_it_was_kept(
    make_office: MakeOffice,
) -> None:
    office = make_office(channels=("facebook", "instagram"))
    key = office.submitted(without=["instagram"])
    with office.database.write() as session:
        row = announcements.get(session, key)
        row.left_out = {"instagram": "it rained"}
        session.add(row)

    assert "it rained" in told(sheet_of(office, key), "id")


def test_an_announcement_whose_picture_is_gone_still_says_why(
    make_office: MakeOffice,
) -> None:
    office = make_office(channels=("facebook", "x"))
    key = office.submitted(images=[(office.picture(), "Jembatan")], without=["x"])
    office.approval.approve(KABID, key)
    (office.folder / "media" / "jembatan.png").unlink()

    assert "x dilewati atas pilihan petugas" in told(sheet_of(office, key), "id")


def test_why_an_approved_post_is_not_sent_is_told_in_the_language_of_the_office(
    office: Office,
) -> None:
    key = office.approved()
    with office.database.write() as session:
        row = deliveries.get(session, office.delivery(key).id or 0)
        row.text = "Bukan yang disetujui"
        session.add(row)

    assert "diubah setelah disetujui dan tidak dikirim" in told(
        sheet_of(office, key), "id"
    )
