from datetime import UTC, datetime, time, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crossposter.scheduling.timetable import Timetable
from crossposter.scheduling.wall_clock import TimetableError

WITA = ZoneInfo("Asia/Makassar")
MONDAY_NOON = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)


def parse(*lines: str) -> Timetable:
    return Timetable.parse(lines, WITA)


def shown(timetable: Timetable, after: datetime, count: int) -> list[str]:
    slots = islice(timetable.slots(after), count)
    return [f"{slot.astimezone(WITA):%a %d %H:%M}" for slot in slots]


@pytest.mark.parametrize(
    ("line", "canonical"),
    [
        ("mon-fri 07:00 11:00 17:00", "mon-fri 07:00 11:00 17:00"),
        ("daily 7:00", "daily 07:00"),
        ("mon,tue,wed,thu,fri,sat,sun 07:00", "daily 07:00"),
        ("mon-sun 07.00", "daily 07:00"),
        ("mon,wed,fri 07:00", "mon/wed/fri 07:00"),
        ("mon/wed/fri 07:00", "mon/wed/fri 07:00"),
        ("mon-wed,sat 07:00", "mon-wed/sat 07:00"),
        ("sat-mon 07:00", "sat-mon 07:00"),
        ("fri-fri 07:00", "fri 07:00"),
        ("Monday - FRIDAY 07:00", "mon-fri 07:00"),
        ("mon–fri 07:00, 11:00", "mon-fri 07:00 11:00"),
        ("senin-kamis/Sabtu 07.00", "mon-thu/sat 07:00"),
        ("Jum'at 07.30", "fri 07:30"),
        ("  sun   23:59   00:00  ", "sun 00:00 23:59"),
        ("mon 11:00 07:00 11.00", "mon 07:00 11:00"),
    ],
)
def test_a_line_has_one_canonical_form(line: str, canonical: str) -> None:
    assert str(parse(line)) == canonical


def test_days_with_the_same_times_share_a_line_and_overlaps_merge() -> None:
    timetable = parse("mon 07:00", "mon-tue 07:00 09:00", "sun 07:00 09:00")

    assert str(timetable) == "sun-tue 07:00 09:00"


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("", "the line is empty"),
        ("  ", "the line is empty"),
        ("mom 07:00", '"mom" is not a day; did you mean "mon"?'),
        ("fryday 07:00", '"fryday" is not a day; did you mean "friday"?'),
        ("sanin 07:00", '"sanin" is not a day; did you mean "senin"?'),
        ("xyz 07:00", '"xyz" is not a day'),
        ("mon,,wed 07:00", "a comma, slash or dash with no day beside it"),
        ("-fri 07:00", "a comma, slash or dash with no day beside it"),
        ("1-5 07:00", '"1" could be more than one day'),
        ("0 07:00", "write the name"),
        ("mon-5 07:00", '"5" could be more than one day'),
        ("mon wed 07:00", 'join "wed" to the other days with a slash or a comma'),
        ("mon", "days but no time (inside [...] a comma starts another line"),
        ("11:00", "this one with a time (inside [...] a comma starts another line)"),
        ("660", "this one with a time"),
        ("07:00 mon", "this one with a time"),
        ("mon 7", '"7" is not a time; a time has an hour and minutes'),
        ("mon 07:00-09:00", '"07:00-09:00" is not a time'),
        ("mon 07:00:00", '"07:00:00" is not a time'),
        ("mon ٠٧:٠٠", '"٠٧:٠٠" is not a time'),
        ("mon 24:00", '"24:00" is not a time; a day goes from 00:00 to 23:59'),
        ("mon 25:10", '"25:10" is not a time; a day goes from 00:00 to 23:59'),
        ("mon 07:60", '"07:60" is not a time; a day goes from 00:00 to 23:59'),
    ],
)
def test_a_bad_line_is_quoted_explained_and_put_right(
    line: str, complaint: str
) -> None:
    with pytest.raises(TimetableError) as caught:
        parse("sun 09:00", line)

    message = str(caught.value)
    assert message.startswith(f'"{line}": ')
    assert complaint in message
    assert message.endswith("(right is: mon-fri 07:00 11:00)")


def test_a_line_said_twice_is_refused_however_it_is_written() -> None:
    with pytest.raises(TimetableError, match=r'^"Senin 7\.00": another line says the'):
        parse("mon 07:00", "Senin 7.00")


def test_a_timetable_without_lines_is_refused() -> None:
    with pytest.raises(TimetableError, match="needs a line, for example: mon-fri"):
        parse()


@pytest.mark.parametrize("line", ["sunday", "1 07:00", "day 07:00", "mon 0700"])
def test_suggestions_are_lines_that_parse(line: str) -> None:
    with pytest.raises(TimetableError) as caught:
        parse(line)

    example = str(caught.value).partition("(right is: ")[2].removesuffix(")")
    assert str(parse(example)) == example


def test_slots_come_in_order_across_lines_and_weeks() -> None:
    timetable = parse("sat/sun 09:00", "mon 17:00 07:00")

    assert shown(timetable, MONDAY_NOON, 5) == [
        "Mon 23 17:00",
        "Sat 28 09:00",
        "Sun 29 09:00",
        "Mon 30 07:00",
        "Mon 30 17:00",
    ]


def test_a_slot_is_strictly_later_even_by_a_microsecond() -> None:
    timetable = parse("mon 12:00")

    tick = timedelta(microseconds=1)

    assert next(timetable.slots(MONDAY_NOON - tick)) == MONDAY_NOON
    assert next(timetable.slots(MONDAY_NOON)) == MONDAY_NOON + timedelta(weeks=1)
    assert next(timetable.slots(MONDAY_NOON + tick)) == MONDAY_NOON + timedelta(weeks=1)


def test_slots_are_in_utc_whatever_zone_the_question_is_in() -> None:
    timetable = parse("mon 12:00")

    slot = next(timetable.slots(datetime(2026, 11, 23, 11, 59, tzinfo=WITA)))

    assert slot == MONDAY_NOON
    assert slot.tzinfo is UTC


def test_a_moment_without_a_zone_is_a_mistake_of_the_program() -> None:
    with pytest.raises(ValueError, match="has no time zone"):
        parse("mon 12:00").slots(MONDAY_NOON.replace(tzinfo=None))


rules = st.frozensets(
    st.tuples(
        st.integers(0, 6),
        st.builds(time, st.integers(0, 23), st.integers(0, 59)),
    ),
    min_size=1,
    max_size=20,
)


@settings(deadline=None)
@given(rules)
def test_what_is_written_can_be_read_again(weekly: frozenset[tuple[int, time]]) -> None:
    timetable = Timetable(zone=WITA, weekly=weekly)

    assert Timetable.parse(str(timetable).split(", "), WITA) == timetable


@settings(deadline=None)
@given(st.lists(st.text(max_size=20), max_size=3))
def test_any_text_is_either_a_rule_or_a_timetable_error(lines: list[str]) -> None:
    try:
        timetable = Timetable.parse(lines, WITA)
    except TimetableError:
        return
    assert timetable.weekly
