"""A folder that a group shares: open to that group and to nobody else."""

import os
import shutil
import stat
import subprocess
from pathlib import Path

import pytest
from _pytest.mark import ParameterSet

from tests.support.desk import ADD, PICTURE, Desk, program

CLOSED = 0o007  #: to those who are not of the group


def rarely(modes: int) -> ParameterSet:
    return pytest.param(modes, marks=pytest.mark.long)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.fixture
def shared(desk: Desk) -> Desk:
    """An office whose database, approved pictures and media a group shares."""
    desk.configure("sqlite:///crossposter.db", "sqlite:///data/crossposter.db")
    (desk.folder / "crossposter.db").unlink()
    for name in ("data", "approved", "media"):
        (desk.folder / name).mkdir(exist_ok=True)
        (desk.folder / name).chmod(0o2770)
    return desk


def in_a_shell(desk: Desk, *arguments: str, umask: int) -> None:
    with desk.start(program(*arguments), umask=umask) as process:
        _, told = process.communicate(timeout=120)
    assert process.returncode == 0, told


@pytest.mark.parametrize("umask", [0o022, rarely(0o000), rarely(0o077)])
def test_whoever_is_first_makes_them_for_the_group(shared: Desk, umask: int) -> None:
    in_a_shell(shared, *ADD, "--source", "BPBD", *PICTURE, "--urgent", umask=umask)
    for verb in ("submit 1", "approve 1", "run --once", "preview 1 --html"):
        in_a_shell(shared, *verb.split(), umask=umask)

    folders = [it for it in (shared.folder / "approved").rglob("*") if it.is_dir()]
    assert mode(shared.folder / "data" / "crossposter.db") == 0o660
    assert mode(shared.folder / "data" / "crossposter.db.lock") == 0o600
    assert mode(shared.folder / "preview-1.html") == 0o600
    assert folders
    assert {mode(it) for it in folders} == {0o2770}


def test_check_has_nothing_against_what_a_group_shares(shared: Desk) -> None:
    in_a_shell(shared, *ADD, "--source", "BPBD", *PICTURE, umask=0o022)

    assert shared.done("check", "--json").values["warnings"] == []


def test_check_tells_what_others_than_the_group_can_read(shared: Desk) -> None:
    shared.done("list")
    (shared.folder / "data" / "crossposter.db").chmod(0o664)
    (shared.folder / "media").chmod(0o2775)
    (shared.folder / ".env").chmod(0o640)

    told = " ".join(shared.done("check", "--json").values["warnings"])

    for path in (".env", "data/crossposter.db", "media"):
        assert f"{shared.folder}/{path}" in told


@pytest.mark.parametrize("file", ["data/crossposter.db", "approved", "media"])
@pytest.mark.parametrize("closed", [0o600, 0o640, 0o750])
def test_check_tells_what_the_group_cannot_work_with_and_what_to_type(
    shared: Desk, file: str, closed: int
) -> None:
    shared.done("list")
    path = shared.folder / file
    path.chmod(closed)

    told = shared.done("check", "--json").values["warnings"]
    [sentence] = [it for it in told if it.startswith("the group that shares")]

    assert str(path) in sentence
    for command in sentence.partition(": ")[2].split(" && "):
        subprocess.run(command.split(), check=True)
    assert shared.done("check", "--json").values["warnings"] == []


@pytest.mark.skipif(os.geteuid() != 0, reason="only root gives files away")
def test_a_database_of_another_group_is_told_as_well(shared: Desk) -> None:
    shared.done("list")
    os.chown(shared.folder / "data" / "crossposter.db", -1, 61_001)

    assert "chgrp --reference" in shared.done("check").out


@pytest.mark.parametrize("modes", [0o750, *map(rarely, (0o700, 0o770, 0o2750, 0o3750))])
def test_a_folder_that_no_group_shares_stays_of_one_account(
    shared: Desk, modes: int
) -> None:
    for name in ("data", "approved"):
        (shared.folder / name).chmod(modes)

    in_a_shell(shared, *ADD, "--source", "BPBD", *PICTURE, "--urgent", umask=0o000)
    for verb in ("submit 1", "approve 1"):
        in_a_shell(shared, *verb.split(), umask=0o000)

    assert mode(shared.folder / "data" / "crossposter.db") == 0o600
    assert {
        mode(path) & 0o077
        for path in (shared.folder / "approved").iterdir()
        if path.is_dir()
    } == {0}


@pytest.mark.skipif(os.geteuid() != 0, reason="only root gives files away")
@pytest.mark.parametrize("modes", [0o700, 0o2770])
def test_what_root_makes_first_belongs_to_whom_the_folder_belongs(
    shared: Desk, modes: int
) -> None:
    data = shared.folder / "data"
    data.chmod(0o700)
    os.chown(data, 61_001, 61_002)
    data.chmod(modes)

    shared.done("list")
    shared.done("run", "--once")

    made = {path.name: path.stat() for path in data.iterdir()}
    assert {"crossposter.db", "crossposter.db.lock"} <= set(made)
    assert {(it.st_uid, it.st_gid) for it in made.values()} == {(61_001, 61_002)}


def test_a_link_in_the_place_of_the_lock_is_not_followed(shared: Desk) -> None:
    kept = shared.folder / "penting.txt"
    kept.write_text("jangan hilang")
    kept.chmod(0o644)
    (shared.folder / "data" / "crossposter.db.lock").symlink_to(kept)

    assert "crossposter.db.lock cannot be written" in shared("run", "--once").err

    assert kept.read_text() == "jangan hilang"
    assert mode(kept) == 0o644


def test_the_journal_of_a_transaction_is_open_to_the_group(shared: Desk) -> None:
    from crossposter.database import Database
    from tests.support.builders import stored_announcement

    file = shared.folder / "data" / "crossposter.db"
    database = Database(f"sqlite:///{file}")
    try:
        with database.write() as session:
            stored_announcement(session)
            session.flush()
            beside = [it for it in file.parent.iterdir() if it.name != file.name]
            assert beside
            assert {mode(it) for it in beside} == {0o660}
    finally:
        database.close()


def test_an_address_that_is_no_path_makes_no_file(
    shared: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    from crossposter.database import Database

    monkeypatch.chdir(shared.folder / "data")

    Database("sqlite:///:memory:").close()

    assert list((shared.folder / "data").iterdir()) == []


def test_init_says_where_a_service_could_not_read_the_program(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    home = tmp_path / "rumah"
    (home / "bin").mkdir(parents=True)
    shutil.copy("/bin/true", home / "bin" / "python")
    home.chmod(0o700)
    monkeypatch.setattr("sys.executable", str(home / "bin" / "python"))

    assert "is closed to other accounts" in desk.done("init", "kantor").out
