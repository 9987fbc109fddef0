"""What an office writes is for its own account alone, and check tells where it is not."""

import shlex
import stat
import subprocess
from pathlib import Path

import pytest

from tests.support.desk import ADD, PICTURE, Desk, program

#: What holds no secret and nothing unapproved; root and systemd read the unit.
FOR_EVERYBODY = ("config.yaml", "crossposter.service")


def readable_by_others(folder: Path) -> set[str]:
    """Every file and folder that another account could open, by its name."""
    return {
        str(path.relative_to(folder))
        for path in folder.rglob("*")
        if stat.S_IMODE(path.stat().st_mode) & 0o077
    }


def in_a_generous_shell(desk: Desk, *arguments: str) -> None:
    """A real process whose shell would let everybody read what it writes."""
    with desk.start(program(*arguments), umask=0o022) as process:
        _, told = process.communicate(timeout=120)
    assert process.returncode == 0, told


def opened_to_everybody(desk: Desk) -> list[Path]:
    """The modes that the program gave until now."""
    paths = [desk.folder / name for name in (".env", "crossposter.db", "media")]
    paths += [desk.folder / "approved", desk.folder / "preview-1.html"]
    for path in paths:
        path.chmod(0o755 if path.is_dir() else 0o644)
    return paths


@pytest.mark.long
def test_nobody_else_reads_what_an_office_writes(desk: Desk) -> None:
    (desk.folder / "crossposter.db").unlink()
    picture = desk.folder / "media" / "posko.jpg"
    picture.chmod(0o600)
    in_a_generous_shell(desk, *ADD, "--source", "BPBD", *PICTURE, "--urgent")
    for verb in ("submit 1", "approve 1", "preview 1 --html", "run --once"):
        in_a_generous_shell(desk, *verb.split())
    in_a_generous_shell(desk, "backup", "kopi.tar.gz")
    (desk.folder / "media").chmod(0o700)  # the test made it, not the program

    kept = {path for path in readable_by_others(desk.folder) if "approved/" not in path}

    assert {"crossposter.db", "crossposter.db.lock", "approved"} <= {
        path.name for path in desk.folder.iterdir()
    }
    assert kept == {"config.yaml"}


def test_a_new_office_is_closed_from_the_start(desk: Desk) -> None:
    in_a_generous_shell(desk, "init", "kantor")
    folder = desk.folder / "kantor"

    assert not stat.S_IMODE(folder.stat().st_mode) & 0o077
    assert not stat.S_IMODE((folder / "media").stat().st_mode) & 0o077
    files = {path for path in readable_by_others(folder) if "templates" not in path}
    assert files == set(FOR_EVERYBODY)


def test_a_page_is_closed_also_where_one_was_open(desk: Desk) -> None:
    key = str(desk.added())
    page = desk.folder / "lihat.html"
    for left_behind in (page, desk.folder / ".lihat.html.unfinished"):
        left_behind.write_text("from before")
        left_behind.chmod(0o644)

    desk.done("preview", key, "--html", "--output", str(page))

    assert stat.S_IMODE(page.stat().st_mode) == 0o600
    assert "from before" not in page.read_text("utf-8")


def test_check_says_what_others_can_read_and_what_to_type(desk: Desk) -> None:
    key = desk.approved()
    desk.done("preview", str(key), "--html")
    paths = opened_to_everybody(desk)

    warnings = desk.done("check", "--json").values["warnings"]
    told = [each for each in warnings if each.startswith("others can read ")]

    assert len(told) == 2
    assert all(any(str(path) in each for each in told) for path in paths)
    for each in told:
        subprocess.run(shlex.split(each.partition(": ")[2]), check=True)
    assert "others can read" not in desk.done("check").out


@pytest.mark.parametrize("name", ["kantor ini", "kantor;reboot"])
def test_what_is_to_be_typed_can_be_pasted(desk: Desk, name: str) -> None:
    desk.done("init", name)
    (desk.folder / name / ".env").chmod(0o640)

    told = desk.done("--config", f"{name}/config.yaml", "check").out

    assert f"chmod 600 '{desk.folder / name / '.env'}'" in told
