"""The house keeps its bounds, as `python -m tests.project.house` prints them."""

from pathlib import Path

import pytest

from tests.project import house
from tests.project.way import Way, way_of_a_delivery


@pytest.fixture(scope="module")
def way() -> Way:
    return way_of_a_delivery()


def test_the_top_can_be_read_at_one_glance() -> None:
    assert len(house.top_entries()) <= 24


def test_there_are_thirteen_layers() -> None:
    assert len(house.layers()) == 13


def test_a_delivery_is_handed_through_three_rooms(way: Way) -> None:
    rooms = way.rooms_of(way.handed)

    assert "publishing" in rooms
    assert len(rooms) <= 3, rooms


def test_a_lane_runs_nothing_of_who_writes_and_who_tells(way: Way) -> None:
    ran = set(way.rooms_of(way.ran))

    assert {"publishing", "channels", "database"} <= ran
    assert ran <= {"publishing", "channels", "database", "posts", "scheduling"}


def test_a_delivery_status_is_told_in_six_files_and_two_documents() -> None:
    listed = house.to_edit_for("delivery status")
    documents = [path for path in listed if path.endswith(".md")]

    assert documents == ["README.md", "CONTRIBUTING.md"]
    assert len(listed) - len(documents) <= 6


def test_modules_are_tried_under_their_name() -> None:
    share = 1 - len(house.untried()) / len(house.modules())

    assert share >= 0.85, house.untried()


def test_no_docstring_begins_with_a_question() -> None:
    assert house.opening_words() == []


def test_a_longer_name_is_no_test_of_a_shorter_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for path in ("package/media/image.py", "package/media/image_metadata.py"):
        file = tmp_path / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("def look():\n    return 1\n")
    test = tmp_path / "tests/media/test_image_metadata_places.py"
    test.parent.mkdir(parents=True)
    test.touch()
    monkeypatch.setattr(house, "PACKAGE", tmp_path / "package")
    monkeypatch.setattr(house, "TESTS", tmp_path / "tests")

    assert [path.name for path in house.untried()] == ["image.py"]


@pytest.mark.parametrize(
    ("code", "counts"),
    [
        ("class Row:\n    name: str\n", False),
        ("class Port:\n    def send(self) -> None:\n        '''Out.'''\n", False),
        ("class Port:\n    def send(self) -> None: ...\n", False),
        ("def send():\n    return 1\n", True),
    ],
)
def test_what_only_declares_needs_no_test_of_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: str, *, counts: bool
) -> None:
    (tmp_path / "module.py").write_text(code)
    monkeypatch.setattr(house, "PACKAGE", tmp_path)

    assert bool(house.modules()) is counts


def test_every_count_is_printed_with_what_it_was(
    way: Way, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(house, "way_of_a_delivery", lambda: way)

    lines = [str(count) for count in house.counts()]

    assert any("entries at the top" in line and "71 ->" in line for line in lines)
    assert all("->" in line for line in lines)
