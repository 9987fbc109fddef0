"""The page in the language of the office: findings and remarks as well."""

import pytest

from crossposter.announcements.preview import PreviewPage, Sheet
from crossposter.announcements.preview.builder import Viewing
from tests.support.newsroom import WITA, Office
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
def sheet(office: Office) -> Sheet:
    viewing = Viewing(
        database=office.database,
        clock=office.clock,
        composer=office.approval._composer,
        archive=office.archive,
        review=office.reviewer.review,
    )
    return viewing.sheet(office.write(body=BODY))


def told(sheet: Sheet, language: str) -> str:
    page = PreviewPage(zone=WITA, language=language, office="Pemerintah Kabupaten")
    return Page(page.draw(sheet)).text


def test_findings_and_remarks_are_told_in_the_language_of_the_office(
    sheet: Sheet,
) -> None:
    indonesian, english = told(sheet, "id"), told(sheet, "en")

    assert {it for it in INDONESIAN if it not in indonesian} == set()
    assert {it for it in ENGLISH if it not in english} == set()
    assert {it for it in ENGLISH if it in indonesian} == set()


def test_the_command_line_goes_on_in_english(sheet: Sheet) -> None:
    said = [each.sentence for each in sheet.remarks]
    said += [it for view in sheet.views for it in view.problems]

    assert {it for it in ENGLISH if it not in " ".join(said)} == set()
