"""What a new office gets, and that nothing of its own is touched."""

import os
from pathlib import Path

import pytest

from crossposter.config import starter


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = tmp_path / "checkout"
    (root / "crossposter").mkdir(parents=True)
    (root / "templates" / "x").mkdir(parents=True)
    (root / "templates" / "x" / "default.j2").write_text("{{ body }}")
    (root / "config.yaml").write_text("timezone: Asia/Makassar\n")
    monkeypatch.setattr(
        starter, "__file__", str(root / "crossposter" / "config" / "starter.py")
    )
    return root


def test_in_a_checkout_the_files_stand_at_its_root(checkout: Path) -> None:
    assert starter.starter_folder() == checkout
    assert starter.templates_folder() == checkout / "templates"
    assert starter.config_text() == "timezone: Asia/Makassar\n"


def test_in_a_wheel_they_stand_in_the_package(checkout: Path) -> None:
    packed = checkout / "crossposter" / "_starter"
    packed.mkdir()
    (packed / "config.yaml").write_text("language: id\n")

    assert starter.starter_folder() == packed
    assert starter.config_text() == "language: id\n"


def test_the_shipped_templates_are_found() -> None:
    assert (starter.templates_folder() / "facebook" / "default.j2").is_file()


def test_an_empty_folder_gets_everything(checkout: Path, tmp_path: Path) -> None:
    office = tmp_path / "a" / "office"

    copied = starter.copy_to(office)

    assert copied == [
        (office / "config.yaml", True),
        (office / "templates" / "x" / "default.j2", True),
    ]
    assert (office / "config.yaml").read_text() == "timezone: Asia/Makassar\n"
    assert (office / "config.yaml").stat().st_mode & 0o777 == 0o644
    assert (office / "media").is_dir()


def test_nothing_is_overwritten_and_no_scrap_is_left(
    checkout: Path, tmp_path: Path
) -> None:
    office = tmp_path / "office"
    office.mkdir()
    (office / "config.yaml").write_text("ours")

    first, second = starter.copy_to(office), starter.copy_to(office)

    assert [written for _, written in first] == [False, True]
    assert [written for _, written in second] == [False, False]
    assert (office / "config.yaml").read_text() == "ours"
    assert sorted(path.name for path in office.rglob("*")) == [
        "config.yaml",
        "default.j2",
        "media",
        "templates",
        "x",
    ]


def test_a_file_that_appears_meanwhile_wins(
    checkout: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = tmp_path / "office"
    real = os.link

    def late(source: Path, target: Path, **options: bool) -> None:
        Path(target).write_text("theirs")
        real(source, target, **options)

    monkeypatch.setattr(os, "link", late)

    copied = starter.copy_to(office)

    assert {written for _, written in copied} == {False}
    assert (office / "config.yaml").read_text() == "theirs"


def test_a_file_system_without_hard_links_will_do(
    checkout: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "link", refuse)

    copied = starter.copy_to(tmp_path / "office")

    assert {written for _, written in copied} == {True}


def test_a_failed_write_leaves_no_half_file(
    checkout: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "link", full)
    monkeypatch.setattr(Path, "rename", full)
    office = tmp_path / "office"

    with pytest.raises(OSError, match="No space left"):
        starter.copy_to(office)

    assert [path.name for path in office.iterdir()] == ["media"]
