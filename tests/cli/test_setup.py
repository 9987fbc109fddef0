"""init and check: a folder that works, and what still stands in the way."""

import os
import stat
from pathlib import Path

import pytest

from crossposter.config import starter
from tests.support.desk import Desk


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_init_writes_a_folder_that_checks(desk: Desk) -> None:
    told = desk.done("init", "kantor").out
    folder = desk.folder / "kantor"

    assert (folder / "config.yaml").read_text("utf-8") == starter.config_text()
    assert (folder / "media").is_dir()
    assert (folder / "templates" / "x" / "default.j2").is_file()
    assert mode(folder / ".env") == 0o600
    assert told.endswith("the first lines of crossposter.service.\n")
    assert f"  cd {folder}\n  crossposter check\n" in told
    checked = desk.done("--config", "kantor/config.yaml", "check").out
    assert "channels.facebook.access_token is not set yet" in checked
    assert checked.endswith(
        "Not all is in order yet: see what is marked with ! above.\n"
    )


def test_init_twice_changes_nothing(desk: Desk) -> None:
    desk.done("init", "kantor")
    (desk.folder / "kantor" / ".env").write_text("FACEBOOK_PAGE_TOKEN=mine\n")
    before = desk.everything()

    told = desk.done("init", "kantor").out

    assert "wrote" not in told
    assert "kept" in told
    assert desk.everything() == before


def test_init_restores_what_is_missing_and_keeps_the_rest(desk: Desk) -> None:
    desk.done("init", "kantor")
    (desk.folder / "kantor" / "config.yaml").write_text("mine")
    (desk.folder / "kantor" / "templates" / "x" / "default.j2").unlink()

    values = desk.done("init", "kantor", "--json").values

    written = [Path(each["file"]).name for each in values if each["written"]]
    assert written == ["default.j2"]
    assert (desk.folder / "kantor" / "config.yaml").read_text() == "mine"


def test_init_here_needs_no_cd(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "kantor").mkdir()
    monkeypatch.chdir(tmp_path / "kantor")

    told = desk.done("init").out

    assert "cd " not in told
    assert "crossposter check" in told


@pytest.mark.parametrize("in_the_way", ["", "/templates", "/media"])
def test_a_file_in_the_way_of_a_folder_is_told(desk: Desk, in_the_way: str) -> None:
    path = desk.folder / f"kantor{in_the_way}"
    path.parent.mkdir(exist_ok=True)
    path.write_text("a file")

    answer = desk("init", "kantor")

    assert answer.code == 1
    assert answer.err.startswith("crossposter: ")
    assert "cannot be written" in answer.err
    assert answer.err.count("\n") == 1
    assert path.read_text() == "a file"


def test_init_in_a_folder_no_service_can_name_writes_nothing(desk: Desk) -> None:
    sentence = desk.refused("init", "kantor $1")

    assert "a dollar sign" in sentence
    assert not (desk.folder / "kantor $1").exists()


def test_no_secret_of_the_environment_is_written(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FACEBOOK_PAGE_TOKEN", "EAABsecret")

    desk.done("init", "kantor")

    assert "EAAB" not in (desk.folder / "kantor" / ".env").read_text()


def test_check_names_the_secrets_that_are_missing(desk: Desk) -> None:
    desk.done("init", "kantor")

    told = desk.done("--config", "kantor/config.yaml", "check").out

    assert "channels.facebook.access_token is not set yet: put it into .env" in told
    assert "channels.x.consumer_secret is not set yet" in told


def test_check_warns_of_what_will_not_work_for_long(monday: Desk) -> None:
    (monday.folder / ".env").chmod(0o644)
    (monday.folder / "media" / "posko.jpg").unlink()
    (monday.folder / "media").rmdir()

    warnings = monday.done("check", "--json").values["warnings"]

    assert any("chmod 600" in warning for warning in warnings)
    assert any("media does not exist" in warning for warning in warnings)


def test_check_shows_the_next_free_slot_of_every_channel(monday: Desk) -> None:
    told = monday.done("check").out

    assert "facebook: next free slot 2026-11-23 11:00 WITA" in told
    slots = monday.done("check", "--json").values["next_slots"]
    assert set(slots.values()) == {"2026-11-23T03:00:00Z"}


def test_a_slot_that_is_taken_is_not_free(monday: Desk) -> None:
    monday.approved("--to", "facebook")

    told = monday.done("check").out

    assert "facebook: next free slot 2026-11-23 17:00 WITA" in told
    assert "x: next free slot 2026-11-23 11:00 WITA" in told
    values = monday.done("check", "--json").values["next_slots"]
    assert values["facebook"] == "2026-11-23T09:00:00Z"


def test_in_order_is_said_last_and_only_where_all_is(monday: Desk) -> None:
    last = "Configuration, templates and timetable are in order.\n"

    for path in [monday.folder, *monday.folder.rglob("*")]:
        path.chmod(0o700 if path.is_dir() else 0o600)
    assert monday.done("check").out.endswith(last)
    (monday.folder / ".env").chmod(0o644)
    told = monday.done("check").out
    assert "are in order" not in told
    assert told.endswith("see what is marked with ! above.\n")


def test_nothing_is_in_order_where_an_account_does_not_open(monday: Desk) -> None:
    assert "in order" not in monday("check", "--online").out


def test_check_online_tells_of_every_account_that_does_not_open(monday: Desk) -> None:
    answer = monday("check", "--online")

    assert answer.code == 1
    assert " as " not in answer.out
    channels = [line.partition(":")[0] for line in answer.err.splitlines()]
    assert channels == ["crossposter", "x", "instagram"]
    assert "sandbox-token" not in answer.err


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written_is_told(desk: Desk) -> None:
    (desk.folder / "kantor").mkdir(mode=0o500)

    assert "Permission denied" in desk("init", "kantor").err
