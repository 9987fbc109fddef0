"""A small day in the office, with everything of the large one."""

from pathlib import Path

import pytest

from tests.system.office_day import day

pytestmark = pytest.mark.long  # a whole day is played by commands


@pytest.mark.timeout(900)
def test_a_day_in_the_office_goes_as_it_should(tmp_path: Path) -> None:
    over = day(tmp_path, announcements=4)

    assert [each for each in over.tried if not each.as_it_should] == []
    assert len(over.office_posts) == sum(map(len, over.approved.values()))
