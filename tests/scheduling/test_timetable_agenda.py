from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from crossposter.scheduling.blackouts import Blackouts
from crossposter.scheduling.timetable import Agenda, Timetable
from crossposter.scheduling.wall_clock import TimetableError

WITA = ZoneInfo("Asia/Makassar")
MINUTE = timedelta(minutes=1)


def wita(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=WITA)


def agenda(
    *slots: str,
    blackouts: Sequence[str] = (),
    spacing: timedelta = MINUTE,
    zone: ZoneInfo = WITA,
) -> Agenda:
    return Agenda(
        timetable=Timetable.parse(slots, zone),
        blackouts=Blackouts.parse(blackouts, zone),
        spacing=spacing,
    )


def test_the_next_slot_is_the_first_one_that_is_free() -> None:
    daily = agenda("daily 07:00 11:00")

    first = daily.next_slot(wita("2026-11-23 07:00"), [])
    second = daily.next_slot(wita("2026-11-23 07:00"), [first])

    assert first == wita("2026-11-23 11:00")
    assert second == wita("2026-11-24 07:00")


@pytest.mark.parametrize("spacing", [timedelta(0), MINUTE])
def test_a_slot_is_never_shared(spacing: timedelta) -> None:
    daily = agenda("daily 07:00", spacing=spacing)

    slot = daily.next_slot(wita("2026-11-23 08:00"), [wita("2026-11-24 07:00")])

    assert slot == wita("2026-11-25 07:00")


@pytest.mark.parametrize(
    ("taken", "expected"),
    [
        ("2026-11-23 10:30", "2026-11-23 11:00"),
        ("2026-11-23 10:30:01", "2026-11-23 12:00"),
        ("2026-11-23 11:29:59", "2026-11-23 12:00"),
        ("2026-11-23 11:30", "2026-11-23 11:00"),
    ],
)
def test_only_a_post_nearer_than_the_spacing_is_in_the_way(
    taken: str, expected: str
) -> None:
    daily = agenda("daily 11:00 12:00", spacing=30 * MINUTE)

    assert daily.next_slot(wita("2026-11-23 09:00"), [wita(taken)]) == wita(expected)


def test_a_slot_inside_a_blackout_is_passed_over() -> None:
    daily = agenda("daily 05:00 12:00", blackouts=["daily 22:00-05:30", "2026-11-23"])

    assert daily.next_slot(wita("2026-11-23 01:00"), []) == wita("2026-11-24 12:00")


def test_taken_moments_may_come_in_any_order_and_zone() -> None:
    daily = agenda("daily 07:00 11:00 17:00")
    taken = [
        datetime(2026, 11, 23, 9, tzinfo=UTC),
        datetime(2026, 11, 23, 10, tzinfo=ZoneInfo("Asia/Jakarta")),
        wita("2026-11-23 07:00"),
    ]

    assert daily.next_slot(wita("2026-11-23 00:00"), taken) == wita("2026-11-24 07:00")


def test_spacing_is_measured_in_real_time_when_an_hour_comes_twice() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    # 02:59 CEST and 03:01 CET look like two minutes and are 62.
    taken = datetime(2026, 10, 25, 2, 59, tzinfo=berlin)
    moment = datetime(2026, 10, 25, 3, 1, tzinfo=berlin)
    sundays = agenda("sun 03:01", spacing=timedelta(hours=1), zone=berlin)

    assert sundays.next_slot(taken, [taken]) == moment.astimezone(UTC)
    assert sundays.at(moment, [taken]) == moment.astimezone(UTC)


def test_posts_in_an_hour_that_comes_twice_are_kept_in_their_real_order() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    taken = [
        datetime(2026, 10, 25, 2, 59, tzinfo=berlin),
        datetime(2026, 10, 25, 2, 1, fold=1, tzinfo=berlin),
    ]
    sundays = agenda("sun 02:57", spacing=3 * MINUTE, zone=berlin)

    moment = sundays.at(datetime(2026, 10, 25, 2, 57, tzinfo=berlin), taken)

    assert moment == datetime(2026, 10, 25, 1, 4, tzinfo=UTC)


@pytest.mark.parametrize(
    "full",
    [
        agenda("daily 23:00", blackouts=["daily 22:00-05:30"]),
        agenda("daily 07:00 12:00", spacing=timedelta(days=500)),
    ],
)
def test_a_channel_without_any_free_slot_says_what_to_change(full: Agenda) -> None:
    taken = [wita("2026-11-23 12:00")]

    with pytest.raises(TimetableError) as caught:
        full.next_slot(taken[0], taken)

    assert str(full.timetable) in str(caught.value)
    assert "no free slot in the next 400 days; add slots" in str(caught.value)


def test_a_slot_a_year_away_is_still_found() -> None:
    weekly = agenda("mon 07:00")
    start = wita("2026-11-23 08:00")
    taken = list(islice(weekly.timetable.slots(start), 56))

    slot = weekly.next_slot(start, taken)

    assert slot == taken[-1] + timedelta(weeks=1)


def test_an_asked_for_moment_that_is_free_is_kept_to_the_microsecond() -> None:
    moment = wita("2026-11-23 08:13:07.123456")

    assert agenda("daily 07:00").at(moment, []) == moment
    assert agenda("daily 07:00").at(moment, []).tzinfo is UTC


@pytest.mark.parametrize(
    ("taken", "expected"),
    [
        (["08:00"], "08:10"),
        (["07:50"], "08:00"),
        (["07:50:01"], "08:00:01"),
        (["08:09"], "08:19"),
        (["08:10"], "08:00"),
        (["08:05", "07:55", "08:24"], "08:34"),
        (["08:05", "07:55", "08:25"], "08:15"),
    ],
)
def test_an_asked_for_moment_gives_way_to_posts_nearer_than_the_spacing(
    taken: list[str], expected: str
) -> None:
    daily = agenda("daily 07:00", spacing=10 * MINUTE)

    moment = daily.at(
        wita("2026-11-23 08:00"), [wita(f"2026-11-23 {at}") for at in taken]
    )

    assert moment == wita(f"2026-11-23 {expected}")


def test_an_asked_for_moment_may_be_shared_when_there_is_no_spacing() -> None:
    moment = wita("2026-11-23 08:00")

    assert agenda("daily 07:00", spacing=timedelta(0)).at(moment, [moment]) == moment


def test_an_asked_for_moment_waits_for_the_blackout_and_then_for_the_spacing() -> None:
    nightly = agenda(
        "daily 07:00",
        blackouts=["daily 22:00-05:30", "tue 05:35-06:00"],
        spacing=10 * MINUTE,
    )

    moment = nightly.at(wita("2026-11-23 23:00"), [wita("2026-11-24 05:29")])

    assert moment == wita("2026-11-24 06:00")


@pytest.mark.parametrize("taken_zone", [None, WITA])
def test_a_moment_without_a_zone_is_a_mistake_of_the_program(
    taken_zone: ZoneInfo | None,
) -> None:
    bare = wita("2026-11-23 08:00").replace(tzinfo=None)
    taken = bare.replace(tzinfo=taken_zone)

    with pytest.raises(ValueError, match="has no time zone"):
        agenda("daily 07:00").at(bare if taken_zone else wita("2026-11-23"), [taken])


ZONES = ["Asia/Makassar", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe"]
moments = st.datetimes(
    datetime(2026, 1, 1),  # noqa: DTZ001
    datetime(2026, 12, 31),  # noqa: DTZ001
    timezones=st.just(UTC),
)
clock_times = st.builds(time, st.integers(0, 23), st.sampled_from([0, 1, 15, 30]))


@st.composite
def agendas(draw: st.DrawFn) -> Agenda:
    zone = draw(st.sampled_from(ZONES))
    times = draw(st.lists(clock_times, min_size=1, max_size=4))
    start, end = draw(st.lists(clock_times, min_size=2, max_size=2, unique=True))
    return agenda(
        f"{draw(st.sampled_from(['daily', 'sat-mon', 'tue/thu']))} "
        + " ".join(f"{at:%H:%M}" for at in times),
        blackouts=[f"daily {start:%H:%M}-{end:%H:%M}"],
        spacing=timedelta(minutes=draw(st.integers(0, 600))),
        zone=ZoneInfo(zone),
    )


def crowded(moment: datetime, taken: Sequence[datetime], spacing: timedelta) -> bool:
    return any(abs(moment - other) < spacing for other in taken)


@settings(deadline=None)
@given(agendas(), moments, st.data())
def test_the_next_slot_is_the_first_that_breaks_no_rule(
    rules: Agenda, after: datetime, data: st.DataObject
) -> None:
    slots = list(islice(rules.timetable.slots(after), 30))
    taken = data.draw(st.lists(st.sampled_from(slots)), "taken")
    allowed = [
        slot
        for slot in slots
        if slot not in taken
        and not crowded(slot, taken, rules.spacing)
        and rules.blackouts.end_of(slot) is None
    ]
    assume(allowed)

    slot = rules.next_slot(after, taken)

    assert slot > after
    assert slot == allowed[0]


@settings(deadline=None)
@given(agendas(), moments, st.lists(st.integers(-2000, 2000), max_size=8))
def test_the_moment_found_is_the_first_that_breaks_no_rule(
    rules: Agenda, moment: datetime, offsets: list[int]
) -> None:
    moment = moment.replace(second=0, microsecond=0)
    taken = [moment + offset * MINUTE for offset in offsets]

    found = rules.at(moment, taken)

    def free(at: datetime) -> bool:
        return rules.blackouts.end_of(at) is None and not crowded(
            at, taken, rules.spacing
        )

    assert found >= moment
    assert free(found)
    waited = int((found - moment) / MINUTE)
    assert not any(free(moment + step * MINUTE) for step in range(0, waited, 13))
