"""The systemd unit: hardened, and right for any path it can name."""

import shutil
import subprocess
from pathlib import Path

import pytest

from crossposter.daemon.systemd import unit
from crossposter.errors import BadInput
from tests.support.desk import Desk

ANALYZE = shutil.which("systemd-analyze")
needs_systemd = pytest.mark.skipif(ANALYZE is None, reason="no systemd here")


def lines(text: str) -> dict[str, str]:
    pairs = (line.split("=", 1) for line in text.splitlines() if "=" in line)
    return {key: value for key, value in pairs if not key.startswith("#")}


def test_a_path_with_spaces_and_percent_signs_is_kept() -> None:
    folder = Path("/srv/kantor 100%/pos")

    settings = lines(unit(folder=folder, program=["/opt/my apps/bin/crossposter"]))

    assert settings["WorkingDirectory"] == "/srv/kantor 100%%/pos"
    assert settings["ReadWritePaths"] == '"/srv/kantor 100%%/pos"'
    assert settings["ExecStart"] == (
        '"/opt/my apps/bin/crossposter"'
        ' --config "/srv/kantor 100%%/pos/config.yaml" run'
    )


@pytest.mark.parametrize("letter", ['"', "'", "\\", "$", "\n", "\x7f"])
def test_a_path_no_unit_can_name_is_refused(letter: str) -> None:
    with pytest.raises(BadInput, match="choose another folder"):
        unit(folder=Path(f"/srv/a{letter}b"), program=["/usr/bin/crossposter"])
    with pytest.raises(BadInput, match="choose another folder"):
        unit(folder=Path("/srv/a"), program=[f"/opt/a{letter}b/crossposter"])


def test_init_writes_a_unit_that_starts_this_installation(desk: Desk) -> None:
    desk.done("init", "kantor")

    text = (desk.folder / "kantor" / "crossposter.service").read_text()

    program, *arguments = lines(text)["ExecStart"].split()
    assert Path(program).is_file()
    assert arguments[-3:] == [
        "--config",
        str(desk.folder / "kantor" / "config.yaml"),
        "run",
    ]


@needs_systemd
@pytest.mark.parametrize("name", ["kantor", "kantor 100% baru"])
def test_systemd_takes_the_unit(tmp_path: Path, name: str) -> None:
    folder = tmp_path / name
    folder.mkdir()
    program = folder / "crossposter"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    service = tmp_path / "crossposter.service"
    service.write_text(unit(folder=folder, program=[str(program)]), encoding="utf-8")

    verdict = analyze("verify", str(service))

    assert verdict.returncode == 0
    assert "crossposter" not in verdict.stderr, verdict.stderr


@needs_systemd
def test_systemd_finds_the_unit_hard(tmp_path: Path) -> None:
    service = tmp_path / "crossposter.service"
    service.write_text(unit(folder=tmp_path, program=["/bin/true"]), encoding="utf-8")

    verdict = analyze("security", "--offline=true", "--threshold=20", str(service))

    assert verdict.returncode == 0, verdict.stdout


def analyze(*arguments: str) -> "subprocess.CompletedProcess[str]":
    assert ANALYZE is not None
    return subprocess.run(
        [ANALYZE, *arguments], capture_output=True, text=True, check=False, timeout=100
    )
