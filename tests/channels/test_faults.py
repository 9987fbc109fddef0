"""Faults: those that stop posts, those of one post alone."""

import pytest

from crossposter.channels.faults import HARMLESS, OF_ONE_POST, FaultKind, stops_posts


@pytest.mark.parametrize("kind", FaultKind)
def test_only_what_goes_on_by_itself_stops_no_post(kind: FaultKind) -> None:
    assert stops_posts(kind) is (kind not in HARMLESS)
    assert stops_posts(str(kind)) is stops_posts(kind)


def test_a_word_nobody_knows_yet_is_taken_seriously() -> None:
    assert stops_posts("something-new")


def test_no_fault_of_one_post_is_harmless() -> None:
    assert not OF_ONE_POST & HARMLESS
    assert len({str(kind) for kind in FaultKind}) == len(FaultKind)
