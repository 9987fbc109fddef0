"""Channels that are left out: by choice, for a reason, and never all of them."""

import pytest

from crossposter.announcements.omissions import EVERYWHERE, Choice, all_of, note, settle
from crossposter.database.models.event import Action
from crossposter.errors import BadInput, NotFound
from tests.conftest import MakeOffice
from tests.support.builders import an_announcement
from tests.support.newsroom import KABID, Office


@pytest.mark.parametrize(
    ("choice", "left"),
    [
        (EVERYWHERE, set()),
        (Choice(to=["x"]), {"facebook"}),
        (Choice(without=["x"]), {"x"}),
        (Choice(to=["facebook", "x"], without=["facebook"]), {"facebook"}),
    ],
)
def test_a_choice_names_those_that_remain_or_those_that_go(
    office: Office, choice: Choice, left: set[str]
) -> None:
    announcement = an_announcement(id=1)

    settle(office.approval._composer, announcement, [], choice)

    assert set(announcement.left_out or {}) == left


def test_a_reason_of_the_channel_goes_before_the_choice(
    make_office: MakeOffice,
) -> None:
    office = make_office(channels=("facebook", "instagram"))
    announcement = an_announcement(id=1)

    settle(office.approval._composer, announcement, [], Choice(without=["instagram"]))

    assert "left out by choice" not in (announcement.left_out or {})["instagram"]


def test_what_was_left_out_before_stays_so(office: Office) -> None:
    announcement = an_announcement(id=1, left_out={"lama": "ditutup"})

    settle(office.approval._composer, announcement, [], Choice(without=["x"]))

    assert announcement.left_out == {
        "lama": "ditutup",
        "x": "x was left out by choice",
    }


def test_one_channel_at_least_remains(office: Office) -> None:
    announcement = an_announcement(id=1)

    with pytest.raises(BadInput, match="no channel of announcement 1 would be left"):
        settle(
            office.approval._composer,
            announcement,
            [],
            Choice(without=["facebook", "x"]),
        )
    assert announcement.left_out is None


def test_a_channel_that_was_not_asked_for_cannot_be_chosen(office: Office) -> None:
    announcement = an_announcement(id=1, channels=["x"])

    with pytest.raises(BadInput, match="was not meant for facebook"):
        settle(office.approval._composer, announcement, [], Choice(to=["facebook"]))
    with pytest.raises(NotFound):
        settle(office.approval._composer, announcement, [], Choice(to=["threads"]))


def test_meant_for_others_is_no_reason(make_office: MakeOffice) -> None:
    office = make_office(channels=("facebook", "x", "instagram"))
    composer = office.approval._composer

    told = all_of(composer, an_announcement(channels=["facebook"]), [])

    assert list(told) == ["instagram"]


def test_each_omission_stands_in_the_log_with_its_reason(office: Office) -> None:
    key = office.write()
    with office.database.write() as session:
        announcement = office.announcement(key)
        note(
            session,
            KABID,
            announcement,
            {"x": "ditutup"},
            at=office.clock.now(),
        )

    last = office.events(key)[-1]
    assert (last.action, last.detail, last.actor) == (
        Action.LEFT_OUT,
        "x: ditutup",
        "kabid",
    )
