"""A daemon that was away says so once: from when to when, and what was due."""

from datetime import timedelta

import pytest

from tests.support.newsroom import Office, wita
from tests.support.watchman import Watchman


@pytest.fixture
def watchman(office: Office) -> Watchman:
    return Watchman(office=office)


def test_a_daemon_that_was_away_tells_from_when_to_when_and_what_was_due(
    office: Office, watchman: Watchman
) -> None:
    watchman.beat()
    office.approved(at=wita("23 11:00"))
    office.approved(at=wita("25 11:00"))
    office.clock.advance(to=wita("24 09:30"))

    watchman.incidents.woke_up()
    watchman.watch(hours=1)

    (subject,) = watchman.subjects
    assert subject.endswith(
        "Tidak ada yang terbit dari 2026-11-23 08:00 WITA sampai 2026-11-24 09:30 WITA"
    )
    assert "2 kiriman jatuh tempo" in watchman.texts[0]
    assert watchman.rows[0].solved_at is not None


def test_what_was_due_is_counted_also_when_it_is_being_looked_for(
    office: Office, watchman: Watchman
) -> None:
    """`look_first` comes before, and puts in doubt what was due."""
    watchman.beat()
    office.approved(channels=["facebook"], at=wita("23 11:00"))
    office.clock.advance(to=wita("23 11:30"))
    office.started().look_first()

    watchman.incidents.woke_up()
    watchman.look()

    assert "1 kiriman jatuh tempo" in watchman.texts[0]


@pytest.mark.parametrize("minutes", [1, 14])
def test_a_restart_is_no_absence(
    office: Office, watchman: Watchman, minutes: int
) -> None:
    watchman.beat()
    office.clock.advance(minutes=minutes)

    watchman.incidents.woke_up()
    watchman.look()

    assert watchman.letters == []


def test_a_daemon_that_was_stopped_on_purpose_was_not_away(
    office: Office, watchman: Watchman
) -> None:
    watchman.beat(stopped=True)
    office.clock.advance(days=3)

    watchman.incidents.woke_up()
    watchman.look()

    assert watchman.letters == []


def test_the_first_start_ever_is_no_return(watchman: Watchman) -> None:
    watchman.incidents.woke_up()
    watchman.look()

    assert watchman.letters == []


def test_a_daemon_that_dies_again_before_it_beats_tells_its_absence_once(
    office: Office, watchman: Watchman
) -> None:
    watchman.beat()
    office.clock.advance(hours=5)

    for _ in range(3):
        watchman.incidents.woke_up()
        watchman.look()

    assert len(watchman.letters) == 1


def test_a_clock_that_was_set_back_is_no_absence(
    office: Office, watchman: Watchman
) -> None:
    watchman.beat()
    office.clock.advance(to=office.clock.now() - timedelta(days=2))

    watchman.incidents.woke_up()
    watchman.look()

    assert watchman.letters == []
