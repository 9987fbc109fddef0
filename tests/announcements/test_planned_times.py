"""When an announcement goes out, by values alone."""

from datetime import datetime, timedelta

import pytest

from crossposter.announcements.planned_times import (
    Booked,
    apart,
    last_moment,
    planned,
    require_recent,
    require_valid,
    together,
)
from crossposter.errors import BadInput
from crossposter.scheduling.blackouts import Blackouts
from crossposter.scheduling.timetable import Agenda, Timetable
from tests.support.builders import an_announcement
from tests.support.newsroom import WITA, wita

NOW = wita("23 08:00")
LATER = NOW + timedelta(days=14)


def booked(*rows: str, taken: tuple[datetime, ...] = ()) -> Booked:
    agenda = Agenda(
        timetable=Timetable.parse(rows or ("mon-fri 11:00 17:00",), WITA),
        blackouts=Blackouts.parse((), WITA),
        spacing=timedelta(minutes=1),
    )
    return Booked(agenda=agenda, taken=frozenset(taken))


def test_the_earlier_of_two_ends_is_the_last_moment() -> None:
    first, second = wita("24 08:00"), wita("25 08:00")

    assert last_moment(an_announcement()) is None
    assert last_moment(an_announcement(expires_at=second, valid_until=first)) == first
    assert last_moment(an_announcement(expires_at=second)) == second


def test_a_slot_is_free_on_every_channel_of_its_timetable() -> None:
    booking = {"facebook": booked(), "x": booked(taken=(wita("23 11:00"),))}

    assert together(an_announcement(), booking, NOW) == {
        "facebook": wita("23 17:00"),
        "x": wita("23 17:00"),
    }
    assert apart(an_announcement(), booking, NOW)["facebook"] == wita("23 11:00")


def test_channels_go_apart_where_together_is_too_late() -> None:
    booking = {"facebook": booked(), "x": booked(taken=(wita("23 11:00"),))}
    ends = an_announcement(expires_at=wita("23 17:00"))

    with pytest.raises(BadInput, match="after it expires"):
        planned(ends, booking, NOW, ends=LATER)
    only = {"facebook": booked(), "x": booked("mon-fri 12:00")}
    assert planned(ends, only, NOW, ends=LATER)["x"] == wita("23 12:00")


def test_a_time_asked_for_that_has_passed_means_now() -> None:
    asked = an_announcement(at=NOW - timedelta(minutes=5))

    assert together(asked, {"x": booked()}, NOW) == {"x": NOW}


def test_the_urgent_takes_its_moment_whoever_has_it() -> None:
    booking = {"x": booked(taken=(NOW,))}
    at_once = {"at_once": True}

    assert together(an_announcement(**at_once), booking, NOW)["x"] > NOW
    urgent = an_announcement(urgent=True, **at_once)
    assert together(urgent, booking, NOW) == {"x": NOW}


def test_no_channel_has_no_time() -> None:
    assert together(an_announcement(at=LATER), {}, NOW) == {}


def test_a_time_at_the_end_of_the_approval_is_too_late() -> None:
    due = wita("23 11:00")
    planned(an_announcement(), {"x": booked()}, NOW, ends=due + timedelta.resolution)

    with pytest.raises(BadInput, match=r"approval\.expires"):
        planned(an_announcement(), {"x": booked()}, NOW, ends=due)


@pytest.mark.parametrize(
    ("field", "option"), [("expires_at", "--expires"), ("valid_until", "--valid-until")]
)
def test_what_has_ended_names_the_option_that_helps(field: str, option: str) -> None:
    with pytest.raises(BadInput, match=option):
        require_valid(an_announcement(**{field: NOW}), NOW)
    require_valid(an_announcement(**{field: NOW + timedelta.resolution}), NOW)


def test_a_time_is_recent_as_long_as_the_grace() -> None:
    asked, grace = an_announcement(at=NOW - timedelta(hours=2)), timedelta(hours=2)

    require_recent(asked, NOW, grace)
    with pytest.raises(BadInput, match="has passed"):
        require_recent(asked, NOW + timedelta.resolution, grace)
