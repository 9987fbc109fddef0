"""The witness: what was about to be sent, even where the database has forgotten it."""

from datetime import timedelta
from pathlib import Path

import pytest

from crossposter.publishing import witness as seen
from crossposter.publishing.witness import FROM_THE_FIRST, Witness
from tests.support.fakes import MONDAY

HOUR = timedelta(hours=1)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "deeper" / "intents"


def test_it_tells_the_same_words_from_others_and_one_channel_from_another(
    file: Path,
) -> None:
    witness = Witness(file)
    witness.begin(since=MONDAY)
    witness.saw("x", "Jembatan", at=MONDAY)
    witness.saw("x", "Pasar", at=MONDAY + HOUR)
    witness.saw("facebook", "Jembatan", at=MONDAY + 2 * HOUR)

    told = Witness(file).tell("x", "Jembatan")

    assert told == seen.Testimony(
        since=MONDAY,
        same=frozenset({MONDAY}),
        every=frozenset({MONDAY, MONDAY + HOUR}),
    )


def test_it_watches_on_from_where_it_began(file: Path) -> None:
    Witness(file).begin(since=FROM_THE_FIRST)
    Witness(file).begin(since=MONDAY)

    assert Witness(file).tell("x", "a").since == FROM_THE_FIRST


def test_nobody_watched_where_there_is_no_file(file: Path) -> None:
    told = Witness(file).tell("x", "Jembatan")

    assert told == seen.Testimony(since=None)
    assert not told.covers(MONDAY)


@pytest.mark.parametrize(("hours", "covered"), [(-1, False), (0, True), (1, True)])
def test_only_what_came_after_its_beginning_is_covered(
    hours: int, *, covered: bool
) -> None:
    assert seen.Testimony(since=MONDAY).covers(MONDAY + hours * HOUR) is covered


def test_a_line_that_was_cut_off_spoils_no_other(file: Path) -> None:
    witness = Witness(file)
    witness.begin(since=MONDAY)
    witness.saw("x", "Jembatan", at=MONDAY)
    with file.open("ab") as cut:
        cut.write(b'{"at": "2026-11-2\n\xff\x00\n')
    witness.saw("x", "Jembatan", at=MONDAY + HOUR)

    assert witness.tell("x", "Jembatan").same == {MONDAY, MONDAY + HOUR}


def test_the_words_themselves_are_not_kept(file: Path) -> None:
    Witness(file).saw("x", "Rahasia sampai terbit", at=MONDAY)

    assert "Rahasia" not in file.read_text()


def test_a_disk_that_takes_nothing_stops_nobody(tmp_path: Path) -> None:
    (tmp_path / "deeper").write_text("no folder")

    Witness(tmp_path / "deeper" / "intents").saw("x", "a", at=MONDAY)

    assert (tmp_path / "deeper").read_text() == "no folder"
