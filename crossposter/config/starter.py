"""Starter files: the shipped config.yaml and templates; `init` copies them."""

import os
import tempfile
from pathlib import Path


def starter_folder() -> Path:
    """Folder with ``templates/`` and ``config.yaml``: in the wheel, or the checkout."""
    here = Path(__file__).resolve().parents[1]
    packed = here / "_starter"
    return packed if packed.is_dir() else here.parent


def templates_folder() -> Path:
    """Folder of the shipped templates; the operator's own come before them."""
    return starter_folder() / "templates"


def config_text() -> str:
    """Text of the starter configuration."""
    return (starter_folder() / "config.yaml").read_text(encoding="utf-8")


def copy_to(folder: Path) -> list[tuple[Path, bool]]:
    """Starter files copied into *folder*; nothing is overwritten.

    Each file comes with True if it was written; one that existed already was not.
    Raises OSError, which names the file and not its temporary copy.
    """
    (folder / "media").mkdir(parents=True, exist_ok=True)
    start = starter_folder()
    return [
        (folder / path, _written(folder / path, (start / path).read_bytes()))
        for path in _starter_files(start)
    ]


def _starter_files(start: Path) -> list[Path]:
    files = (path for path in (start / "templates").rglob("*") if path.is_file())
    return [path.relative_to(start) for path in (start / "config.yaml", *sorted(files))]


def _written(target: Path, content: bytes) -> bool:
    try:
        return _write(target, content)
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(target)) from error


def _write(target: Path, content: bytes) -> bool:
    if target.exists():
        return False
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(name).chmod(0o644)
        return _moved(Path(name), target)
    finally:
        Path(name).unlink(missing_ok=True)


def _moved(finished: Path, target: Path) -> bool:
    try:
        target.hardlink_to(finished)  # fails if another process was faster
    except FileExistsError:
        return False
    except OSError:  # a file system without hard links
        finished.rename(target)
    return True
