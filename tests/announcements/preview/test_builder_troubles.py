"""Pages of announcements that cannot go out, or not as they stand."""

from datetime import timedelta
from pathlib import Path

import pytest

from crossposter.announcements.omissions import Choice
from crossposter.database.models import DeliveryStatus as Status
from crossposter.database.queries import deliveries
from crossposter.errors import NotFound
from tests.announcements.preview.test_builder import PAGE, view, viewed
from tests.conftest import MakeOffice
from tests.support.builders import TITLE
from tests.support.newsroom import KABID, PETUGAS, Office, wita
from tests.support.pages import Page


def test_a_slot_that_another_post_has_taken_is_not_promised_again(
    office: Office,
) -> None:
    office.approved()

    due = view(office, office.write()).due

    assert due is not None
    assert due.at == wita("23T17:00")


def test_a_timetable_without_a_free_slot_is_told_not_raised(
    make_office: MakeOffice,
) -> None:
    office = make_office(blackouts=["daily 05:00-18:00"])

    due = view(office, office.write()).due

    assert due is not None
    assert due.at is None
    assert "Tidak ada waktu" in Page(PAGE.draw(viewed(office, 1))).text


def test_a_channel_that_takes_no_post_says_why(make_office: MakeOffice) -> None:
    office = make_office(channels=("facebook", "instagram"))
    key = office.write()

    before = view(office, key, "instagram")
    office.announcements.submit(PETUGAS, key, Choice(without=["instagram"]))
    office.approval.approve(KABID, key)
    after = view(office, key, "instagram")

    assert before.text is None
    assert "without a picture" in before.problems[0]
    assert after.text is None
    assert after.problems == ("instagram takes no post without a picture",)
    assert "Tidak ada kiriman" in Page(PAGE.draw(viewed(office, key))).text


def test_the_error_of_a_failed_delivery_stands_beside_its_post(office: Office) -> None:
    key = office.approved()
    with office.database.write() as session:
        row = deliveries.get(session, office.delivery(key).id or 0)
        row.status, row.error = Status.FAILED, "Facebook refused the text"
        session.add(row)

    shown = view(office, key)

    assert shown.status == "failed"
    assert "Facebook refused the text" in Page(PAGE.draw(viewed(office, key))).text


def test_a_withdrawn_announcement_is_shown_as_it_was_known_last(office: Office) -> None:
    key = office.approved()
    office.announcements.withdraw(KABID, key, "keliru")

    shown = view(office, key)

    assert (shown.status, shown.frozen) == ("cancelled", True)
    assert "Ditarik" in Page(PAGE.draw(viewed(office, key))).text


def test_what_the_checks_found_is_told_while_it_can_be_mended(office: Office) -> None:
    key = office.submitted()
    before = viewed(office, key)

    office.approval.approve(KABID, key)

    assert [(each.sentence, each.grave) for each in before.remarks] == [
        (f"Periksa: {TITLE}", True)
    ]
    assert viewed(office, key).remarks == ()


def test_an_announcement_that_is_not_there_is_not_found(office: Office) -> None:
    with pytest.raises(NotFound):
        viewed(office, 99)


def test_looking_changes_nothing(office: Office, tmp_path: Path) -> None:
    key = office.approved(images=[(office.picture(), "Jembatan")])
    before = [each.model_dump() for each in office.deliveries(key)]
    events = len(office.events(key))
    files = sorted(tmp_path.rglob("*.png"))

    office.clock.advance(seconds=timedelta(minutes=5).total_seconds())
    PAGE.draw(viewed(office, key))

    assert [each.model_dump() for each in office.deliveries(key)] == before
    assert len(office.events(key)) == events
    assert sorted(tmp_path.rglob("*.png")) == files


def test_the_page_shows_the_time_all_channels_have_in_common(
    make_office: MakeOffice,
) -> None:
    office = make_office(channels=["facebook", "x"])
    office.approved(channels=["x"])
    office.approved(channels=["facebook"], at=wita("23 17:00"))

    sheet = viewed(office, office.write())

    assert [view.due.at for view in sheet.views if view.due] == [wita("24 07:00")] * 2


def test_the_page_says_until_when_it_is_valid(make_office: MakeOffice) -> None:
    office = make_office()
    key = office.write(valid_until=wita("25 17:00"), expires_at=wita("24 17:00"))

    sheet = viewed(office, key)

    assert (sheet.valid_until, sheet.expires_at) == (wita("25 17:00"), wita("24 17:00"))
