"""Sources as the configuration gives them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from crossposter.announcements.draft import Draft
from crossposter.errors import BadInput
from crossposter.staff import Actor
from tests.support.office import Office


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    office = Office(folder=tmp_path, url="http://127.0.0.1:9").set_up()
    config = tmp_path / "config.yaml"
    text = config.read_text(encoding="utf-8")
    old = "  - {code: PASAR, name: Dinas Pasar, kind: dinas, active: false}\nchannels:"
    config.write_text(text.replace("channels:", old, 1), encoding="utf-8")
    yield office
    office.close()


def test_a_source_that_is_gone_takes_no_announcement(office: Office) -> None:
    draft = Draft(title="Pasar murah", body="Besok pagi.", source="pasar")

    with pytest.raises(BadInput, match="Dinas Pasar sends no announcements any more"):
        office.app.announcements.add(Actor(login="siti"), draft)

    assert office.app.overview.listing() == []
