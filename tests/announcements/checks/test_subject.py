"""What a check is given: every text people read, and the day they read it."""

from datetime import date, timedelta

import pytest

from crossposter.announcements.checks.subject import Level, error, warning
from tests.announcements.checks.test_rules import MONDAY, a_subject


def test_every_text_has_the_name_people_give_it() -> None:
    subject = a_subject(
        texts={"x": "Singkat"},
        pictures=(("a.jpg", "Posko"),),
        area="Satui",
        contact="0518-112",
        link="https://contoh.go.id",
    )

    assert [piece.where for piece in subject.pieces()] == [
        "the title",
        "the body",
        "the text for x",
        "the alternative text of a.jpg",
        "the area",
        "the contact",
    ]
    assert [piece.where for piece in subject.whole()][-1] == "the link"


def test_what_nobody_gave_is_no_piece() -> None:
    subject = a_subject(area="", contact=None, link=None)

    assert [it.where for it in subject.whole()] == ["the title", "the body"]


@pytest.mark.parametrize(
    ("asked", "day"),
    [
        (None, date(2026, 11, 23)),
        (MONDAY + timedelta(days=2), date(2026, 11, 25)),
        (MONDAY - timedelta(days=2), date(2026, 11, 23)),  # it goes out at once then
        (MONDAY.replace(hour=23, minute=59), date(2026, 11, 23)),
    ],
)
def test_the_day_is_that_of_the_offices_clock(asked: object, day: date) -> None:
    assert a_subject(at=asked).today() == day


@pytest.mark.parametrize(("day", "mourned"), [(22, False), (23, True), (25, True)])
def test_first_and_last_day_of_mourning_belong_to_it(
    day: int, *, mourned: bool
) -> None:
    days = (date(2026, 11, 23), date(2026, 11, 25))

    assert a_subject(mourning=(days,)).is_mourned(date(2026, 11, day)) is mourned


def test_the_day_after_mourning_is_an_ordinary_one() -> None:
    one_day = (date(2026, 11, 23), date(2026, 11, 23))

    assert not a_subject(mourning=(one_day,)).is_mourned(date(2026, 11, 24))


def test_an_objection_says_how_bad_it_is() -> None:
    assert error("Perbaiki.") == (Level.ERROR, "Perbaiki.")
    assert warning("Periksa.") == (Level.WARNING, "Periksa.")
