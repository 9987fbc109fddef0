"""The program in /opt, where every account of the machine can run it."""

import os
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterator
from pathlib import Path

from tests.support.checkout import ROOT

#: What an installed program has no use for; copying it would take half a minute.
_LEFT_OUT = shutil.ignore_patterns("test", "site-packages", "idlelib")
_TOOLS = {"mypy", "mypyc", "pip", "setuptools", "hypothesis", "apprise", "fontTools"}


def interpreter(root: Path) -> Path:
    """A Python that everybody may run: this one, or its twin where it is closed."""
    name = f"python{sys.version_info.major}.{sys.version_info.minor}"
    base = Path(sys.base_prefix)
    if _is_open(base / "bin" / name):
        return base / "bin" / name
    for part in ("bin", "lib"):
        _copy(base / part, root / "python" / part)
    return root / "python" / "bin" / name


def install(python: Path, venv: Path) -> None:
    """What pip makes of the checkout, without a network."""
    packages = venv / "lib" / python.name / "site-packages"
    wheel = venv.parent / "wheel"
    build = ["hatchling", "build", "-t", "wheel", "-d", str(wheel)]
    _run(*build)
    [built] = wheel.iterdir()
    there = ["pip", "--python", str(venv / "bin" / "python")]
    _run(*there, "install", "--quiet", "--no-deps", "--no-index", str(built))
    shutil.rmtree(wheel)
    here = {Path(sysconfig.get_path(each)) for each in ("purelib", "platlib")}
    for each in here:
        if _is_open(each):
            (packages / "dependencies.pth").write_text(f"{each}\n")
        else:
            _copy_beside(each, packages)


def _run(*module: str) -> None:
    command = [sys.executable, "-m", *module]
    subprocess.run(command, cwd=ROOT, capture_output=True, check=True, umask=0o022)


def _copy_beside(packages: Path, target: Path) -> None:
    for each in packages.iterdir():
        ours = "crossposter" in each.name  # the checkout
        if ours or each.name in _TOOLS or (target / each.name).exists():
            continue
        if each.is_dir():
            _copy(each, target / each.name)
        elif each.suffix != ".pth":
            _link(str(each), str(target / each.name))


def _copy(source: Path, target: Path) -> None:
    """A twin that costs no room where both are on the same disk."""
    shutil.copytree(
        source, target, symlinks=True, ignore=_LEFT_OUT, copy_function=_link
    )


def _link(source: str, target: str) -> None:
    try:
        os.link(source, target, follow_symlinks=False)
    except OSError:
        shutil.copy2(source, target)


def _is_open(path: Path) -> bool:
    """Whether everybody gets there, by every way that leads there."""
    return all(
        each.stat().st_mode & 0o001
        for place in (path, path.resolve())
        for each in _way(place)
    )


def _way(path: Path) -> Iterator[Path]:
    yield path
    yield from path.parents
