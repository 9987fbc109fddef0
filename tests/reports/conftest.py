"""A newsroom whose week is reported."""

from pathlib import Path

import pytest

from tests.support.newsroom import Office
from tests.support.weekly_reports import Newsroom


@pytest.fixture
def newsroom(office: Office, tmp_path: Path) -> Newsroom:
    return Newsroom(office, tmp_path)
