"""What is shipped: the wheel with all it needs, at work in an environment of its own."""

import os
import subprocess
import sys
import sysconfig
import tarfile
import venv
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest

from crossposter.config import starter
from tests.support.checkout import ROOT

_NOT_SHIPPED = {"__pycache__", ".mypy_cache", ".ruff_cache"}


@dataclass(frozen=True, kw_only=True)
class Installed:
    """The wheel in a fresh environment, used from a folder of its own."""

    command: Path
    folder: Path

    def run(self, *arguments: str) -> "subprocess.CompletedProcess[str]":
        """The command as a person would type it, without our checkout in reach."""
        environment = {k: v for k, v in os.environ.items() if k != "PYTHONPATH"}
        return subprocess.run(
            [self.command, *arguments],
            cwd=self.folder,
            env=environment,
            capture_output=True,
            text=True,
            timeout=100,
            check=False,
        )


def _build(kind: str, source: Path, target: Path) -> Path:
    target.mkdir(parents=True)
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", kind, "-d", target],
        cwd=source,
        capture_output=True,
        check=True,
    )
    [built] = target.iterdir()
    return built


def _names(wheel: Path) -> set[str]:
    return set(zipfile.ZipFile(wheel).namelist())


def _files(folder: Path) -> set[str]:
    paths = (path.relative_to(folder) for path in folder.rglob("*"))
    return {
        path.as_posix()
        for path in paths
        if (folder / path).is_file() and not set(path.parts) & _NOT_SHIPPED
    }


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _build("wheel", ROOT, tmp_path_factory.mktemp("wheel") / "dist")


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Installed:
    place = tmp_path_factory.mktemp("installed")
    venv.create(place / "venv", symlinks=True)
    python = place / "venv" / "bin" / "python"
    pip = [sys.executable, "-m", "pip", "--python", str(python), "install", "--quiet"]
    subprocess.run([*pip, "--no-deps", "--no-index", str(wheel)], check=True)
    # The dependencies come from here, so that the test needs no network. Files named
    # .pth inside that folder are not followed, so our checkout stays out of reach.
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    packages = place / "venv" / "lib" / version / "site-packages"
    here = "\n".join({sysconfig.get_path(it) for it in ("purelib", "platlib")})
    (packages / "dependencies.pth").write_text(here)
    folder = place / "elsewhere"
    folder.mkdir()
    return Installed(command=place / "venv" / "bin" / "crossposter", folder=folder)


def test_the_wheel_holds_the_package_the_starter_files_and_nothing_else(
    wheel: Path,
) -> None:
    package = {f"crossposter/{name}" for name in _files(ROOT / "crossposter")}
    templates = _files(ROOT / "templates")
    start = {f"crossposter/_starter/templates/{name}" for name in templates}
    start.add("crossposter/_starter/config.yaml")

    shipped = {name for name in _names(wheel) if ".dist-info/" not in name}

    assert shipped == package | start
    assert {name.partition("/")[0] for name in templates} >= {
        "facebook",
        "instagram",
        "x",
    }
    assert "crossposter/py.typed" in shipped


def test_no_secret_database_or_cache_travels(wheel: Path) -> None:
    private = (".env", ".db", ".lock", ".pyc", ".log")

    assert not [name for name in _names(wheel) if name.endswith(private)]


@pytest.mark.long
def test_the_source_distribution_builds_the_same_wheel(
    wheel: Path, tmp_path: Path
) -> None:
    sdist = _build("sdist", ROOT, tmp_path / "dist")
    with tarfile.open(sdist) as archive:
        archive.extractall(tmp_path / "source", filter="data")
    [source] = (tmp_path / "source").iterdir()

    again = _build("wheel", source, tmp_path / "again")

    assert _names(again) == _names(wheel)
    for name in (
        "README.md",
        "tests/project/test_packaging.py",
        "docs/demo.png",
        "LICENSE",
    ):
        assert (source / name).is_file(), name


def test_the_installed_program_sets_up_an_office_and_checks_it(
    installed: Installed,
) -> None:
    begun = installed.run("init", "office")
    checked = installed.run("--config", "office/config.yaml", "check")

    assert begun.returncode == 0, begun.stderr
    assert checked.returncode == 0, checked.stderr
    assert "in order" in checked.stdout
    office = installed.folder / "office"
    assert (office / "config.yaml").read_text("utf-8") == starter.config_text()
    assert _files(office / "templates") == _files(ROOT / "templates")
    service = (office / "crossposter.service").read_text("utf-8")
    assert f"{installed.command} --config" in service


def test_the_installed_program_is_the_one_from_the_wheel(installed: Installed) -> None:
    python = installed.command.with_name("python")
    found = subprocess.run(
        [python, "-c", "import crossposter; print(crossposter.__file__)"],
        cwd=installed.folder,
        capture_output=True,
        text=True,
        check=True,
    )

    assert Path(found.stdout).is_relative_to(installed.command.parent.parent)


def test_the_installed_program_has_its_translations(installed: Installed) -> None:
    python = installed.command.with_name("python")
    code = (
        "from crossposter.text.messages import phrase\n"
        "from crossposter.text.translator import translator\n"
        "print(translator('id')(phrase('Not yet')))"
    )

    said = subprocess.run(
        [python, "-c", code],
        cwd=installed.folder,
        capture_output=True,
        text=True,
        check=True,
    )

    assert said.stdout == "Belum\n"


@pytest.mark.long
def test_the_installed_demo_publishes_everything_once(installed: Installed) -> None:
    done = installed.run("demo", "practice")

    assert done.returncode == 0, done.stderr
    assert "17 posts of 6 announcements are live" in done.stdout
    assert done.stdout.count("answer lost") == 1
    assert "\x1b" not in done.stdout
    assert done.stdout.count("http://127.0.0.1:") == 17 + 2
