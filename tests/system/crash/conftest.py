from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.system.crash.running import MEMORY


@pytest.fixture
def quick_path() -> Iterator[Path]:
    """A folder in memory where there is one: no power is lost in these tests."""
    memory = MEMORY if MEMORY.is_dir() else None
    with TemporaryDirectory(prefix="crossposter-", dir=memory) as folder:
        yield Path(folder)
